import type { Problem } from '../../core/errors.ts';
import { organizationTables, type Column, type Table } from '../../core/organization/tables.ts';
import { columnLetters } from '../../core/spreadsheet-address.ts';
import type { FileProblem, FileRead, SourceDocument } from '../document.ts';
import { readCell, type CellRules } from './cells.ts';
import { findHeader, type HeaderColumn } from './header.ts';
import { locateIn, type Placed } from './locate.ts';
import { readSheets, type Cell, type Sheet } from './sheets.ts';
import { NOTE_MARK, README_SHEET, tableWords } from './words.ts';

/** The part of a document that stands for the whole of it. */
const WHOLE_FILE = '(cả tệp)';

/** Reads an XLSX workbook into the same data as YAML. Never throws for what the file holds. */
export async function readWorkbook(bytes: Uint8Array): Promise<FileRead<SourceDocument>> {
  const read = await readSheets(bytes);
  if (!read.ok) return refuse([{ path: WHOLE_FILE, message: UNREADABLE[read.reason] }]);
  const structure = findStructure(read.sheets);
  if (structure.problems.length > 0) return refuse(structure.problems);
  if (structure.tables.length === 0) {
    const names = organizationTables().map(({ name }) => name);
    return refuse([
      { path: WHOLE_FILE, message: `sổ tính không có dòng nào; các trang dùng được: ${names.join(', ')}` },
    ]);
  }
  return { ok: true, value: readRows(structure.tables) };
}

const UNREADABLE = {
  damaged: 'tệp bị hỏng, không mở được; xin mở bằng Excel rồi lưu lại dạng .xlsx, hoặc xin lại tệp gốc',
  'too-large':
    'sổ tính quá lớn (trên 200.000 dòng, 256 cột hoặc 256 MiB khi mở ra); xin chia thành nhiều tệp',
  'no-workbook': 'tệp không phải sổ tính XLSX; xin lưu lại dạng .xlsx, hoặc nhập tệp YAML, JSON',
} as const;

function refuse(problems: readonly FileProblem[]): { ok: false; problems: readonly FileProblem[] } {
  return { ok: false, problems };
}

type TableSheet = {
  readonly table: Table;
  readonly sheet: Sheet;
  readonly columns: readonly HeaderColumn[];
  /** The row of the sheet, from 0, at which the data begin. */
  readonly firstRow: number;
};

/** Which sheet is which table and which column what; a fault here would only make many of each row. */
function findStructure(sheets: readonly Sheet[]): {
  readonly tables: readonly TableSheet[];
  readonly problems: readonly FileProblem[];
} {
  const tables: TableSheet[] = [];
  const problems: FileProblem[] = [];
  for (const sheet of sheets) {
    const name = fold(sheet.name);
    const isEmpty = sheet.rows.every((row) => row.every((cell) => cell === null));
    if (isEmpty || name === fold(README_SHEET) || name.startsWith(NOTE_MARK)) continue;
    const fault = (message: string, column?: string) =>
      problems.push({ path: sheet.name, message, place: { sheet: sheet.name, ...(column && { column }) } });
    const table = organizationTables().find(
      (one) => fold(one.name) === name || fold(tableWords(one.name).label) === name,
    );
    if (table === undefined) {
      const names = organizationTables().map((one) => one.name);
      fault(
        `không có trang này trong mẫu; các trang dùng được: ${names.join(', ')}; trang ghi chú thì đặt tên bắt đầu bằng dấu ${NOTE_MARK}`,
      );
      continue;
    }
    if (tables.some((known) => known.table === table))
      fault(`trang ${table.name} có hai lần; xin gộp thành một`);
    const header = findHeader(sheet, table);
    // A title above the table may well spread over merged cells.
    for (const range of sheet.merged) {
      if (lastRowOf(range) <= header.row) continue;
      fault(`các ô ${range} bị gộp; xin bỏ gộp ô (Unmerge) rồi ghi đủ từng ô`);
    }
    for (const problem of header.problems) fault(problem.message, problem.column);
    tables.push({ table, sheet, columns: header.columns, firstRow: header.firstRow });
  }
  return { tables, problems };
}

/** `A2:B5` → 5 */
function lastRowOf(range: string): number {
  return Number(/\d+$/.exec(range)?.[0]);
}

