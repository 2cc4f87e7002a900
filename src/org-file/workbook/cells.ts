import type { Column } from '../../core/organization/tables.ts';
import { readCellText } from '../../core/spreadsheet-text.ts';
import { splitList } from './lists.ts';
import type { Cell } from './sheets.ts';

/** A cell as the value that YAML would hold, undefined if it is empty; `note` tells what was taken otherwise than it stands. */
export type CellRead =
  | { readonly ok: true; readonly value: unknown; readonly note?: string }
  | { readonly ok: false; readonly message: string };

/** What takes a value away, as in YAML. */
export const CLEARED = 'null';

/** What a workbook says of all its cells. */
export type CellRules = { readonly from1904: boolean };

/** Reads a cell as its column says; a text that does not fit is handed on, for the schema knows best what to say of it. */
export function readCell(cell: Cell, column: Column, rules: CellRules): CellRead {
  if (cell === null) return found(undefined);
  if (typeof cell === 'object' && !(cell instanceof Date)) return refuseFormula(cell);
  if (typeof cell === 'string') {
    const text = cell.trim();
    if (text === '') return found(undefined);
    if (column.clearable && text.toLowerCase() === CLEARED) return found(null);
    return readText(readCellText(text), column);
  }
  if (column.list) {
    const item = readTyped(cell, column, rules);
    return item.ok ? { ...item, value: [item.value] } : item;
  }
  return readTyped(cell, column, rules);
}

function found(value: unknown, note?: string): CellRead {
  return { ok: true, value, ...(note === undefined ? {} : { note }) };
}

function refuseFormula(cell: { readonly formula: true } | { readonly error: string }): CellRead {
  return {
    ok: false,
    message:
      'error' in cell
        ? `ô đang báo lỗi ${cell.error}; xin sửa công thức hoặc gõ thẳng giá trị (chữ bắt đầu bằng = + - @ thì gõ dấu ' trước)`
        : 'ô có công thức mà chưa có kết quả; xin mở tệp bằng Excel rồi lưu lại, hoặc gõ thẳng giá trị',
  };
}

function readText(text: string, column: Column): CellRead {
  if (column.list) return found(splitList(text));
  switch (column.kind) {
    case 'text':
    case 'code':
      return found(text);
    case 'phone':
      return readPhone(text);
    case 'day':
      return found(readDay(text));
    case 'number':
      return found(readNumber(text));
    case 'boolean':
      return found(readBoolean(text));
    case 'choice':
      return found(column.options.find((option) => option === text.toLowerCase()) ?? text);
  }
}

function readTyped(cell: number | boolean | Date, column: Column, rules: CellRules): CellRead {
  switch (column.kind) {
    case 'day':
      return readTypedDay(cell, rules);
    case 'phone':
      return typeof cell === 'number' ? readPhone(String(cell)) : refuseConverted(cell);
    case 'code':
      return refuseConverted(cell);
    case 'text':
    case 'choice':
      return cell instanceof Date ? refuseConverted(cell) : found(String(cell));
    case 'number':
    case 'boolean':
      return cell instanceof Date ? refuseConverted(cell) : found(cell);
  }
}

function refuseConverted(cell: number | boolean | Date): CellRead {
  const become =
    cell instanceof Date
      ? `ngày ${cell.toISOString().slice(0, 10)}`
      : `${typeof cell === 'number' ? 'số' : 'giá trị'} ${String(cell).toUpperCase()}`;
  const loss = typeof cell === 'number' ? ', có thể mất số 0 ở đầu' : '';
  return {
    ok: false,
    message: `Excel đã đổi chữ trong ô thành ${become}${loss}; xin định dạng cột là Text (Văn bản) rồi gõ lại`,
  };
}

/** Nine digits of a mobile number or ten of a landline are what is left of it when Excel drops the leading zero. */
const WITHOUT_ZERO = /^(?:[35789]\d{8}|2\d{9})$/;

function readPhone(text: string): CellRead {
  const digits = text.replaceAll(/[\s.()-]/g, '');
  if (WITHOUT_ZERO.test(digits)) {
    return found(`0${digits}`, `số điện thoại ${digits} thiếu số 0 ở đầu, đã nhận là 0${digits}`);
  }
  return found(/^84\d{9,10}$/.test(digits) ? `+${digits}` : text);
}

const DAY_MS = 86_400_000;
/** Excel counts days from here; before March 1900 it counts one that never was. */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30);
const EPOCH_1904_MS = Date.UTC(1904, 0, 1);
/** Other numbers in a column of days are hardly days. */
const LIKELY_DAYS = { least: '1954-01-01', most: '2119-12-31' };
/** An empty cell that a formula made 0 is shown as a day before this one. */
const FIRST_DAY = '1900-03-01';

function readTypedDay(cell: number | boolean | Date, { from1904 }: CellRules): CellRead {
  if (cell instanceof Date) {
    // A time of day read back may be a millisecond short of midnight.
    const day = isoDay(Math.round(cell.getTime() / 1000) * 1000);
    return day === undefined || day < FIRST_DAY ? refuseDay() : found(day);
  }
  if (typeof cell !== 'number') return refuseDay();
  const day = isoDay((from1904 ? EPOCH_1904_MS : EXCEL_EPOCH_MS) + Math.floor(cell) * DAY_MS);
  return day === undefined || day < LIKELY_DAYS.least || day > LIKELY_DAYS.most
    ? refuseDay()
    : found(day, `số ${cell} đã nhận là ngày ${day}`);
}

/** Undefined beyond the days that can be written with four digits of a year. */
function isoDay(ms: number): string | undefined {
  const text = Number.isNaN(new Date(ms).getTime()) ? '' : new Date(ms).toISOString();
  return /^\d{4}-/.test(text) ? text.slice(0, 10) : undefined;
}

function refuseDay(): CellRead {
  return { ok: false, message: 'ô này phải là ngày; ví dụ: 01/07/2025 hoặc 2025-07-01' };
}

/** `1/7/2025`, as days are written in Vietnam, becomes `2025-07-01`. */
function readDay(text: string): string {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  if (day === undefined || month === undefined || year === undefined) return text;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** `0,98` and `98%` too. */
function readNumber(text: string): number | string {
  const [, digits, percent] = /^(-?\d+(?:[.,]\d+)?)\s*(%?)$/.exec(text) ?? [];
  if (digits === undefined) return text;
  const number = Number(digits.replace(',', '.'));
  return percent === '%' ? Number((number / 100).toPrecision(12)) : number;
}

function readBoolean(text: string): boolean | string {
  const word = text.normalize('NFC').toLowerCase();
  if (word === 'true' || word === 'có') return true;
  return word === 'false' || word === 'không' ? false : text;
}
