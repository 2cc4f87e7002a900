import writeXlsx, { type Cell, type CellObject } from 'write-excel-file/node';
import {
  getCellAddress,
  getOrderOfSiblings,
  getSelfClosingTagMarkup,
  insertElementMarkupAccordingToOrderOfSiblings,
} from 'write-excel-file/utility';
import {
  isFormula,
  type FormulaCell,
  type PlainCell,
  type Sheet,
  type SheetCell,
} from '../../texts/document/sheets.ts';
import { workbookText } from '../../workbook-text.ts';

const FORMATS = {
  number: '#,##0.######',
  whole: '#,##0',
  rate: '0.00%',
  target: '0.0##%',
  date: 'dd/mm/yyyy',
} as const;
const HEAD: CellObject = {
  fontWeight: 'bold',
  wrap: true,
  align: 'center',
  alignVertical: 'center',
  backgroundColor: '#E3EDF2',
  borderStyle: 'thin',
};
/** Numbers and texts of a row stand on one line, also where a long text makes the row higher. */
const BODY: CellObject = { alignVertical: 'center', borderStyle: 'thin', borderColor: '#B8C4CA' };
const SUM: CellObject = { ...BODY, fontWeight: 'bold', topBorderStyle: 'thin', topBorderColor: '#000000' };
/** Of a letter, in the unit of a column's width; and between words there is room at the end of lines. */
const BOLD_WIDTH = 1.4;
const LINE_POINTS = 15;
/** Room for one line in whatever font takes the place of a missing one. */
const ROW_POINTS = 18;
/** Longer texts are broken into lines. */
const LONGEST_LINE = 40;
/** The format's number of this size of paper. */
const A4 = 9;
const SHEET_FILE = 'xl/worksheets/sheet{id}.xml';

/** The package does not export the type of file contents that its own type of features needs. */
type SheetFeature = NonNullable<NonNullable<Parameters<typeof writeXlsx>[1]>['features']>[number];

/** What a formula is and what it comes to; null: an empty text. */
type Formula = { readonly formula: string; readonly value: number | null };

/**
 * A workbook of typed cells: one sheet a table, the head frozen and with filters, sums as formulas with the values that they come to.
 * Text is stored as text: what begins with `=` is no formula.
 */
export async function writeExcel(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const made = sheets.map((sheet) => fillSheet(sheet, sheets));
  return writeXlsx(
    sheets.map(({ name, columns }, index) => ({
      sheet: name,
      data: made[index]?.data ?? [],
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
    })),
    {
      fontFamily: 'Calibri',
      fontSize: 11,
      features: [filtersAndPages(sheets), cachedValues(made.map(({ formulas }) => formulas))],
    },
  ).toBuffer();
}

type Filled = { readonly data: Cell[][]; readonly formulas: ReadonlyMap<string, Formula> };

function fillSheet({ columns, rows, sums }: Sheet, sheets: readonly Sheet[]): Filled {
  const formulas = new Map<string, Formula>();
  const fill = (cell: SheetCell, row: number, column: number, look: CellObject): Cell => {
    if (!isFormula(cell)) return plainCell(cell, look);
    const formula = formulaOf(cell, row, column, sheets);
    formulas.set(getCellAddress(row, column), { formula, value: cell.value });
    const format = cell.kind === 'rate' ? FORMATS.rate : formatOf(cell.value);
    return { ...look, type: 'Formula', value: formula, format };
  };
  const lines = Math.max(...columns.map(({ head, width }) => Math.ceil((head.length * BOLD_WIDTH) / width)));
  const data = [
    columns.map(({ head }): Cell => ({
      ...HEAD,
      value: workbookText(head),
      type: String,
      height: lines * LINE_POINTS,
    })),
    ...rows.map((cells, row) => {
      const look = cells.some(isLong) ? BODY : { ...BODY, height: ROW_POINTS };
      return cells.map((cell, column) => fill(cell, row + 1, column, look));
    }),
    ...(sums
      ? [sums.map((cell, column) => fill(cell, rows.length + 1, column, { ...SUM, height: ROW_POINTS }))]
      : []),
  ];
  return { data, formulas };
}