type Data = Record<string, unknown>;

/** What belongs to one row of a section: the rows of other sheets that lie inside it. */
type Owners = ReadonlyMap<string, Data>;

function readRows(tables: readonly TableSheet[]): SourceDocument {
  const data: Record<string, Data[]> = {};
  const placed: Placed[] = [];
  const problems: FileProblem[] = [];
  const notes: FileProblem[] = [];
  // Sections first: rows inside rows look for the rows that they belong to.
  for (const { table, sheet, columns, firstRow } of tables.toSorted(
    (left, right) => Number(left.table.inside !== undefined) - Number(right.table.inside !== undefined),
  )) {
    const rows: number[] = [];
    const owners = ownersOf(data[table.section] ?? []);
    if (table.inside === undefined) data[table.section] = [];
    const inner = new Map<Data, number[]>();
    placed.push({ table, sheet: sheet.name, columns, rows, inner });
    for (const [offset, cells] of sheet.rows.slice(firstRow).entries()) {
      const row = firstRow + offset + 1;
      if (cells.every((cell) => cell === null || cell === '')) continue;
      const read = readRow(cells, columns, sheet, (column, message) => ({
        path: `${table.name}.${column.name}`,
        message,
        place: { sheet: sheet.name, row, column: columnLetters(column.at + 1), name: column.name },
      }));
      problems.push(...read.problems);
      notes.push(...read.notes);
      if (table.inside === undefined) {
        data[table.section]?.push(read.data);
        rows.push(row);
      } else problems.push(...putInside(read.data, row, { table, sheet, columns, firstRow }, owners, inner));
    }
    if (sheet.formulas > 0) {
      notes.push({
        path: table.name,
        message: `có ${sheet.formulas} ô là công thức; đã lấy kết quả lưu trong tệp`,
        place: { sheet: sheet.name },
      });
    }
  }
  return { data, problems, notes, locate: (problem: Problem) => locateIn(placed, data, problem) };
}

function ownersOf(rows: readonly Data[]): Owners {
  return new Map(rows.map((row) => [String(row['code']), row]));
}

function putInside(
  row: Data,
  number: number,
  { table: { name, section, inside }, sheet, columns }: TableSheet,
  owners: Owners,
  inner: Map<Data, number[]>,
): readonly FileProblem[] {
  if (inside === undefined) return [];
  const { [inside.ownerColumn]: code, ...rest } = row;
  const owner = typeof code === 'string' ? owners.get(code) : undefined;
  if (owner === undefined) {
    const message =
      typeof code === 'string'
        ? `không có mã ${code} ở trang ${section}; xin thêm dòng đó hoặc sửa mã`
        : `thiếu mã; ghi mã ở trang ${section} mà dòng này thuộc về`;
    const at = columns.find((column) => column.name === inside.ownerColumn)?.at;
    const column = at === undefined ? {} : { column: columnLetters(at + 1) };
    return [
      {
        path: `${name}.${inside.ownerColumn}`,
        message,
        place: { sheet: sheet.name, row: number, ...column, name: inside.ownerColumn },
      },
    ];
  }
  const known = owner[inside.key];
  if (Array.isArray(known)) known.push(rest);
  else owner[inside.key] = [rest];
  const rows = inner.get(owner);
  if (rows === undefined) inner.set(owner, [number]);
  else rows.push(number);
  return [];
}

function readRow(
  cells: readonly Cell[],
  columns: readonly HeaderColumn[],
  rules: CellRules,
  place: (column: HeaderColumn, message: string) => FileProblem,
) {
  const data: Data = {};
  const problems: FileProblem[] = [];
  const notes: FileProblem[] = [];
  for (const column of columns) {
    const read = readCell(cells[column.at] ?? null, column, rules);
    if (!read.ok) problems.push(place(column, read.message));
    else if (read.value !== undefined) setAt(data, column, read.value);
    if (read.ok && read.note !== undefined) notes.push(place(column, read.note));
  }
  return { data, problems, notes };
}

function setAt(row: Data, { path }: Column, value: unknown): void {
  let group = row;
  for (const step of path.slice(0, -1)) {
    const next = group[step];
    group = isData(next) ? next : (group[step] = {});
  }
  const last = path.at(-1);
  if (last !== undefined) group[last] = value;
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fold(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
