import type { Hono } from 'hono';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestId, personId } from '../../src/core/ids.ts';
import { pageToken } from '../../src/db/page-token.ts';
import { digestPageRoutes } from '../../src/web/digest-page.ts';
import { testApp } from '../support/app.ts';
import { openOffice, SECRET, ZONE, type Office } from '../support/office.ts';
import { province } from '../support/province.ts';
import { twoDistricts, WHO, type Who } from '../support/two-districts.ts';

const now = async () => Temporal.Instant.from('2017-08-28T09:00:00+07:00');
const soon = () => Temporal.Now.instant().add({ hours: 1 });
let clients = 0;
/** Each request comes from elsewhere: none is one too many. */
const remoteAddress = () => `203.0.113.${(clients += 1)}`;

function serving(office: Office): Hono {
  return testApp({
    digestPages: digestPageRoutes({ db: office.db, secret: SECRET, zone: ZONE, now, remoteAddress }),
  });
}

async function numberOf(office: Office, query: string): Promise<number> {
  const [row] = await office.rows(query);
  return Number(row?.['id']);
}

const digestOf = async (office: Office, body: string) =>
  digestId(
    await numberOf(
      office,
      `select d.id from digest d join body b on b.id = d.body_id where b.code = '${body}'`,
    ),
  );
const personOf = async (office: Office, code: string) =>
  personId(await numberOf(office, `select id from person where code = '${code}'`));

describe('the page of a digest that was sent', () => {
  let office: Office;
  let app: Hono;

  beforeAll(async () => {
    office = await openOffice(undefined, twoDistricts());
    await office.says('contact', 'hg 5/6, kn 3. Khó khăn: thiếu <script>loa</script> & "xe" cũ.');
    await office.taps('contact', 'Gửi');
    await office.taps('contact', 'Gửi thiếu');
    await office.says('left', '/roi');
    await office.tapsToken('left', 'leave');
    await office.tick('2017-08-28T07:00:00+07:00');
    await office.says('contact', 'sửa kn tuần 34 thành 8');
    await office.taps('contact', 'Gửi');
    app = serving(office);
  }, 60_000);

  afterAll(() => office.close());

  const linkFor = async (who: Who, body: string, until = soon()) => {
    const page = { digest: await digestOf(office, body), person: await personOf(office, who) };
    return `/tong-hop/${pageToken(SECRET, { page, until })}`;
  };

  it.each(WHO.filter((who) => who !== 'stranger'))(
    'is for %s to see as a leader of its body alone, until the post ends',
    async (who) => {
      const statuses = async () => [
        (await app.request(await linkFor(who, 'dang'))).status,
        (await app.request(await linkFor(who, 'ubnd'))).status,
      ];
      const seen = who === 'party' ? [200, 410] : who === 'state' ? [410, 200] : [410, 410];
      expect(await statuses()).toEqual(seen);
      const of = `person_id = (select id from person where code = '${who}') returning id`;
      const held = await office.rows(
        `update holder set held_until = '2017-08-28' where held_until is null and ${of}`,
      );
      expect(await statuses()).toEqual([410, 410]);
      if (held.length > 0) await office.rows(`update holder set held_until = null where ${of}`);
    },
  );

  it('has the figures of then, and what was written as it was written', async () => {
    const answer = await app.request(await linkFor('party', 'dang'));
    const page = await answer.text();
    expect(page).toContain('Số liệu lúc gửi, 07:00 ngày 28/8/2017.');
    expect(page).toMatch(/Đơn khiếu nại mới<small><\/small><\/th>\s*<td>3 đơn<\/td>/);
    expect(page).toContain('1/2 xã đã báo cáo: 1 đúng hạn; 1 chưa báo cáo.');
    expect(page).toContain('Xã Một: “thiếu &lt;script&gt;loa&lt;/script&gt; &amp; &quot;xe&quot; cũ”');
    expect(page).not.toMatch(/<script|style=|onclick/);
    // What the other body alone is told.
    expect(page).not.toContain('Kiến nghị');
  });

  it('runs no scripts, is kept nowhere, and the audit says who looked', async () => {
    const answer = await app.request(await linkFor('party', 'dang'));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-security-policy':
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    });
    const [last] = await office.rows(
      'select p.code, a.action, a.subject from audit a join person p on p.id = a.person_id order by a.id desc limit 1',
    );
    const digest = await digestOf(office, 'dang');
    expect(last).toEqual({
      code: 'party',
      action: 'fetch-digest',
      subject: `digest tuan 2017-W34, sent as ${digest} dang page`,
    });
  });

  it('is over after its time, and nobody makes one', async () => {
    const over = await app.request(
      await linkFor('party', 'dang', Temporal.Now.instant().subtract({ seconds: 1 })),
    );
    expect(over.status).toBe(410);
    expect(await over.text()).toContain('Liên kết này đã hết hạn');
    const path = await linkFor('party', 'dang');
    const other = (await linkFor('state', 'dang')).split('-').slice(0, -1).join('-');
    for (const forged of [`${path}A`, path.slice(0, -1), '/tong-hop/1-1-1-x', `${other}-${'a'.repeat(32)}`])
      expect((await app.request(forged)).status).toBe(404);
  });

  it('knows no part that is not of the digest', async () => {
    expect((await app.request(`${await linkFor('party', 'dang')}?cap=huyen-ben`)).status).toBe(404);
    expect((await app.request(`${await linkFor('party', 'dang')}?trang=99`)).status).toBe(200);
  });
});

describe('the page of a digest of many units', () => {
  let office: Office;

  beforeAll(async () => {
    office = await openOffice(undefined, province(300, 8));
    await office.tick('2017-08-28T07:00:00+07:00');
  }, 60_000);

  afterAll(() => office.close());

  it('is named in the message, and leads to each unit by way of its district', async () => {
    const [told] = await office.rows(`
      select d.message -> 'pages' as pages from delivery d join chat c on c.id = d.chat_id
      where c.external_id = 'chu-tich' and jsonb_exists(d.message, 'pages')`);
    const page = { digest: await digestOf(office, 'ubnd'), person: await personOf(office, 'chu-tich') };
    expect(told).toEqual({ pages: [page] });
    const path = `/tong-hop/${pageToken(SECRET, { page, until: soon() })}`;
    const app = serving(office);
    const pageAt = async (query: string) => (await app.request(path + query)).text();
    const top = await pageAt('');
    const districts = [...top.matchAll(/href="(\?cap=[^"]+)"/g)].map(([, query = '']) => query);
    expect(districts).toHaveLength(8);
    expect(Buffer.byteLength(top)).toBeLessThan(100_000);
    const pages = await Promise.all(districts.map(pageAt));
    const named = pages.flatMap((text) =>
      [...text.matchAll(/Xã số (\d+)</g)].map(([, number]) => Number(number)),
    );
    expect(named.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    expect(pages[0]).toContain('<b>Huyện Mẫu A</b>');
  });
});
