import { sql } from 'drizzle-orm';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestCommand } from '../../src/cli/digest.ts';
import { officeScope } from '../../src/core/access/scope.ts';
import { loadDigest } from '../../src/db/queries/figures.ts';
import { saveDigest } from '../../src/db/queries/digests.ts';
import { runCommand } from '../support/cli.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { tuan } from '../support/forms.ts';
import { writeHistory } from '../support/history.ts';
import { unzip } from '../support/zip.ts';

const MONDAY = '2017-08-28T07:00:00+07:00';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hai-chieu-digest-'));
  database = await createTestDatabase();
  const history = await writeHistory(database.db, {
    form: tuan,
    bodies: [
      { code: 'ban-dan-van', name: 'Ban Dân vận Huyện ủy' },
      { code: 'ubnd', name: 'UBND huyện' },
    ],
    units: [
      { code: 'binh-minh', name: 'Xã Bình Minh' },
      { code: 'tan-thuan', name: 'Xã Tân Thuận' },
    ],
    periods: [
      {
        code: '2017-W34',
        obligations: [
          {
            unit: 'binh-minh',
            revisions: [
              { values: { complaints: 1 }, submittedAt: Temporal.Instant.from('2017-08-25T10:00+07:00') },
              { values: { complaints: 3 }, submittedAt: Temporal.Instant.from('2017-08-25T12:00+07:00') },
            ],
          },
          { unit: 'tan-thuan', revisions: [] },
        ],
      },
      { code: '2017-W35', obligations: [{ unit: 'binh-minh', revisions: [] }] },
    ],
  });
  const view = await loadDigest(database.db, officeScope(), {
    form: 'tuan',
    body: 'ubnd',
    period: '2017-W34',
  });
  const [ubnd, w34] = [history.bodies.get('ubnd'), history.periods.get('2017-W34')];
  if (view === undefined || ubnd === undefined || w34 === undefined) throw new Error('the history is empty');
  const plannedAt = Temporal.Instant.from(MONDAY);
  await database.db.transaction((tx) =>
    saveDigest(tx, {
      form: history.form,
      period: w34,
      body: ubnd,
      plannedAt,
      writtenAt: plannedAt,
      createdAt: plannedAt,
      figures: { ...view.figures, expected: 77 },
      findings: view.findings,
      message: { text: [{ bold: 'Đã gửi' }, ' tuần 34'], buttons: [] },
      layoutVersion: 1,
    }),
  );
});

afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const digest = (words: string, now = MONDAY) =>
  runCommand(digestCommand, words === '' ? [] : words.split(' '), { db: database.db, now });

async function json(words: string, now = MONDAY): Promise<unknown> {
  const { out, refused } = await digest(`--format json ${words}`.trim(), now);
  if (refused !== undefined) throw new Error(refused);
  return JSON.parse(out.join('\n'));
}

