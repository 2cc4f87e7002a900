import type { Hono } from 'hono';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DigestFile } from '../../src/core/digest/digest-file.ts';
import { digestId, personId } from '../../src/core/ids.ts';
import { fileToken } from '../../src/db/file-token.ts';
import { createFileMaker, type FileMaker } from '../../src/digest-files/make.ts';
import type { WrittenDocument } from '../../src/documents/write.ts';
import { digestFileRoutes } from '../../src/web/digest-files.ts';
import { testApp } from '../support/app.ts';
import { openOffice, SECRET, ZONE, type Office } from '../support/office.ts';
import { twoDistricts, WHO, type Who } from '../support/two-districts.ts';
import { unzip } from '../support/zip.ts';

const PARTY_WORDS = 'thiếu loa ở ấp';
const STATE_WORDS = 'sửa cầu Kênh Ba';
const now = async () => Temporal.Instant.from('2017-08-28T09:00:00+07:00');
const soon = () => Temporal.Now.instant().add({ hours: 1 });

let office: Office;
let app: Hono;
let ids: ReadonlyMap<string, number>;
let sent: number;
let clients = 0;

beforeAll(async () => {
  office = await openOffice(undefined, twoDistricts());
  await office.says('contact', `hg 5/6, kn 3. Khó khăn: ${PARTY_WORDS}. Kiến nghị: ${STATE_WORDS}.`);
  await office.taps('contact', 'Gửi');
  await office.taps('contact', 'Gửi thiếu');
  await office.says('left', '/roi');
  await office.tapsToken('left', 'leave');
  await office.tick('2017-08-28T07:00:00+07:00');
  await office.says('contact', 'sửa kn tuần 34 thành 8');
  await office.taps('contact', 'Gửi');
  const people = await office.rows('select code, id from person');
  ids = new Map(people.map(({ code, id }) => [String(code), Number(id)]));
  const [digest] = await office.rows(
    "select d.id from digest d join body b on b.id = d.body_id where b.code = 'dang'",
  );
  sent = Number(digest?.['id']);
  app = serving(createFileMaker({ db: office.db, zone: ZONE, now, publicUrl: () => undefined }));
}, 60_000);

afterAll(() => office.close());

/** Each request comes from elsewhere: none is one too many. */
const remoteAddress = () => `203.0.113.${(clients += 1)}`;

function serving(make: FileMaker): Hono {
  const parts = { db: office.db, secret: SECRET, make, now, remoteAddress };
  return testApp({ digestFiles: digestFileRoutes(parts) });
}

function fileFor(who: Who, body: string, more: Partial<DigestFile> = {}): DigestFile {
  const person = personId(ids.get(who) ?? 0);
  return { format: 'xlsx', form: 'tuan', body, period: '2017-W34', person, ...more };
}

const get = async (file: DigestFile, until = soon()) =>
  app.request(`/tep/${fileToken(SECRET, { file, until })}/ban.xlsx`);

/** All that the workbook says, or the status of another answer. */
async function said(file: DigestFile): Promise<string> {
  const answer = await get(file);
  if (answer.status !== 200) return String(answer.status);
  return [...unzip(Buffer.from(await answer.arrayBuffer())).values()].map(String).join('\n');
}

/** As in the matrix of what is typed: `N` it names xã Một, `P` it holds what the party body alone is told, `S` the state body. */
function marksOf(words: string): string {
  if (words === '404') return '-';
  const marks = [/xã một/i.test(words) ? 'N' : '', words.includes(PARTY_WORDS) ? 'P' : ''];
  return [...marks, words.includes(STATE_WORDS) ? 'S' : ''].join('');
}

/** Whoever does not stand here gets nothing. */
const SEEN: Readonly<Partial<Record<Who, readonly [dang: string, ubnd: string]>>> = {
  superior: ['NP', 'NS'],
  party: ['NP', '-'],
  state: ['-', 'NS'],
  coord: ['NP', 'NS'],
};

describe('a digest file by its link', () => {
  it.each(WHO)('for %s holds what they may see, until the post ends', async (who) => {
    const of = async () => [
      marksOf(await said(fileFor(who, 'dang'))),
      marksOf(await said(fileFor(who, 'ubnd'))),
    ];
    expect(await of()).toEqual(SEEN[who] ?? ['-', '-']);
    const holds = (until: string) =>
      office.rows(
        `update holder set held_until = ${until} where person_id = ${String(ids.get(who) ?? 0)} returning id`,
      );
    await holds("'2017-08-28'");
    expect(await of()).toEqual(['-', '-']);
    await holds('null');
  });

  it('of a digest that was sent has its figures, for the leaders of its body alone', async () => {
    const kept = { sent: digestId(sent) };
    // The sum of complaints, which were corrected after it was sent.
    expect(await said(fileFor('party', 'dang', kept))).toContain('</f><v>3</v>');
    const corrected = await said(fileFor('party', 'dang'));
    expect(corrected).toContain('</f><v>8</v>');
    expect(corrected).not.toContain('</f><v>3</v>');
    for (const who of ['superior', 'state', 'coord', 'head', 'contact'] as const)
      expect(await said(fileFor(who, 'dang', kept))).toBe('404');
    // A link names one document: that of another body is not to be had by this number.
    expect(await said(fileFor('state', 'ubnd', kept))).toBe('404');
  });

  it('is over after its time, and nobody makes one', async () => {
    const file = fileFor('party', 'dang');
    expect((await get(file, Temporal.Now.instant().subtract({ seconds: 1 }))).status).toBe(404);
    const token = fileToken(SECRET, { file, until: soon() });
    const other = fileToken('another secret', { file, until: soon() });
    const [named] = fileToken(SECRET, { file: fileFor('party', 'ubnd'), until: soon() }).split('.');
    const [, signature] = token.split('.');
    for (const forged of [
      other,
      `${named}.${signature}`,
      `${token}A`,
      'x',
      `${'a'.repeat(400)}.${signature}`,
    ])
      expect((await app.request(`/tep/${forged}/ban.xlsx`)).status).toBe(404);
  });

  it('comes as a file to keep to oneself, and the audit says who fetched it', async () => {
    const [last] = await office.rows('select max(id) as id from audit');
    const answer = await get(fileFor('party', 'dang'));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': 'attachment; filename="tong-hop-tuan-2017-W34-dang.xlsx"',
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    });
    await get(fileFor('state', 'dang'));
    expect(
      await office.rows(
        `select p.code, a.action, a.subject from audit a join person p on p.id = a.person_id where a.id > ${String(last?.['id'])}`,
      ),
    ).toEqual([{ code: 'party', action: 'fetch-digest', subject: 'digest tuan 2017-W34 dang xlsx' }]);
  });

  it('is refused for a while rather than made for too many at once', async () => {
    const { promise, resolve } = Promise.withResolvers<WrittenDocument>();
    app = serving(() => promise);
    const asked = Array.from({ length: 9 }, () => get(fileFor('party', 'dang')));
    const ninth = await asked[8];
    expect([ninth?.status, ninth?.headers.get('Retry-After')]).toEqual([503, '30']);
    resolve({ bytes: new Uint8Array([80, 75]) });
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([...Array(8).fill(200), 503]);
  });
});