function formulaOf(cell: FormulaCell, row: number, column: number, sheets: readonly Sheet[]): string {
  switch (cell.kind) {
    case 'sum':
      return `SUM(${getCellAddress(1, column)}:${getCellAddress(Math.max(1, row - 1), column)})`;
    case 'rate': {
      const [part, whole] = [getCellAddress(row, cell.part), getCellAddress(row, cell.whole)];
      return `IF(${whole}=0,"",${part}/${whole})`;
    }
    case 'sum-of': {
      const rows = sheets.find(({ name }) => name === cell.sheet)?.rows.length ?? 0;
      return `'${cell.sheet.replaceAll("'", "''")}'!${getCellAddress(rows + 1, cell.column)}`;
    }
  }
}

function plainCell(cell: PlainCell, look: CellObject): Cell {
  if (cell === null) return { ...look, value: '', type: String };
  if (typeof cell === 'number') return { ...look, value: cell, type: Number, format: formatOf(cell) };
  if (typeof cell === 'string')
    return { ...look, value: workbookText(cell), type: String, wrap: isLong(cell) };
  if ('date' in cell) {
    // Without a time of the day it is midnight in UTC, which is what the library writes.
    return { ...look, value: new Date(cell.date), type: Date, format: FORMATS.date, align: 'left' };
  }
  // A target of 99,7 % is not 99,70 %.
  return { ...look, value: cell.share, type: Number, format: FORMATS.target };
}

function isLong(cell: SheetCell): boolean {
  return typeof cell === 'string' && cell.length > LONGEST_LINE;
}

function formatOf(value: number): string {
  return Number.isInteger(value) ? FORMATS.whole : FORMATS.number;
}

/** The library knows neither filters nor pages. The row of sums stays outside a filter, so that none hides or sorts it. */
function filtersAndPages(sheets: readonly Sheet[]): SheetFeature {
  const order = getOrderOfSiblings(SHEET_FILE, 'worksheet') ?? [];
  const insert = (xml: string, markup: string) =>
    insertElementMarkupAccordingToOrderOfSiblings(xml, markup, order, 'worksheet');
  const page = getSelfClosingTagMarkup('pageSetup', {
    paperSize: A4,
    orientation: 'landscape',
    fitToWidth: 1,
    fitToHeight: 0,
  });
  return {
    files: {
      transform: {
        [SHEET_FILE]: {
          transform: (xml, _options, { sheetIndex }) => {
            const sheet = sheets[sheetIndex];
            if (!sheet) return xml;
            const ref = `A1:${getCellAddress(sheet.rows.length, sheet.columns.length - 1)}`;
            const filtered = insert(xml, getSelfClosingTagMarkup('autoFilter', { ref }));
            const fitted = insert(filtered, '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>');
            return insert(fitted, page);
          },
        },
      },
    },
  };
}

/** The library writes formulas without what they come to, which only programs that calculate would show. */
function cachedValues(formulas: readonly ReadonlyMap<string, Formula>[]): SheetFeature {
  return {
    files: {
      transform: {
        [SHEET_FILE]: {
          transform: (xml, _options, { sheetIndex }) =>
            xml.replaceAll(
              /<c r="([A-Z]+\d+)"([^>]*)><f>(.*?)<\/f><\/c>/g,
              (whole, place: string, attributes: string, formula: string) => {
                const known = formulas[sheetIndex]?.get(place);
                if (!known) return whole;
                const [type, value] = known.value === null ? [' t="str"', ''] : ['', String(known.value)];
                return `<c r="${place}"${attributes}${type}><f>${formula}</f><v>${value}</v></c>`;
              },
            ),
        },
      },
    },
  };
}