describe('digest --format json', () => {
  it('is one object of one body, of the latest period that is due', async () => {
    expect(await json('--body ubnd')).toMatchObject({
      body: 'ubnd',
      form: 'tuan',
      period: '2017-W34',
      expected: 2,
      received: 1,
      late: [],
      missing: ['tan-thuan'],
    });
  });

  it('has the members of the contract and no other', async () => {
    const figures = await json('--body ubnd');
    expect(Object.keys(figures ?? {})).toEqual([
      'body',
      'form',
      'period',
      'expected',
      'received',
      'late',
      'missing',
      'indicators',
      'texts',
    ]);
  });

  it('is a list of all bodies where none is named', async () => {
    expect(await json('')).toMatchObject([{ body: 'ban-dan-van' }, { body: 'ubnd' }]);
    expect(JSON.parse((await digest('--json')).out.join(''))).toHaveLength(2);
  });

  it('adds the periods of a longer one up, counting reports', async () => {
    expect(await json('--body ubnd --period 2017-08')).toMatchObject({
      period: '2017-08',
      expected: 3,
      received: 1,
      missing: ['binh-minh', 'tan-thuan'],
    });
  });

  it('takes a period in words as well', async () => {
    const run = await runCommand(
      digestCommand,
      ['--json', '--body', 'ubnd', '--period', 'giai đoạn 2016-2017'],
      { db: database.db, now: MONDAY },
    );
    expect(JSON.parse(run.out.join(''))).toMatchObject({ period: '2016..2017' });
  });

  it('shows the period that is asked for, in any case', async () => {
    expect(await json('--body ubnd --period 2017-w35')).toMatchObject({ period: '2017-W35', received: 0 });
  });

  it('shows a past state', async () => {
    const complaints = { indicators: [{}, { code: 'complaints', total: 1 }] };
    const past = await json('--body ubnd --period 2017-W34 --as-of 2017-08-25T11:00:00+07:00');
    expect(past).toMatchObject({
      received: 1,
      indicators: expect.arrayContaining([expect.objectContaining(complaints.indicators[1] ?? {})]),
    });
    expect(await json('--body ubnd --period 2017-W34 --as-of 2017-08-25T02:00:00Z')).toMatchObject({
      received: 0,
      missing: ['binh-minh', 'tan-thuan'],
    });
  });

  it('--sent is the stored snapshot, not the figures of today', async () => {
    expect(await json('--body ubnd --sent')).toMatchObject({ period: '2017-W34', expected: 77 });
    expect(await json('--body ubnd --sent --period 2017-W34')).toMatchObject({ expected: 77 });
  });
});

describe('digest as text', () => {
  it('prints the message that a leader gets, one body after the other', async () => {
    const { out } = await digest('');
    const text = out.join('\n');
    expect(text.match(/Tổng hợp tuần 34\/2017/g)).toHaveLength(2);
    expect(text).toMatch(
      /\n\nTổng hợp .*\nUBND huyện\nKính gửi đồng chí, 1\/2 xã đã báo cáo\.\nChưa báo cáo: xã Tân Thuận\./,
    );
  });

  it('--sent prints the words that were sent', async () => {
    expect((await digest('--body ubnd --sent')).out).toEqual(['Đã gửi tuần 34']);
  });

  it('--out writes a file and says so, with nothing on standard output', async () => {
    const path = join(folder, 'w34.txt');
    const { out, err } = await digest(`--body ubnd --out ${path}`);
    expect(out).toEqual([]);
    expect(err).toEqual([`đã ghi ${path}`]);
    expect(await readFile(path, 'utf8')).toMatch(/^Tổng hợp tuần 34\/2017 .*\n$/s);
    expect(await readdir(folder)).toEqual(['w34.txt']);
  });
});

