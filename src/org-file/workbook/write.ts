import writeExcelFile from 'write-excel-file/node';
import type { Cell as WrittenCell, Sheet as WrittenSheet } from 'write-excel-file/node';
import { organizationTables, type Column, type Table } from '../../core/organization/tables.ts';
import { writeCellText } from '../../core/spreadsheet-text.ts';
import { workbookText } from '../../workbook-text.ts';
import { joinList } from './lists.ts';
import { dropDowns, type FileContent } from './drop-downs.ts';
import { columnWords, HEADER_ROWS, README_LINES, README_SHEET, tableWords } from './words.ts';

/** Keeps Excel from reading a number or a formula into a text when somebody edits the cell. */
const TEXT_FORMAT = '@';
const KEY_STYLE = { format: TEXT_FORMAT, textColor: '#808080', fontSize: 9 } as const;
const LABEL_STYLE = {
  fontWeight: 'bold',
  backgroundColor: '#DDEBF7',
  wrap: true,
  alignVertical: 'top',
} as const;
const DAY_FORMAT = 'dd/mm/yyyy';
/** Spreadsheet programs disagree about the days before. */
const FIRST_SAFE_DAY = '1900-03-01';

/**
 * The data of an organisation file as an XLSX workbook: a sheet that explains, then one a table with drop-downs. Reading it gives
 * the data back.
 */
export async function writeWorkbook(data: Readonly<Record<string, unknown>>): Promise<Buffer> {
  const tables = organizationTables().map((table) => ({ table, rows: rowsOf(data, table) }));
  const sheets = tables.map(({ table, rows }) => tableSheet(table, rows));
  const file = writeExcelFile([readmeSheet(), ...sheets], {
    fontFamily: 'Arial',
    fontSize: 10,
    features: [dropDowns(tables.map(({ table, rows }) => ({ table, rows: rows.length })))],
  });
  return file.toBuffer();
}

type Row = Readonly<Record<string, unknown>>;

function rowsOf(data: Row, { section, inside }: Table): readonly Row[] {
  const rows = listOf(data[section]);
  if (inside === undefined) return rows;
  return rows.flatMap((row) =>
    listOf(row[inside.key]).map((inner) => ({ [inside.ownerColumn]: row['code'], ...inner })),
  );
}

function listOf(value: unknown): readonly Row[] {
  return Array.isArray(value) ? value.filter(isRow) : [];
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tableSheet(table: Table, rows: readonly Row[]): WrittenSheet<FileContent> {
  const { columns } = table;
  return {
    sheet: table.name,
    columns: columns.map((column) => ({ width: widthOf(table, column) })),
    stickyRowsCount: HEADER_ROWS,
    stickyColumnsCount: 1,
    data: [
      columns.map(({ name }) => ({ value: name, type: String, ...KEY_STYLE })),
      columns.map(({ name }) => ({
        value: columnWords(table.name, name).label,
        type: String,
        ...LABEL_STYLE,
      })),
      ...rows.map((row) => columns.map((column) => writeCell(valueAt(row, column.path), column))),
    ],
  };
}

function widthOf({ name }: Table, column: Column): number {
  if (column.list || ['name', 'title', 'label', 'prompt'].includes(column.name)) return 34;
  return Math.max(14, Math.ceil(columnWords(name, column.name).label.length * 0.8), column.name.length + 2);
}

function valueAt(row: Row, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, step) => (isRow(value) ? value[step] : undefined), row);
}

function writeCell(value: unknown, column: Column): WrittenCell {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  if (typeof value === 'number') return { value, type: Number };
  if (typeof value === 'boolean') return { value, type: Boolean };
  if (column.kind === 'day' && typeof value === 'string' && value >= FIRST_SAFE_DAY) {
    return { value: new Date(`${value}T00:00:00Z`), type: Date, format: DAY_FORMAT };
  }
  const text = typeof value === 'string' ? value : joinList(Array.isArray(value) ? value.map(String) : []);
  return { value: workbookText(writeCellText(text)), type: String, format: TEXT_FORMAT };
}

function heading(value: string): WrittenCell {
  return { value, type: String, ...LABEL_STYLE };
}

function explanation(value: string): WrittenCell {
  return { value, type: String, wrap: true, alignVertical: 'top' };
}

function readmeSheet(): WrittenSheet<FileContent> {
  return {
    sheet: README_SHEET,
    columns: [{ width: 14 }, { width: 24 }, { width: 26 }, { width: 80 }],
    data: [
      ...README_LINES.map((line): WrittenCell[] => [{ value: line, type: String, format: TEXT_FORMAT }]),
      [],
      ['Trang', 'Cột', 'Tên', 'Ghi gì'].map(heading),
      ...organizationTables().flatMap((table) => [
        [table.name, '', tableWords(table.name).label, tableWords(table.name).help].map(heading),
        ...table.columns.map((column) => {
          const { label, help } = columnWords(table.name, column.name);
          return [table.name, column.name, label, `${column.required ? 'Bắt buộc: ' : ''}${help}`].map(
            explanation,
          );
        }),
      ]),
    ],
  };
}
