import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formCommand } from '../../src/cli/form.ts';
import { orgCommand } from '../../src/cli/org.ts';
import type { FormDefinition } from '../../src/core/forms/definition.ts';
import { sampleOrganization } from '../../src/core/sample/district.ts';
import type { ReceiverTemplate } from '../../src/core/templates/template.ts';
import { deleteOrphans } from '../../src/db/queries/attachments.ts';
import { loadOrganization } from '../../src/db/queries/organization.ts';
import { writeYaml } from '../../src/org-file/write.ts';
import { runCommand } from '../support/cli.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { provinceParts, zipped } from '../support/province-template.ts';

const sample = sampleOrganization();
const TEMPLATE: ReceiverTemplate = {
  code: 'tinh',
  name: 'Biểu 02 công tác dân vận',
  receiver: 'Ban Dân vận Tỉnh ủy',
  file: 'bieu-02.xlsx',
  cells: ['C3 = @period', 'E3 = @date', 'Phụ lục!B5 = complaints.year_to_date'],
  rows: { from: 7, to: 9, key: 'B', columns: ['C = mediation.part', 'D = mediation.whole'] },
};

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'hai-chieu-template-'));
});

afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

function districtWith(template: Partial<ReceiverTemplate>, more: readonly FormDefinition[] = []) {
  const [form, ...rest] = sample.forms;
  if (form === undefined) throw new Error('the sample has a form');
  const forms = [{ ...form, templates: [{ ...TEMPLATE, ...template }] }, ...rest, ...more];
  return writeYaml({ ...sample, forms });
}

async function write(name: string, content: string | Buffer): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

/** Lines move when the sample grows. */
async function org(...words: readonly string[]) {
  const run = await runCommand(orgCommand, words, { db: database.db });
  return { ...run, err: run.err.map((line) => line.replace(/ \(dòng \d+\)/, '')) };
}

const importing = async (template: Partial<ReceiverTemplate> = {}) =>
  org('import', await write('org.yaml', districtWith(template)));

async function versions() {
  const [row] = await database.db.execute<{ versions: number; links: number; files: number }>(sql`
    select (select count(*) from form_version) as versions, (select count(*) from form_template) as links,
      (select count(*) from stored_file) as files`);
  return { ...row };
}

describe('org import of a form with a template', () => {
  it('keeps the workbook with the form’s version, once, and warns of units without a row', async () => {
    await write('bieu-02.xlsx', zipped());
    const first = await importing();
    expect(first.refused).toBeUndefined();
    expect(first.err).toEqual([
      'LƯU Ý forms[0].templates[0].rows.key: bieu-02.xlsx: cột B chưa có dòng (hoặc có nhiều dòng) cho: Xã Vĩnh Thuận, Xã Tân Thuận, Xã Vĩnh Bình Nam, Xã Phong Đông, Xã Vĩnh Phong; số của các đơn vị này sẽ không vào biểu',
    ]);
    expect((await importing()).out.at(-1)).toContain('Không có gì thay đổi');
    expect(await versions()).toEqual({ versions: 1, links: 1, files: 1 });
    const later = Temporal.Now.instant().add({ hours: 48 });
    await database.db.transaction((tx) => deleteOrphans(tx, later));
    expect(await versions()).toMatchObject({ files: 1 });
  });

  it('makes a new version for a changed workbook, and keeps the stored one where none lies beside the file', async () => {
    await write('bieu-02.xlsx', zipped());
    await importing();
    await rm(join(folder, 'bieu-02.xlsx'));
    expect((await importing()).out.at(-1)).toContain('Không có gì thay đổi');
    await write('bieu-02.xlsx', zipped({ ...provinceParts(), 'docProps/custom.txt': 'new' }));
    expect((await importing()).refused).toBeUndefined();
    expect(await versions()).toEqual({ versions: 2, links: 2, files: 2 });
  });

  it('looks into the stored workbook where none lies beside the file', async () => {
    await write('bieu-02.xlsx', zipped());
    await importing();
    await rm(join(folder, 'bieu-02.xlsx'));
    const run = await importing({ cells: ['C10 = mediation.part'] });
    expect(run.err.join('\n')).toContain('ô C10 có công thức');
    expect(run.refused).toContain('không nhập gì');
  });

  it('is undone as a whole by --dry-run', async () => {
    await write('bieu-02.xlsx', zipped());
    await org('import', await write('org.yaml', districtWith({})), '--dry-run');
    expect(await versions()).toEqual({ versions: 0, links: 0, files: 0 });
  });

  it.each<readonly [string, Partial<ReceiverTemplate>, string]>([
    ['a file that is not there', { file: 'khac.xlsx' }, 'templates[0].file: không thấy tệp khac.xlsx'],
    [
      'an unknown sheet',
      { sheet: 'Biểu 3' },
      'templates[0].sheet: bieu-02.xlsx: không có trang “Biểu 3”; tệp có: Biểu 02, Phụ lục',
    ],
    [
      'an unknown sheet of a cell',
      { cells: ['Biểu 9!A1 = @period'] },
      'cells[0]: bieu-02.xlsx: không có trang “Biểu 9”',
    ],
    ['an unknown unit', { cells: ['C3 = complaints of xa-la'] }, 'không có đơn vị nộp báo cáo mã xa-la'],
    [
      'a cell with a formula',
      { cells: ['C10 = mediation.part'] },
      'bieu-02.xlsx: trang Biểu 02, ô C10 có công thức',
    ],
    [
      'a cell inside a merged range',
      { cells: ['D12 = @body'] },
      'ô D12 nằm trong ô gộp C12:E12; xin ghi ô đầu C12',
    ],
    [
      'a column of formulas',
      { rows: { from: 7, to: 9, key: 'B', columns: ['E = complaints'] } },
      'rows.columns[0]: bieu-02.xlsx: trang Biểu 02, ô E7 có công thức',
    ],
    [
      'fewer rows than units',
      { rows: { from: 13, to: 15, columns: ['C = complaints'] } },
      'bảng chỉ có 3 dòng (13 đến 15) mà có 8 đơn vị',
    ],
  ])('is refused for %s', async (_, template, fault) => {
    await write('bieu-02.xlsx', zipped());
    const run = await importing(template);
    expect(run.refused).toContain('không nhập gì');
    expect(run.err.join('\n')).toContain(fault);
  });

  it.each<readonly [string, Buffer, string]>([
    ['macros', zipped({ ...provinceParts(), 'xl/vbaProject.bin': 'x' }), 'biểu có macro, không nhận'],
    ['a password', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'tệp XLS cũ hoặc có mật khẩu mở'],
    ['what is no workbook', zipped({ 'a.xml': '<a/>' }), 'tệp không phải sổ tính XLSX'],
    ['damage', zipped().subarray(0, 900), 'tệp bị hỏng'],
    ['5 MiB', Buffer.alloc(5 * 1024 * 1024 + 1), 'biểu lớn quá 5 MiB'],
    [
      '50 MiB when unpacked',
      zipped({ ...provinceParts(), 'xl/media/a.bin': Buffer.alloc(51 * 1024 * 1024) }),
      'biểu lớn quá 5 MiB, hoặc 50 MiB khi mở ra',
    ],
  ])('is refused for a workbook with %s', async (_, bytes, fault) => {
    await write('bieu-02.xlsx', bytes);
    const run = await importing();
    expect(run.err).toHaveLength(1);
    expect(run.err[0]).toContain(`templates[0].file: bieu-02.xlsx: ${fault}`);
  });

  it('lets two forms fill one workbook, each its own cells', async () => {
    const [form] = sample.forms;
    if (form === undefined) throw new Error('the sample has a form');
    const month: FormDefinition = {
      ...form,
      code: 'thang',
      name: 'Báo cáo tháng',
      period: 'month',
      due: '17 16:00',
      lock: '20 16:00',
      reminders: [],
      digests: [],
    };
    await write('bieu-02.xlsx', zipped());
    const filling = async (cells: readonly string[]) => {
      const other = { ...month, templates: [{ ...TEMPLATE, cells, rows: undefined }] };
      const text = districtWith({}, [JSON.parse(JSON.stringify(other))]);
      return org('import', await write('org.yaml', text), '--dry-run');
    };
    expect((await filling(['C12 = opinions'])).refused).toBeUndefined();
    expect((await filling(['C3 = @period'])).err.join('\n')).toContain(
      'ô C3 của biểu tinh đã do mẫu thang ghi; xin bỏ một',
    );
  });
});