describe('digest as a file', () => {
  it('writes the documents of the bodies into one file', async () => {
    const path = join(folder, 'w34.docx');
    const { out, err } = await digest(`--format docx --out ${path}`);
    expect(out).toEqual([]);
    expect(err).toEqual([`đã ghi ${path}`]);
    const text = unzip(await readFile(path))
      .get('word/document.xml')
      ?.toString();
    expect(text?.match(/PHỤ LỤC/g)).toHaveLength(2);
    // Each is sealed, with a code that `verify` knows.
    const codes = text?.match(/Mã kiểm tra: VB-\w{5}-\w{5}/g) ?? [];
    const rows = await database.db.execute<{ code: string }>(sql`select code from seal`);
    expect(codes).toHaveLength(2);
    expect(rows.map(({ code }) => `Mã kiểm tra: ${code}`).toSorted()).toEqual(codes.toSorted());
    await rm(path);
  });

  it('writes a workbook as well', async () => {
    const path = join(folder, 'w34.xlsx');
    expect((await digest(`--body ubnd --format xlsx --out ${path}`)).refused).toBeUndefined();
    expect(unzip(await readFile(path)).has('xl/worksheets/sheet5.xml')).toBe(true);
    await rm(path);
  });

  it('draws a picture', async () => {
    const path = join(folder, 'w34.png');
    expect((await digest(`--format png --picture heat --out ${path}`)).refused).toBeUndefined();
    expect((await readFile(path)).subarray(1, 4).toString()).toBe('PNG');
    await rm(path);
  });

  it('goes to standard output where that is no terminal', async () => {
    const piped: Uint8Array[] = [];
    const run = await runCommand(digestCommand, ['--format', 'xlsx'], {
      db: database.db,
      now: MONDAY,
      printBytes: async (bytes) => void piped.push(bytes),
    });
    expect(run).toEqual({ out: [], err: [], refused: undefined });
    expect(unzip(Buffer.concat(piped)).has('xl/worksheets/sheet5.xml')).toBe(true);
  });

  it('of what was sent holds its figures, not those of today', async () => {
    const path = join(folder, 'sent.docx');
    const written = async (words: string) => {
      expect((await digest(`--body ubnd --format docx ${words} --out ${path}`)).refused).toBeUndefined();
      return unzip(await readFile(path))
        .get('word/document.xml')
        ?.toString();
    };
    expect(await written('--sent')).toContain('1/77');
    expect(await written('--period 2017-W34')).not.toContain('1/77');
    await rm(path);
  });

  it.each([
    ['--format png --out x.png --indicator x', 'cơ quan này không có chỉ số “x”; các chỉ số: '],
    [
      '--format docx',
      'bản docx không hiện trên màn hình được; thêm --out TÊN.docx, hoặc chuyển vào tệp: > TÊN.docx',
    ],
    ['--format docx --sent --period 2017-W35 --out x.docx', 'chưa gửi bản tổng hợp nào như vậy'],
    ['--format docx --out /no/such/folder/x.docx', 'không ghi được tệp'],
  ])('%s is refused', async (words, reason) => {
    expect((await digest(words)).refused).toContain(reason);
  });
});

describe('digest is refused with one line', () => {
  it.each([
    ['--form x', 'không có mẫu “x”; các mẫu đang có: tuan'],
    ['--body x', '“x” không nhận báo cáo theo mẫu tuan; các cơ quan nhận: ban-dan-van, ubnd'],
    ['--period 2016-08', '2016-08 không phải là kỳ của mẫu tuan'],
    ['--period 2001..2005', '2001..2005 không phải là kỳ của mẫu tuan'],
    ['--period 2017-W20', 'mẫu tuan không có kỳ 2017-W20; có từ 2017-W34 đến 2017-W35'],
    ['--period 2017-W99', '“2017-W99”: năm 2017 có 52 tuần'],
    ['--body ban-dan-van --sent', 'chưa gửi bản tổng hợp nào như vậy'],
    ['--sent --period 2017-W35', 'chưa gửi bản tổng hợp nào như vậy'],
    ['--out /no/such/folder/x.txt', 'không ghi được tệp /no/such/folder/x.txt (ENOENT)'],
  ])('%s', async (words, reason) => {
    const { out, refused } = await digest(words);
    expect(refused).toContain(reason);
    expect(refused).not.toContain('\n');
    expect(out).toEqual([]);
  });

  it('before any period is due', async () => {
    expect((await digest('', '2017-08-25T15:59:00+07:00')).refused).toContain('chưa có kỳ nào đến hạn nộp');
  });

  it('before any form is imported', async () => {
    const empty = await createTestDatabase();
    const { refused } = await runCommand(digestCommand, [], { db: empty.db });
    await empty.close();
    expect(refused).toContain('chưa có mẫu báo cáo nào');
  });
});

describe('a wrong use of digest', () => {
  it.each(['--format pdf', '--as-of yesterday', '--sent --as-of 2017-08-25T02:00:00Z', '--x'])(
    '%s is a usage error',
    async (words) => {
      await expect(digest(words)).rejects.toMatchObject({
        name: expect.stringMatching(/^(Commander|InvalidArgument)Error$/),
      });
    },
  );
});
