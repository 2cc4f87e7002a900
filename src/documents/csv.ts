import { neutralizeFormula } from '../core/spreadsheet-text.ts';

export type Cell = string | number | boolean | null;

/** Spreadsheet programs read a file as UTF-8 only if it begins with this. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * One line of a CSV file (RFC 4180) without its line end. A text that a spreadsheet would run as a formula gets an apostrophe
 * before it; numbers are written plainly, with a decimal point.
 */
export function csvLine(cells: readonly Cell[]): string {
  return cells.map(csvCell).join(',');
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = neutralizeFormula(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
