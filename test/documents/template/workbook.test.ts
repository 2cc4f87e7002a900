import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillWorkbook } from '../../../src/documents/template/fill.ts';
import { openWorkbook } from '../../../src/documents/template/workbook.ts';
import { provinceParts, zipped } from '../../support/province-template.ts';

const PARTS = provinceParts();
const TEXTS = Object.keys(PARTS).filter((name) => typeof PARTS[name] === 'string');
const SHEET = 'xl/worksheets/sheet1.xml';

function opened(parts: Readonly<Record<string, string>>) {
  const result = openWorkbook(zipped({ ...PARTS, ...parts }));
  return result.ok ? result.workbook : result.reason;
}

/** The sheet with other rows. */
const withRows = (rows: string) =>
  opened({ [SHEET]: String(PARTS[SHEET]).replace(/<sheetData>.*<\/sheetData>/s, rows) });

describe('opening a receiver’s workbook', () => {
  it('knows its sheets, what their cells say, and which styles show percentages and days', () => {
    const result = openWorkbook(zipped());
    if (!result.ok) throw new Error(result.reason);
    const [sheet, second] = result.workbook.sheets;
    expect([sheet?.name, second?.name]).toEqual(['Biểu 02', 'Phụ lục']);
    expect(sheet?.textAt({ row: 12, column: 2 })).toBe('Ghi chú & "lưu ý"');
    expect(sheet?.textAt({ row: 7, column: 3 })).toBeUndefined();
    expect(sheet?.isFormula({ row: 10, column: 3 })).toBe(true);
    expect(second?.isFormula({ row: 2, column: 2 })).toBe(true);
    expect(result.workbook.looks).toEqual([
      'plain',
      'plain',
      'plain',
      'plain',
      'percent',
      'date',
      'plain',
      'plain',
    ]);
  });

  it('takes rows and cells without addresses for the next ones, and every cell of an array for a formula', () => {
    const workbook = withRows(
      '<sheetData><row><c><v>1</v></c><c t="inlineStr"><is><t>hai</t></is></c></row><row r="4"><c r="C4"><f t="array" ref="C4:C6">A1:A3</f></c></row></sheetData>',
    );
    if (typeof workbook === 'string') throw new Error(workbook);
    const [sheet] = workbook.sheets;
    expect(sheet?.textAt({ row: 1, column: 2 })).toBe('hai');
    expect([3, 4, 6, 7].map((row) => sheet?.isFormula({ row, column: 3 }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it.each([
    ['rows out of order', '<sheetData><row r="3"/><row r="2"/></sheetData>'],
    ['cells out of order', '<sheetData><row r="3"><c r="B3"/><c r="A3"/></row></sheetData>'],
    ['a cell of another row', '<sheetData><row r="3"><c r="B4"/></row></sheetData>'],
    ['no cells at all', ''],
    ['a tag that does not end', '<sheetData><row r="3'],
    ['a tag of a million letters', `<sheetData><row ${'a'.repeat(1_000_000)}/></sheetData>`],
    ['a comment that does not end', '<sheetData/><!--'],
  ])('refuses %s', (_, rows) => {
    expect(withRows(rows)).toBe('damaged');
  });

  it('never throws, whatever is cut out of or put into its parts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TEXTS),
        fc.nat(),
        fc.nat({ max: 40 }),
        fc.constantFrom('', '<', '>', '"', '</c>', '<c>', '<v>', '<row r="0">', '&#x110000;', '\u0000'),
        (name, from, length, inserted) => {
          const xml = String(PARTS[name]);
          const at = from % xml.length;
          const result = openWorkbook(
            zipped({ ...PARTS, [name]: xml.slice(0, at) + inserted + xml.slice(at + length) }),
          );
          expect(typeof result.ok).toBe('boolean');
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('filling a workbook that says nothing of calculation', () => {
  it('has programs reckon at the opening all the same, behind the names', () => {
    const bare = zipped({
      ...PARTS,
      'xl/workbook.xml': String(PARTS['xl/workbook.xml']).replace(/<calcPr.*?\/>/, ''),
    });
    const result = openWorkbook(fillWorkbook(bare, []).bytes);
    const workbook = result.ok ? result.workbook.files.get('xl/workbook.xml')?.toString() : '';
    expect(workbook).toContain('</definedNames><calcPr fullCalcOnLoad="1"/></workbook>');
  });
});
