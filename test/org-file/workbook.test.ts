import { deflateRawSync, crc32 } from 'node:zlib';
import writeExcelFile from 'write-excel-file/node';
import type { SheetData } from 'write-excel-file/node';
import { describe, expect, it } from 'vitest';
import { organizationTables } from '../../src/core/organization/tables.ts';
import { readOrganization } from '../../src/org-file/read.ts';
import { columnWords } from '../../src/org-file/workbook/words.ts';
import { unzip } from '../support/zip.ts';

type Sheets = Readonly<Record<string, SheetData>>;

/** A workbook as people make it: a sheet a table, a row of column names, rows. */
async function workbook(sheets: Sheets): Promise<Buffer> {
  const list = Object.entries(sheets).map(([sheet, data]) => ({ sheet, data }));
  return writeExcelFile(list, { features: [] }).toBuffer();
}

async function read(sheets: Sheets) {
  return readOrganization(await workbook(sheets));
}

/** `trang!cột dòng: message` of each fault. */
async function faults(sheets: Sheets): Promise<readonly string[]> {
  const result = await read(sheets);
  if (result.ok) return [];
  return result.problems.map(
    ({ path, message, place }) =>
      `${place === undefined ? path : `${place.sheet}!${place.column ?? ''}${place.row ?? ''}`}: ${message}`,
  );
}

const UNITS: SheetData = [
  ['code', 'name', 'kind'],
  ['xa-a', 'Xã A', 'commune'],
];

const people = (...rows: SheetData): Sheets => ({ people: [['code', 'name', 'phone'], ...rows] });
const dated = (from: SheetData[number][number]): Sheets => ({
  units: [
    ['code', 'name', 'kind', 'from'],
    ['xa-a', 'Xã A', 'commune', from],
  ],
});

