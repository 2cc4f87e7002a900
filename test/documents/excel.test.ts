import { Temporal } from 'temporal-polyfill';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeExcel } from '../../src/documents/excel/write.ts';
import { workbookOf } from '../../src/texts/document/workbook.ts';
import { WEEK } from '../support/digest-view.ts';
import { HAS_OFFICE_SUITE, printPages } from '../support/office-suite.ts';
import { unzip } from '../support/zip.ts';

const AT = Temporal.Instant.from('2017-08-28T07:00:00+07:00');
const SHEETS = workbookOf({ views: [WEEK], at: AT, zone: 'Asia/Ho_Chi_Minh' });

type ReadCell = { readonly formula: string | undefined; readonly value: string | number };

let workbook: Uint8Array;
let files: ReadonlyMap<string, Buffer>;
let texts: readonly string[];

beforeAll(async () => {
  workbook = await writeExcel(SHEETS);
  files = unzip(Buffer.from(workbook));
  const shared = files.get('xl/sharedStrings.xml')?.toString() ?? '';
  texts = [...shared.matchAll(/<si><t[^>]*>([^]*?)<\/t><\/si>/g)].map(([, text = '']) => text);
});

const xmlOf = (sheet: number) => files.get(`xl/worksheets/sheet${sheet}.xml`)?.toString() ?? '';

/** The cells of a sheet by their addresses, as a program sees them that calculates nothing. */
function cellsOf(sheet: number): ReadonlyMap<string, ReadCell> {
  const found = xmlOf(sheet).matchAll(/<c r="(\w+)"([^>]*)>(?:<f>(.*?)<\/f>)?<v>(.*?)<\/v><\/c>/g);
  return new Map(
    [...found].map(([, place = '', attributes = '', formula, value = '']) => {
      const isText = attributes.includes('t="s"');
      return [place, { formula, value: isText ? (texts[Number(value)] ?? '') : Number(value) }];
    }),
  );
}

const [RESULTS, UNITS, REPORTING, OPINIONS] = [2, 3, 4, 6];

describe('the workbook of a digest', () => {
  it('has one sheet a table', () => {
    expect(SHEETS.map(({ name }) => name)).toEqual([
      'Thông tin',
      'Tổng hợp',
      'Đơn vị',
      'Tình hình nộp',
      'Đáng chú ý',
      'Ý kiến',
    ]);
    expect(files.get('xl/workbook.xml')?.toString()).toContain('name="Đơn vị"');
  });

  it('names the sheets of several bodies apart', () => {
    const names = workbookOf({ views: [WEEK, WEEK], at: AT, zone: 'UTC' }).map(({ name }) => name);
    expect(new Set(names).size).toBe(12);
    expect(names.every((name) => name.length <= 31 && !/[[\]:*?/\\]/.test(name))).toBe(true);
  });

  it('has part and whole as numbers of their own, and nothing where nothing was reported', () => {
    const cells = cellsOf(UNITS);
    expect(['C1', 'D1', 'E1', 'F1'].map((place) => cells.get(place)?.value)).toEqual([
      'Hòa giải ở cơ sở (vụ): đạt',
      'Hòa giải ở cơ sở (vụ): tổng số',
      'Đơn khiếu nại mới (đơn)',
      'Đơn tố cáo mới',
    ]);
    expect([cells.get('C3'), cells.get('D3')]).toMatchObject([{ value: 5 }, { value: 7 }]);
    expect(cells.get('E4')).toBeUndefined();
  });

  it.each([UNITS, REPORTING])('has sums as formulas that come to what they carry (sheet %i)', (sheet) => {
    const cells = cellsOf(sheet);
    const sums = [...cells].filter(([, { formula }]) => formula?.startsWith('SUM('));
    expect(sums.length).toBeGreaterThan(3);
    for (const [, { formula = '', value }] of sums) {
      const [, column = '', first, last] = /^SUM\(([A-Z]+)(\d+):\1(\d+)\)$/.exec(formula) ?? [];
      let sum = 0;
      for (let row = Number(first); row <= Number(last); row += 1) {
        sum += Number(cells.get(`${column}${row}`)?.value ?? 0);
      }
      expect(value).toBe(sum);
    }
  });

  it('takes the figures of the period from the sums of the units', () => {
    const [results, units] = [cellsOf(RESULTS), cellsOf(UNITS)];
    expect(results.get('C2')).toEqual({ formula: "'Đơn vị'!C6", value: 11 });
    expect(units.get('C6')?.value).toBe(11);
    expect(results.get('C3')).toEqual({ formula: "'Đơn vị'!E6", value: units.get('E6')?.value });
  });

  it('has rates as formulas, empty where there is nothing to measure', () => {
    expect(cellsOf(RESULTS).get('E2')).toEqual({
      formula: 'IF(D2=0,"",C2/D2)',
      value: 11 / 13,
    });
  });

  it('freezes the head and filters the rows without the sums', () => {
    expect(xmlOf(UNITS)).toContain('<pane ySplit="1"');
    expect(xmlOf(UNITS)).toContain('<autoFilter ref="A1:F5"/>');
  });

  it('keeps what looks like a formula as text', () => {
    expect(cellsOf(OPINIONS).get('D4')).toEqual({
      formula: undefined,
      value: '=HYPERLINK("http://x")',
    });
    expect(xmlOf(OPINIONS)).not.toContain('<f>');
  });

  it('says who was late, exempt or waits for a sign-off, and why', () => {
    const cells = cellsOf(REPORTING);
    expect(['F3', 'H3', 'J3', 'I5'].map((place) => cells.get(place)?.value)).toEqual([
      1,
      'Mạng yếu',
      'Chưa duyệt',
      'bão số 10',
    ]);
  });

  it.skipIf(!HAS_OFFICE_SUITE)('is printed by LibreOffice, one page wide', { timeout: 60_000 }, async () => {
    const { texts: pages } = await printPages(workbook, 'xlsx');
    expect(pages).toHaveLength(6);
    expect(pages[1]).toMatch(/Hòa giải ở cơ sở \(vụ\)\s+11\s+13\s+84[.,]62%/);
  });
});
