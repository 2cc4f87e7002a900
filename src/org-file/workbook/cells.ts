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

/** Reads a cell as its column says; a text that does not fit is handed on, for the schema knows best what to say of it. */
export function readCell(cell: Cell, column: Column): CellRead {
  if (cell === null) return found(undefined);
  if (typeof cell === 'object' && !(cell instanceof Date)) return refuseFormula(cell);
  if (typeof cell === 'string') {
    const text = cell.trim();
    if (text === '') return found(undefined);
    if (column.clearable && text.toLowerCase() === CLEARED) return found(null);
    return readText(readCellText(text), column);
  }
  if (column.list) {
    const item = readTyped(cell, column);
    return item.ok ? { ...item, value: [item.value] } : item;
  }
  return readTyped(cell, column);
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

function readTyped(cell: number | boolean | Date, column: Column): CellRead {
  switch (column.kind) {
    case 'day':
      return readTypedDay(cell);
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
/** Days from 1954 to 2119; other numbers in a column of days are hardly days. */
const LIKELY_SERIALS = { least: 20_000, most: 80_000 };

function readTypedDay(cell: number | boolean | Date): CellRead {
  if (cell instanceof Date) {
    // A time of day read back may be a millisecond short of midnight.
    const rounded = new Date(Math.round(cell.getTime() / 1000) * 1000);
    return Number.isNaN(rounded.getTime()) ? refuseDay() : found(rounded.toISOString().slice(0, 10));
  }
  if (typeof cell === 'number' && cell >= LIKELY_SERIALS.least && cell <= LIKELY_SERIALS.most) {
    const day = new Date(EXCEL_EPOCH_MS + Math.floor(cell) * DAY_MS).toISOString().slice(0, 10);
    return found(day, `số ${cell} đã nhận là ngày ${day}`);
  }
  return refuseDay();
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
