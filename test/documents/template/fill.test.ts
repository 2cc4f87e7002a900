import * as fc from 'fast-check';
import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress } from '../../../src/core/spreadsheet-address.ts';
import { fillWorkbook } from '../../../src/documents/template/fill.ts';
import { openWorkbook } from '../../../src/documents/template/workbook.ts';
import type { TemplateFill, TemplateValue } from '../../../src/texts/document/template-cells.ts';
import { HAS_OFFICE_SUITE, printPages } from '../../support/office-suite.ts';
import { provinceParts, zipped } from '../../support/province-template.ts';
import { unzip } from '../../support/zip.ts';

const SHEET = 'xl/worksheets/sheet1.xml';

function cell(at: string, value: TemplateValue, sheet?: string): TemplateFill['cells'][number] {
  const address = readAddress(at);
  if (address === undefined) throw new Error(`${at} is no cell`);
  return { ...(sheet && { sheet }), address, value };
}

const UNITS = [
  { code: 'binh-minh', name: 'Xã Bình Minh', values: [5, 6] },
  { code: 'vinh-binh-bac', name: 'Xã Vĩnh Bình Bắc', values: [120, 121] },
  { code: 'vinh-thuan', name: 'Thị trấn Vĩnh Thuận', values: [null, null] },
  { code: 'phong-dong', name: 'Xã Phong Đông', values: [1, 1] },
];

const WEEK: TemplateFill = {
  cells: [
    cell('C3', { date: '2017-08-27' }),
    cell('E3', { date: '2017-08-28' }),
    cell('C12', '=1+1 & "<ngày>"'),
    cell('F3', { share: 0.98 }),
    cell('B8', 7, 'phụ lục'),
  ],
  table: { rows: { from: 7, to: 9, key: 'B', columns: [] }, columns: [3, 4], units: UNITS },
};

const fill = (fills: readonly TemplateFill[], template = zipped()) => {
  const { bytes, unplaced } = fillWorkbook(template, fills);
  return { bytes: Buffer.from(bytes), files: unzip(Buffer.from(bytes)), unplaced };
};
const xmlOf = (files: ReadonlyMap<string, Buffer>, name = SHEET) => files.get(name)?.toString() ?? '';

/** A sheet’s XML but its cells; it states another extent. */
const outside = (xml: string) => xml.replace(/<sheetData>.*<\/sheetData>/s, '').replace('A1:F12', 'A1:E12');

/** Every cell of a workbook with its style, formula and value, as written. */
function contents(bytes: Uint8Array) {
  const opened = openWorkbook(bytes);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.workbook.sheets.map(
    ({ placed }) =>
      new Map(
        placed.rows.flatMap(({ cells }) =>
          cells.map((one) => {
            const said = one.hasFormula
              ? placed.xml.slice(one.tag.start, one.end).replace(/<(?:x:)?v>.*<\/(?:x:)?v>/, '')
              : placed.xml.slice(one.tag.start, one.end);
            return [writeAddress(one.address), said] as const;
          }),
        ),
      ),
  );
}

describe('a receiver’s workbook that is filled', () => {
  const { bytes, files, unplaced } = fill([WEEK]);

  it('holds numbers, days and texts in the named cells, as its own styles show them', async () => {
    const [sheet] = await readWorkbook(bytes);
    const rows = sheet?.data ?? [];
    expect(rows[6]?.slice(0, 4)).toEqual([1, 'Xã Bình Minh', 5, 6]);
    expect(rows[7]?.slice(1, 4)).toEqual(['Vĩnh Bình Bắc', 120, 121]);
    expect(rows[2]?.[2]).toEqual(new Date('2017-08-27'));
    expect(rows[11]?.[2]).toBe('=1+1 & "<ngày>"');
    expect(xmlOf(files)).toContain('<c r="C7" s="3"><v>5</v></c>');
    expect(xmlOf(files)).toContain(
      '<c r="C12" s="3" t="inlineStr"><is><t xml:space="preserve">=1+1 &amp; "&lt;ngày&gt;"</t></is></c>',
    );
    // No cell stood there, and the column has no style: a percentage as a number.
    expect(xmlOf(files)).toContain('<c r="F3"><v>98</v></c>');
  });

  it('empties the cells of what nobody reported, and names the units that it has no row for', () => {
    expect(xmlOf(files)).toContain('<c r="C9" s="3"/><c r="D9" s="3"/>');
    expect(unplaced).toEqual(['Xã Phong Đông']);
  });

  it('keeps its formulas, without what they came to, and has programs reckon at the opening', () => {
    expect(xmlOf(files)).toContain('<c r="C10" s="7"><f>SUM(C7:C9)</f></c>');
    expect(xmlOf(files, 'xl/worksheets/sheet2.xml')).toContain("<x:f>'Biểu 02'!C10*2</x:f></x:c>");
    expect(xmlOf(files, 'xl/workbook.xml')).toContain('<calcPr calcId="191029" fullCalcOnLoad="1"/>');
  });

  it('has the new cells of a sheet with prefixes in the same prefix, in order', () => {
    expect(xmlOf(files, 'xl/worksheets/sheet2.xml')).toContain(
      '</x:row><x:row r="8"><x:c r="B8"><x:v>7</x:v></x:c></x:row></x:sheetData>',
    );
  });

  it('is, in all that was not named, what it was to the letter', () => {
    const before = unzip(zipped());
    expect([...files.keys()]).toEqual([...before.keys()]);
    const touched = new Set([SHEET, 'xl/worksheets/sheet2.xml', 'xl/workbook.xml']);
    const kept = (all: ReadonlyMap<string, Buffer>) => [...all].filter(([name]) => !touched.has(name));
    expect(kept(files)).toEqual(kept(before));
    expect(outside(xmlOf(files))).toBe(outside(xmlOf(before)));
  });

  it('is the same again for the same figures', () => {
    expect(fill([WEEK]).bytes).toEqual(bytes);
  });

  it.runIf(HAS_OFFICE_SUITE)('is opened by an office program, which reckons its sums', async () => {
    const { texts } = await printPages(bytes, 'xlsx');
    const [page = ''] = texts;
    expect(page).toContain('Cộng');
    expect(page).toMatch(/125\s+127\s+98[.,]4\s?%/);
  });
});

