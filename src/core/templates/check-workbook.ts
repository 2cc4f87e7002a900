import type { Problem } from '../errors.ts';
import type { Findings } from '../forms/aliases.ts';
import { formatPath } from '../forms/faults.ts';
import { isWithin, readLetters, writeAddress, type Address, type Range } from '../spreadsheet-address.ts';
import { readCellMapping, readColumnMapping } from './mapping.ts';
import { matchRows, type NamedUnit } from './rows.ts';
import type { ReceiverTemplate, TemplateRows } from './template.ts';

/** What a template's workbook says of the cells that are to be filled. */
export type TemplateSheet = {
  readonly name: string;
  readonly merged: readonly Range[];
  isFormula(address: Address): boolean;
  /** What a cell says; undefined for an empty one. */
  textAt(address: Address): string | undefined;
};

/** The sheets of workbooks by the names of their files. */
export type Workbooks = ReadonlyMap<string, readonly TemplateSheet[]>;

/**
 * Whether a template of the right shape fits its workbook. `units`: those that report, as far as they are known; a table with a key
 * column must have a row for each. Faults refuse the form. Paths begin below `root`, the template's own.
 */
export function checkWorkbook(
  template: ReceiverTemplate,
  sheets: readonly TemplateSheet[],
  units: readonly NamedUnit[],
  root: readonly PropertyKey[],
): Findings {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const { file, cells, rows } = template;
  const report = (place: readonly PropertyKey[], message: string): void => {
    problems.push({ path: formatPath([...root, ...place]), message: `${file}: ${message}` });
  };
  const own = sheetNamed(sheets, template.sheet);
  if (own === undefined) report(['sheet'], noSheet(template.sheet, sheets));
  const reporters = new Set(units.map(({ code }) => code));
  cells.forEach((words, index) => {
    const read = readCellMapping(words);
    if (!read.ok) return;
    const { sheet, address, source } = read.value;
    const found = sheet === undefined ? own : sheetNamed(sheets, sheet);
    const fault = found === undefined ? sheet && noSheet(sheet, sheets) : cellFault(found, address);
    if (fault) report(['cells', index], fault);
    const unit = source.kind === 'figure' ? source.unit : undefined;
    if (unit === undefined || reporters.size === 0 || reporters.has(unit)) return;
    report(['cells', index], `không có đơn vị nộp báo cáo mã ${unit}; xin sửa mã sau “of”`);
  });
  if (rows !== undefined && own !== undefined) {
    const { places, unplaced } = placeRows(own, rows, units);
    if (places.length > rows.to - rows.from + 1) {
      report(['rows', 'to'], tooFewRows(rows, places.length));
    }
    reportRows(own, rows, rowsToFill(rows, places), (place, message) => report(['rows', ...place], message));
    if (unplaced.length > 0) {
      const names = unplaced.map((unit) => unit.name).join(', ');
      const message = `${file}: cột ${rows.key ?? ''} chưa có dòng (hoặc có nhiều dòng) cho: ${names}; số của các đơn vị này sẽ không vào biểu`;
      warnings.push({ path: formatPath([...root, 'rows', 'key']), message });
    }
  }
  return { problems, warnings };
}

/** Without a name the first. Spreadsheet programs do not tell sheets apart by case. */
export function sheetNamed<Sheet extends { readonly name: string }>(
  sheets: readonly Sheet[],
  name: string | undefined,
): Sheet | undefined {
  if (name === undefined) return sheets[0];
  return sheets.find((sheet) => fold(sheet.name) === fold(name));
}

function fold(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

export type PlacedRow = { readonly unit: NamedUnit; readonly row: number };

/** Where each unit's row is; `unplaced` have none. Beyond the last row of a table that is filled from the top it goes on. */
export function placeRows(
  sheet: Pick<TemplateSheet, 'textAt'>,
  { from, to, key }: TemplateRows,
  units: readonly NamedUnit[],
): { readonly places: readonly PlacedRow[]; readonly unplaced: readonly NamedUnit[] } {
  const column = key === undefined ? undefined : readLetters(key);
  if (column === undefined) {
    return { places: units.map((unit, index) => ({ unit, row: from + index })), unplaced: [] };
  }
  const keys = new Map<number, string>();
  for (let row = from; row <= to; row += 1) {
    const text = sheet.textAt({ row, column });
    if (text !== undefined) keys.set(row, text);
  }
  const rowOf = matchRows(keys, units);
  return {
    places: units.flatMap((unit) => {
      const row = rowOf.get(unit.code);
      return row === undefined ? [] : [{ unit, row }];
    }),
    unplaced: units.filter(({ code }) => !rowOf.has(code)),
  };
}

export function tooFewRows({ from, to }: TemplateRows, units: number): string {
  return `bảng chỉ có ${to - from + 1} dòng (${from} đến ${to}) mà có ${units} đơn vị; xin thêm dòng vào biểu và sửa rows.to`;
}

/** Of a table with a key only the units' rows are filled: between them may be sums. */
function rowsToFill({ from, to, key }: TemplateRows, places: readonly PlacedRow[]): readonly number[] {
  if (key !== undefined) return places.map(({ row }) => row).toSorted((one, other) => one - other);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

function reportRows(
  sheet: TemplateSheet,
  { columns }: TemplateRows,
  rows: readonly number[],
  report: (place: readonly PropertyKey[], message: string) => void,
): void {
  columns.forEach((words, index) => {
    const read = readColumnMapping(words);
    if (!read.ok) return;
    const { column } = read.value;
    // One fault a column: the others are mostly the same.
    const fault = rows
      .map((row) => cellFault(sheet, { row, column }))
      .find((message) => message !== undefined);
    if (fault !== undefined) report(['columns', index], fault);
  });
}

function cellFault(sheet: TemplateSheet, address: Address): string | undefined {
  const place = `trang ${sheet.name}, ô ${writeAddress(address)}`;
  if (sheet.isFormula(address))
    return `${place} có công thức, không ghi đè; xin chọn ô khác hoặc bỏ dòng này`;
  const range = sheet.merged.find((merged) => isWithin(address, merged));
  if (range === undefined) return undefined;
  const head = writeAddress(range.first);
  if (head === writeAddress(address)) return undefined;
  return `${place} nằm trong ô gộp ${head}:${writeAddress(range.last)}; xin ghi ô đầu ${head}`;
}

function noSheet(name: string | undefined, sheets: readonly TemplateSheet[]): string {
  return `không có trang “${name ?? ''}”; tệp có: ${sheets.map((sheet) => sheet.name).join(', ')}`;
}
