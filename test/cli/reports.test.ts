import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportsCommand } from '../../src/cli/reports.ts';
import { person } from '../../src/db/schema/organization.ts';
import { runCommand } from '../support/cli.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { tuan } from '../support/forms.ts';
import { writeHistory } from '../support/history.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hai-chieu-reports-'));
  database = await createTestDatabase();
  const [contact] = await database.db
    .insert(person)
    .values({ code: 'vo-minh-nhut', name: 'Võ Minh Nhựt' })
    .returning({ id: person.id });
  if (contact === undefined) throw new Error('no person');
  await writeHistory(database.db, {
    form: tuan,
    bodies: [{ code: 'ban-dan-van', name: 'Ban Dân vận Huyện ủy' }],
    units: [
      { code: 'binh-minh', name: 'Xã Bình Minh' },
      { code: 'an-bien', name: 'Xã An Biên' },
    ],
    periods: [
      { code: '2017-W30', obligations: [{ unit: 'binh-minh', revisions: [{ values: { complaints: 30 } }] }] },
      // 31/7-6/8: most of it is August.
      { code: '2017-W31', obligations: [{ unit: 'binh-minh', revisions: [{ values: { complaints: 31 } }] }] },
      {
        code: '2017-W34',
        obligations: [
          {
            unit: 'binh-minh',
            revisions: [
              { values: { complaints: 1 }, lateMinutes: 80 },
              {
                values: {
                  difficulties: '=cmd|"/c calc"!A1',
                  complaints: 3,
                  mediation: { part: 5, whole: 6 },
                },
                lateMinutes: 80,
                submittedAt: Temporal.Instant.from('2017-08-25T18:20:30.123Z'),
                person: contact.id,
                channel: 'telegram',
              },
            ],
          },
          { unit: 'an-bien', revisions: [{ nil: true }] },
        ],
      },
    ],
  });
});

afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const reports = (words: string) =>
  runCommand(reportsCommand, ['export', ...(words === '' ? [] : words.split(' '))], { db: database.db });

async function json(words: string): Promise<unknown[]> {
  const { out, refused } = await reports(`--format json ${words}`.trim());
  if (refused !== undefined) throw new Error(refused);
  const read: unknown = JSON.parse(out.join('\n'));
  return Array.isArray(read) ? read : [];
}

async function weeks(words: string): Promise<unknown[]> {
  return (await json(words)).map((one) =>
    typeof one === 'object' && one !== null && 'period' in one ? one.period : one,
  );
}

describe('reports export --format json', () => {
  it('gives each current revision in the shape of the contract', async () => {
    const exported = await json('--from 2017-W34');
    expect(exported).toEqual([
      {
        unit: 'binh-minh',
        form: 'tuan',
        period: '2017-W34',
        revision: 2,
        nil: false,
        submitted_at: '2017-08-26T01:20:30.123+07:00',
        on_time: false,
        submitted_by: 'vo-minh-nhut',
        channel: 'telegram',
        values: { mediation: { part: 5, whole: 6 }, complaints: 3, difficulties: '=cmd|"/c calc"!A1' },
      },
      {
        unit: 'an-bien',
        form: 'tuan',
        period: '2017-W34',
        revision: 1,
        nil: true,
        submitted_at: '2017-08-25T11:00:00+07:00',
        on_time: true,
        submitted_by: null,
        channel: null,
        values: {},
      },
    ]);
    expect(Object.keys(exported[0] ?? {})).toEqual([
      'unit',
      'form',
      'period',
      'revision',
      'nil',
      'submitted_at',
      'on_time',
      'submitted_by',
      'channel',
      'values',
    ]);
  });

  it('gives every revision when asked to', async () => {
    expect(await json('--from 2017-W34 --all-revisions')).toMatchObject([
      { unit: 'binh-minh', revision: 1, values: { complaints: 1 } },
      { unit: 'binh-minh', revision: 2, values: { complaints: 3 } },
      { unit: 'an-bien', revision: 1 },
    ]);
  });

  it('goes from the first day of one period to the last of another, of any kind', async () => {
    expect(await weeks('')).toEqual(['2017-W30', '2017-W31', '2017-W34', '2017-W34']);
    expect(await weeks('--to 2017-W31')).toEqual(['2017-W30', '2017-W31']);
    expect(await weeks('--from 2017-W31 --to 2017-W31')).toEqual(['2017-W31']);
    expect(await weeks('--from 2017-08')).toEqual(['2017-W31', '2017-W34', '2017-W34']);
    expect(await weeks('--to 2017-07')).toEqual(['2017-W30']);
    expect(await weeks('--from 2018')).toEqual([]);
  });
});

describe('reports export as CSV', () => {
  it('is UTF-8 with a byte order mark, part and whole apart, formulas neutralised', async () => {
    const path = join(folder, 'w34.csv');
    const { out, err } = await reports(`--form tuan --from 2017-W34 --out ${path}`);
    expect(out).toEqual([]);
    expect(err).toEqual([`đã ghi ${path}`]);
    const lines = (await readFile(path, 'utf8')).split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe(
      '\uFEFFunit,form,period,revision,nil,submitted_at,on_time,submitted_by,channel,models,models_active,' +
        'mediation_part,mediation_whole,complaints,denunciations,cases_resolved_part,cases_resolved_whole,' +
        'procedures_part,procedures_whole,citizen_reception,dialogues,democracy,opinions,supervisions,difficulties,proposals',
    );
    expect(lines[1]).toBe(
      'binh-minh,tuan,2017-W34,2,false,2017-08-26T01:20:30.123+07:00,false,vo-minh-nhut,telegram,,,5,6,3,,,,,,,,,,,' +
        `"'=cmd|""/c calc""!A1",`,
    );
    expect(lines[2]).toBe(`an-bien,tuan,2017-W34,1,true,2017-08-25T11:00:00+07:00,true,,${','.repeat(17)}`);
    expect(lines[3]).toBe('');
  });
});

describe('an export', () => {
  it('is a workbook with part and whole as numbers of their own', async () => {
    const path = join(folder, 'bao-cao.xlsx');
    expect((await reports('--format xlsx')).refused).toContain('--out');
    expect((await reports(`--format xlsx --out ${path}`)).refused).toBeUndefined();
    const [sheet] = await readWorkbook(await readFile(path));
    const [heads = [], ...rows] = sheet?.data ?? [];
    const part = rows.map((row) => row[heads.indexOf('mediation_part')]).find((cell) => cell !== null);
    expect(part).toEqual(expect.any(Number));
    expect(heads).toContain('mediation_whole');
  });

  it('leaves an audit entry without names or texts', async () => {
    await reports('--from 2017-W34');
    const rows = await database.db.execute(
      sql`select action, subject, detail from audit order by id desc limit 1`,
    );
    expect(rows[0]).toEqual({
      action: 'export-reports',
      subject: 'tuan',
      detail: { from: '2017-W34', to: null, allRevisions: false, allLevels: false },
    });
  });

  it.each([
    ['--form x', 'không có mẫu “x”; các mẫu đang có: tuan'],
    ['--from hôm-nay', 'không phải là kỳ báo cáo'],
    ['--from 2017-W34 --to 2017-W30', '--from 2017-W34 sau --to 2017-W30'],
  ])('%s is refused with one line', async (words, reason) => {
    expect((await reports(words)).refused).toContain(reason);
  });
});
