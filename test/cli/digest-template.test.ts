import { hash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import readWorkbook from 'read-excel-file/node';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestCommand } from '../../src/cli/digest.ts';
import type { FormDefinition } from '../../src/core/forms/definition.ts';
import type { ReceiverTemplate } from '../../src/core/templates/template.ts';
import { saveForms } from '../../src/db/queries/forms.ts';
import { storeTemplates } from '../../src/db/queries/templates.ts';
import { runCommand } from '../support/cli.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { tuan } from '../support/forms.ts';
import { writeHistory } from '../support/history.ts';
import { zipped } from '../support/province-template.ts';

const WORKBOOK = zipped();
const TEMPLATE: ReceiverTemplate = {
  code: 'tinh',
  name: 'Biểu 02',
  receiver: 'Ban Dân vận Tỉnh ủy',
  body: 'ubnd',
  file: 'bieu-02.xlsx',
  sha256: hash('sha256', WORKBOOK),
  cells: ['C3 = @end', 'Phụ lục!B4 = complaints'],
  rows: { from: 7, to: 9, key: 'B', columns: ['C = mediation.part', 'D = mediation.whole'] },
};
const WEEK: FormDefinition = { ...tuan, templates: [TEMPLATE, { ...TEMPLATE, code: 'tuan-tinh' }] };
const { rows: _, ...OF_MONTH } = { ...TEMPLATE, cells: ['C12 = @form', 'Phụ lục!B5 = @expected'] };
const MONTH: FormDefinition = {
  ...tuan,
  code: 'thang',
  name: 'Báo cáo tháng',
  period: 'month',
  templates: [OF_MONTH],
};

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hai-chieu-template-'));
  database = await createTestDatabase();
  const submittedAt = Temporal.Instant.from('2017-08-25T10:00+07:00');
  const week = (code: string, part: number) => ({
    code,
    obligations: [
      {
        unit: 'binh-minh',
        revisions: [{ values: { complaints: 3, mediation: { part, whole: 6 } }, submittedAt }],
      },
      { unit: 'phong-dong', revisions: [{ values: { complaints: 1 }, submittedAt }] },
    ],
  });
  await writeHistory(database.db, {
    form: WEEK,
    bodies: [{ code: 'ubnd', name: 'UBND huyện' }],
    units: [
      { code: 'binh-minh', name: 'Xã Bình Minh' },
      { code: 'phong-dong', name: 'Xã Phong Đông' },
    ],
    periods: [week('2017-W33', 5), week('2017-W34', 6)],
  });
  const now = Temporal.Instant.from('2017-01-01T00:00Z');
  await database.db.transaction(async (tx) => {
    await storeTemplates(tx, [{ sha256: hash('sha256', WORKBOOK), bytes: WORKBOOK }]);
    const plan = { added: [MONTH], changed: [], untouched: [] };
    await saveForms(tx, plan, now, Temporal.PlainDate.from('2017-01-01'));
    await tx.execute(sql`
      insert into period (form_id, form_version_id, code, data_start, data_end, opens_at, due_at, locks_at)
      select v.form_id, v.id, '2017-08', '2017-08-01', '2017-08-31', '2017-08-01', '2017-09-01', '2017-09-05'
      from form_version v join form f on f.id = v.form_id where f.code = 'thang'`);
    await tx.execute(sql`
      insert into obligation (period_id, unit_id) select p.id, u.id from period p, unit u
      where p.code = '2017-08' and u.code = 'binh-minh'`);
  });
});

afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const digest = (...words: readonly string[]) =>
  runCommand(digestCommand, words, { db: database.db, now: '2017-09-04T07:00:00+07:00' });

const refusal = async (...words: readonly string[]) => (await digest(...words)).refused;

async function filled(...words: readonly string[]) {
  const out = join(folder, 'filled.xlsx');
  const run = await digest(...words, '--out', out);
  expect(run.refused).toBeUndefined();
  const sheets = await readWorkbook(await readFile(out));
  const at = (sheet: number, row: number, column: number) => sheets[sheet]?.data[row - 1]?.[column - 1];
  return { run, at };
}

describe('digest --template', () => {
  it('fills the receiver’s workbook with the figures of a period, and tells of units without a row', async () => {
    const { run, at } = await filled('--format', 'xlsx', '--template', 'tuan-tinh', '--period', '2017-W33');
    expect([at(0, 3, 3), at(0, 7, 3), at(0, 7, 4), at(1, 4, 2)]).toEqual([new Date('2017-08-20'), 5, 6, 4]);
    // A row of none of the units stays as it was.
    expect([at(0, 8, 3), at(0, 8, 4)]).toEqual([null, 999]);
    expect(run.err.at(-1)).toBe(
      'LƯU Ý biểu chưa có dòng cho: Xã Phong Đông; số của các đơn vị này không có trong biểu',
    );
  });

  it('fills it from every form that carries it, about a period of the longest one', async () => {
    const { at } = await filled('--template', 'tinh');
    expect([at(0, 3, 3), at(0, 7, 3), at(0, 7, 4)]).toEqual([new Date('2017-08-31'), 11, 12]);
    expect([at(0, 12, 3), at(1, 5, 2), at(1, 4, 2)]).toEqual(['Báo cáo tháng', 1, 8]);
  });

  it('is refused for an unknown template, without a file, in another format, and without figures', async () => {
    expect(await refusal('--template', 'bo', '--out', 'x.xlsx')).toBe(
      'không có biểu “bo”; các biểu đang có: tinh, tuan-tinh',
    );
    expect(await refusal('--template', 'tinh')).toBe('biểu tinh cần một tệp để ghi; thêm --out TÊN.xlsx');
    expect(await refusal('--template', 'tinh', '--format', 'docx', '--out', 'x.docx')).toContain('sổ tính');
    const week = [
      '--template',
      'tinh',
      '--form',
      'tuan',
      '--period',
      '2017-W34',
      '--out',
      join(folder, 'x.xlsx'),
    ];
    expect(await refusal(...week)).toBe(
      'mẫu thang chưa có số liệu của kỳ 2017-W34, nên không lập biểu; xin chọn kỳ khác bằng --period',
    );
  });
});