describe('org export of a form with a template', () => {
  it('writes the workbook beside the file, so that importing it elsewhere gives the same', async () => {
    await write('bieu-02.xlsx', zipped());
    await importing();
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    for (const format of ['yaml', 'json', 'xlsx']) {
      const out = join(elsewhere, `org.${format}`);
      expect((await org('export', '--format', format, '--out', out)).refused).toBeUndefined();
      expect(await readFile(join(elsewhere, 'bieu-02.xlsx'))).toEqual(zipped());
      expect((await org('import', out)).out.at(-1)).toContain('Không có gì thay đổi');
      const other = await createTestDatabase();
      const run = await runCommand(orgCommand, ['import', out], { db: other.db });
      expect(run.refused).toBeUndefined();
      expect((await loadOrganization(other.db)).forms).toEqual((await loadOrganization(database.db)).forms);
      await other.close();
    }
  });

  it('names the workbook where there is no file to lay it beside, and overwrites no other', async () => {
    await write('bieu-02.xlsx', zipped());
    await importing();
    expect((await org('export')).err).toEqual([
      'Biểu của nơi nhận không in ra được: bieu-02.xlsx; xin thêm --out TỆP để ghi các biểu này cạnh tệp.',
    ]);
    await write('bieu-02.xlsx', 'the next version');
    expect((await org('export', '--out', join(folder, 'all.yaml'))).refused).toContain(
      'đã có với nội dung khác',
    );
    expect(await readFile(join(folder, 'bieu-02.xlsx'), 'utf8')).toBe('the next version');
  });
});

describe('form check of a form with a template', () => {
  it('looks at the workbook beside the file', async () => {
    const path = await write('org.yaml', districtWith({ cells: ['C10 = mediation.part'] }));
    const check = () => runCommand(formCommand, ['check', path], { db: database.db });
    expect((await check()).out.join('\n')).toContain('không thấy tệp bieu-02.xlsx');
    await write('bieu-02.xlsx', zipped());
    expect((await check()).out.join('\n')).toContain('ô C10 có công thức');
    // The file’s own units say which rows are filled.
    const rows = { from: 7, to: 10, key: 'B', columns: ['E = complaints'] };
    await write('org.yaml', districtWith({ rows }));
    expect((await check()).out.join('\n')).toContain('ô E7 có công thức');
    await write('org.yaml', districtWith({}));
    expect((await check()).refused).toBeUndefined();
  });
});
