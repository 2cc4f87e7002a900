/** What every XLSX workbook ends at: column XFD, and this row. */
export const LAST_COLUMN = 16_384;
export const LAST_ROW = 1_048_576;

/** Both count from 1. */
export type Address = { readonly row: number; readonly column: number };

/** Both corners included. */
export type Range = { readonly first: Address; readonly last: Address };

/** `AB12`, also `$AB$12`, in any case; undefined for what is no cell. */
export function readAddress(text: string): Address | undefined {
  const [, letters = '', digits = ''] = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(text) ?? [];
  const column = readLetters(letters);
  const row = Number(digits);
  return column === undefined || row > LAST_ROW ? undefined : { row, column };
}

/** `AB` → 28; undefined for what is no column. */
export function readLetters(text: string): number | undefined {
  if (!/^[A-Za-z]{1,3}$/.test(text)) return undefined;
  const column = Array.from(text.toUpperCase()).reduce(
    (sum, letter) => sum * 26 + (letter.charCodeAt(0) - 64),
    0,
  );
  return column > LAST_COLUMN ? undefined : column;
}

/** 28 → `AB` */
export function columnLetters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

export function writeAddress({ row, column }: Address): string {
  return `${columnLetters(column)}${row}`;
}

/** `A2:B5`, or a single cell; undefined for what is neither. */
export function readRange(text: string): Range | undefined {
  const [first, last = first, ...more] = text.split(':').map(readAddress);
  return first === undefined || last === undefined || more.length > 0 ? undefined : { first, last };
}

export function isWithin({ row, column }: Address, { first, last }: Range): boolean {
  return row >= first.row && row <= last.row && column >= first.column && column <= last.column;
}