describe('a table that is filled from the top', () => {
  const table = {
    rows: { from: 14, to: 18, columns: [] },
    columns: [2, 3],
    units: UNITS.slice(0, 2).map((unit) => ({ ...unit, values: [unit.name, 4] })),
  };

  it('makes the rows that are not there, like its first one, and empties those that are left', () => {
    const parts = provinceParts();
    const template = zipped({
      ...parts,
      [SHEET]: String(parts[SHEET]).replace(
        '</sheetData>',
        '<row r="14"><c r="B14" s="6"/><c r="C14" s="7"/></row><row r="17"><c r="C17" s="3"><v>8</v></c></row></sheetData>',
      ),
    });
    const xml = xmlOf(fill([{ cells: [], table }], template).files);
    expect(xml).toContain(
      '<row r="15"><c r="B15" s="6" t="inlineStr"><is><t xml:space="preserve">Xã Vĩnh Bình Bắc</t></is></c><c r="C15" s="7"><v>4</v></c></row>',
    );
    expect(xml).toContain('<row r="17"><c r="B17" s="6"/><c r="C17" s="3"/></row>');
    expect(xml).toContain('<dimension ref="A1:E18"/>');
  });
});

describe('two forms', () => {
  it('fill one workbook together', () => {
    const { files } = fill([WEEK, { cells: [cell('C4', 12)] }]);
    expect(xmlOf(files)).toContain('<row r="4"><c r="C4" s="3"><v>12</v></c></row>');
    expect(xmlOf(files)).toContain('<c r="C7" s="3"><v>5</v></c>');
  });
});

describe('a cell that is not named', () => {
  const before = contents(zipped());
  const values = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }),
    fc.constant(null),
    fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.constant({ date: '2017-08-28' }),
  );
  const places = fc.record({ row: fc.integer({ min: 1, max: 20 }), column: fc.integer({ min: 1, max: 8 }) });

  it('is what it was, whatever is written elsewhere; formulas and merged cells are never written to', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ address: places, value: values, second: fc.boolean() }), { maxLength: 30 }),
        (writes) => {
          const cells = writes.map(({ address, value, second }) => ({
            ...(second ? { sheet: 'Phụ lục' } : {}),
            address,
            value,
          }));
          const after = contents(fillWorkbook(zipped(), [{ cells }]).bytes);
          before.forEach((sheet, index) => {
            const named = new Set(
              writes
                .filter(({ second }) => second === (index === 1))
                .map(({ address }) => writeAddress(address)),
            );
            for (const [place, said] of sheet) {
              if (named.has(place) && !said.includes('f>')) continue;
              expect(after[index]?.get(place)).toBe(said);
            }
            for (const place of after[index]?.keys() ?? []) {
              expect(sheet.has(place) || named.has(place)).toBe(true);
            }
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives back the texts that were written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }), (text) => {
        const opened = openWorkbook(fillWorkbook(zipped(), [{ cells: [cell('C4', text)] }]).bytes);
        const said = opened.ok ? opened.workbook.sheets[0]?.textAt({ row: 4, column: 3 }) : undefined;
        const plain = said?.replaceAll(/_x([\dA-F]{4})_/g, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        );
        expect(plain ?? '').toBe(text.trim() === '' ? '' : text);
      }),
      { numRuns: 100 },
    );
  });
});