/** A ZIP archive of these files, its directory stating whatever sizes. */
function archive(files: Readonly<Record<string, string>>, statedSize?: number): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const raw = Buffer.from(text);
    const packed = deflateRawSync(raw);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04_03_4b_50, 0);
    header.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02_01_4b_50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(crc32(raw), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(statedSize ?? raw.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    parts.push(header, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06_05_4b_50, 0);
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

const sheetXml = (body: string) => `<worksheet><sheetData>${body}</sheetData></worksheet>`;
const BARE = {
  'xl/workbook.xml': '<workbook><sheets><sheet name="units" sheetId="1" r:id="r1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
};

/** The workbook of these sheets with its XML edited. */
async function edited(sheets: Sheets, edit: (xml: string) => string): Promise<Buffer> {
  const files = [...unzip(await workbook(sheets))].map(
    ([name, file]) => [name, edit(file.toString())] as const,
  );
  return archive(Object.fromEntries(files));
}

/** A workbook of one unit whose name's cell is this. */
function altered(cell: string): Promise<Buffer> {
  return edited({ units: UNITS }, (xml) => xml.replace(/<c r="B2"[^>]*>.*?<\/c>/, cell));
}

/** The same with days counted from 1904. */
function on1904(sheets: Sheets): Promise<Buffer> {
  return edited(sheets, (xml) => xml.replace(/<workbookPr[^>]*>/, '<workbookPr date1904="1"/>'));
}

async function firstFault(bytes: Uint8Array): Promise<string> {
  const result = await readOrganization(bytes);
  return result.ok ? 'read' : (result.problems[0]?.message ?? '');
}

describe('every column of the workbook', () => {
  it('has a Vietnamese name and an explanation', () => {
    const silent = organizationTables().flatMap(({ name, columns }) =>
      columns
        .filter((column) => columnWords(name, column.name).help === '')
        .map((column) => `${name}.${column.name}`),
    );
    expect(silent).toEqual([]);
  });
});

describe('a workbook as people fill it in', () => {
  it('may have Vietnamese names, a title above, columns in any order, empty rows and notes', async () => {
    const result = await read({
      'Đơn vị': [
        ['DANH SÁCH ĐƠN VỊ'],
        [],
        ['Tên', 'Mã', 'Loại'],
        ['Xã A', 'xa-a', 'commune'],
        [],
        ['Xã B', 'xa-b', 'commune'],
      ],
      '# ghi chú': [['gọi lại cho xã A']],
    });
    expect(result).toMatchObject({
      ok: true,
      value: { content: { units: [{ code: 'xa-a', name: 'Xã A' }, { code: 'xa-b' }] } },
    });
  });

  it('may say null to take a value away', async () => {
    const result = await read(people(['an', 'Nguyễn Văn An', 'null']));
    expect(result).toMatchObject({ ok: true, value: { content: { people: [{ phone: null }] } } });
  });

  it('may hold days as dates, as texts in the order of Vietnam, and as serial numbers', async () => {
    for (const day of [
      { value: new Date('2025-07-01T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' },
      '1/7/2025',
      '01-07-2025',
      '2025-07-01',
      45_839,
    ]) {
      expect(await read(dated(day))).toMatchObject({
        ok: true,
        value: { content: { units: [{ from: '2025-07-01' }] } },
      });
    }
  });

  it('may count its days from 1904, as Excel did on a Mac', async () => {
    const serial = 45_839 - 1_462;
    const formatted = { value: new Date('2025-07-01T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' };
    for (const [cell, day] of [
      [serial, '2025-07-01'],
      // The library writes the number of 1900.
      [formatted, '2029-07-02'],
    ] as const) {
      expect(await readOrganization(await on1904(dated(cell)))).toMatchObject({
        ok: true,
        value: { content: { units: [{ from: day }] } },
      });
    }
  });

  it('may have its title over merged cells', async () => {
    const [header = [], ...rows] = UNITS;
    const title = [{ value: 'DANH SÁCH ĐƠN VỊ', columnSpan: 3 }, null, null];
    expect(await faults({ units: [title, header, ...rows] })).toEqual([]);
  });

  it('with days that are none is told where', async () => {
    expect(await faults(dated('31/02/2025'))).toEqual([
      expect.stringMatching(/^units!D2: ngày không có thật/),
    ]);
    const zero = { value: new Date('1899-12-30T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' };
    for (const day of [7, zero, true, 1e9]) {
      expect(await faults(dated(day))).toEqual([expect.stringMatching(/^units!D2: ô này phải là ngày/)]);
    }
  });

  it('gets back the zero that Excel took from a telephone number, and a note', async () => {
    const result = await read(people(['an', 'An', 912_345_678], ['binh', 'Bình', '0912 345 679']));
    expect(result).toMatchObject({
      ok: true,
      value: {
        content: { people: [{ phone: '0912345678' }, { phone: '0912345679' }] },
        document: { notes: [{ place: { sheet: 'people', row: 2, column: 'C' } }] },
      },
    });
  });

  it('with a code that Excel made a number is refused: 01234 and 1234 are two codes', async () => {
    expect(await faults(people([1234, 'An', null]))).toEqual([
      expect.stringMatching(/^people!A2: Excel đã đổi chữ trong ô thành số 1234, có thể mất số 0 ở đầu/),
    ]);
  });
});

describe('a workbook at fault', () => {
  it('names the sheet or column that is not known, missing or there twice', async () => {
    expect(await faults({ donvi: UNITS })).toEqual([
      expect.stringMatching(/^donvi!: không có trang này trong mẫu/),
    ]);
    const [header, ...rows] = UNITS;
    expect(await faults({ units: [[...(header ?? []), 'colour'], ...rows] })).toEqual([
      expect.stringMatching(/^units!D: không có cột “colour” trong mẫu/),
    ]);
    expect(
      await faults({
        units: [
          ['code', 'name'],
          ['a', 'A'],
        ],
      }),
    ).toEqual(['units!: thiếu cột kind (Loại); xin thêm cột này']);
    expect(
      await faults({
        units: [
          ['code', 'name', 'kind', 'name'],
          ['a', 'A', 'x', 'B'],
        ],
      }),
    ).toEqual(['units!D: cột name có hai lần; xin bỏ một']);
  });

  it('with merged cells names the range', async () => {
    expect(await faults({ units: [...UNITS, [{ value: 'xa-b', columnSpan: 2 }, null, 'commune']] })).toEqual([
      'units!: các ô A3:B3 bị gộp; xin bỏ gộp ô (Unmerge) rồi ghi đủ từng ô',
    ]);
  });

  it('with a formula that nobody computed, or an error, names the cell', async () => {
    expect(
      await faults({
        units: [...UNITS, ['xa-b', { value: 'CONCATENATE("Xã"," B")', type: 'Formula' }, 'commune']],
      }),
    ).toEqual([expect.stringMatching(/^units!B3: ô có công thức mà chưa có kết quả/)]);
    // As libraries write that do not reckon.
    for (const empty of ['<v></v>', '<v/>', '']) {
      const unknown = await altered(`<c r="B2"><f>A2&amp;" B"</f>${empty}</c>`);
      expect(await firstFault(unknown)).toContain('ô có công thức mà chưa có kết quả');
    }
    const error = await altered('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>');
    expect(await firstFault(error)).toContain('ô đang báo lỗi #DIV/0!');
  });

  it('takes the stored result of a formula, and says so', async () => {
    const computed = await altered('<c r="B2" t="str"><f>CONCATENATE("Xã ","B")</f><v>Xã B</v></c>');
    expect(await readOrganization(computed)).toMatchObject({
      ok: true,
      value: { content: { units: [{ name: 'Xã B' }] }, document: { notes: [{ path: 'units' }] } },
    });
  });

  it('with a field of a form that is not there names the row', async () => {
    expect(
      await faults({
        units: UNITS,
        fields: [
          ['form', 'code', 'label', 'prompt', 'type'],
          ['tuan', 'kn', 'Khiếu nại', 'Số đơn?', 'integer'],
        ],
      }),
    ).toEqual(['fields!A2: không có mã tuan ở trang forms; xin thêm dòng đó hoặc sửa mã']);
  });

  it.each([
    ['cut short', async () => (await workbook({ units: UNITS })).subarray(0, 900), 'tệp bị hỏng'],
    [
      'with a byte changed',
      async () => Buffer.from(await workbook({ units: UNITS })).fill(7, 60, 90),
      'tệp bị hỏng',
    ],
    [
      'that is a Word document',
      async () => archive({ 'word/document.xml': '<w/>' }),
      'không phải sổ tính XLSX',
    ],
    [
      'that lies about its size',
      async () => archive({ ...BARE, 'xl/worksheets/sheet1.xml': 'x'.repeat(1e6) }, 10),
      'tệp bị hỏng',
    ],
    [
      'that would unpack without end',
      async () => archive({ 'xl/workbook.xml': 'a' }, 4e9),
      'sổ tính quá lớn',
    ],
    [
      'with a cell at the far end of the sheet',
      async () =>
        archive({
          ...BARE,
          'xl/worksheets/sheet1.xml': sheetXml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        }),
      'sổ tính quá lớn',
    ],
  ])('%s is refused with the way out', async (_, make, words) => {
    expect(await firstFault(await make())).toContain(words);
  });

  it('of 50,000 rows is read whole', async () => {
    const rows = Array.from({ length: 50_000 }, (_, n) => [`xa-${n}`, `Xã số ${n}`, 'commune']);
    const result = await read({ units: [['code', 'name', 'kind'], ...rows] });
    expect(result.ok && result.value.content.units.length).toBe(50_000);
  }, 60_000);
});
