import type { Column, Table } from '../../core/organization/tables.ts';
import { columnLetters } from '../../core/spreadsheet-address.ts';
import type { Cell, Sheet } from './sheets.ts';
import { columnWords } from './words.ts';

/** A column of the file, and where it stands in the sheet, from 0. */
export type HeaderColumn = Column & { readonly at: number };

export type Header = {
  readonly columns: readonly HeaderColumn[];
  /** The row of the sheet, from 0, that names the columns. */
  readonly row: number;
  /** The row of the sheet, from 0, at which the data begin. */
  readonly firstRow: number;
  readonly problems: readonly { readonly message: string; readonly column?: string }[];
};

/** People put a title above a table. */
const MOST_ROWS_ABOVE = 10;

/** Which column is which: by key or Vietnamese name, in any order, below a title if there is one. */
export function findHeader(sheet: Sheet, table: Table): Header {
  const [first] = table.columns;
  const at = sheet.rows
    .slice(0, MOST_ROWS_ABOVE)
    .findIndex((row) => row.some((cell) => columnOf(table, cell) === first));
  const row = sheet.rows[at];
  if (row === undefined || first === undefined) {
    const message = `không thấy dòng tên cột (có cột ${first?.name ?? ''}) trong ${MOST_ROWS_ABOVE} dòng đầu; xin lấy mẫu ở lệnh: npx hai-chieu org template`;
    return { columns: [], row: 0, firstRow: 0, problems: [{ message }] };
  }
  const columns: HeaderColumn[] = [];
  const problems: { message: string; column?: string }[] = [];
  const below = sheet.rows.slice(at + 1);
  for (let place = 0; place < width(sheet); place += 1) {
    const cell = row[place] ?? null;
    const column = columnOf(table, cell);
    const letters = columnLetters(place + 1);
    if (column !== undefined && columns.some((known) => known.name === column.name)) {
      problems.push({ message: `cột ${column.name} có hai lần; xin bỏ một`, column: letters });
    } else if (column !== undefined) columns.push({ ...column, at: place });
    else if (cell !== null) {
      const known = table.columns.map(({ name }) => name).join(', ');
      problems.push({
        message: `không có cột “${textOf(cell)}” trong mẫu; các cột dùng được: ${known}`,
        column: letters,
      });
    } else if (below.some((cells) => (cells[place] ?? null) !== null)) {
      problems.push({
        message: 'cột có dữ liệu mà không có tên cột; xin ghi tên hoặc xóa cột',
        column: letters,
      });
    }
  }
  for (const { name, path, required } of table.columns) {
    if (!required || columns.some((known) => known.name === name)) continue;
    if (below.every((cells) => cells.every((cell) => cell === null))) continue;
    const { label } = columnWords(table.name, path.join('.'));
    problems.push({ message: `thiếu cột ${name} (${label}); xin thêm cột này` });
  }
  const isLabels = (below[0] ?? []).every((cell, place) => {
    const column = columns.find((known) => known.at === place);
    return cell === null || (column !== undefined && isLabel(table, column, cell));
  });
  return { columns, row: at, firstRow: at + (isLabels ? 2 : 1), problems };
}

function columnOf(table: Table, cell: Cell): Column | undefined {
  if (typeof cell !== 'string') return undefined;
  const name = fold(cell);
  return (
    table.columns.find((column) => fold(column.name) === name) ??
    table.columns.find((column) => isLabel(table, column, cell))
  );
}

function isLabel(table: Table, column: Column, cell: Cell): boolean {
  return typeof cell === 'string' && fold(columnWords(table.name, column.name).label) === fold(cell);
}

function width(sheet: Sheet): number {
  return sheet.rows.reduce((most, row) => Math.max(most, row.length), 0);
}

function textOf(cell: Cell): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'object' ? '' : String(cell);
}

function fold(text: string): string {
  return text.normalize('NFC').trim().toLowerCase().replaceAll(/\s+/g, ' ');
}
