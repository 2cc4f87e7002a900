/** A cell by what it holds. */
export type PlainCell =
  | null
  | string
  | number
  /** A day, `2017-08-21`. */
  | { readonly date: string }
  /** Between 0 and 1. */
  | { readonly share: number };

/** Columns are counted from 0. A formula carries what it comes to, so that a reader who calculates nothing sees it too. */
export type FormulaCell =
  /** The sum of the column's rows. */
  | { readonly kind: 'sum'; readonly value: number }
  /** Two columns of the same row, one over the other; null where there is nothing to measure. */
  | { readonly kind: 'rate'; readonly part: number; readonly whole: number; readonly value: number | null }
  /** The sum below a column of another sheet. */
  | { readonly kind: 'sum-of'; readonly sheet: string; readonly column: number; readonly value: number };

export type SheetCell = PlainCell | FormulaCell;

export function isFormula(cell: SheetCell): cell is FormulaCell {
  return cell !== null && typeof cell === 'object' && 'kind' in cell;
}

/** One table: its head in the first row, then the rows, then perhaps a row of sums that no filter hides. */
export type Sheet = {
  /** At most 31 characters, without `[]:*?/\`. */
  readonly name: string;
  readonly columns: readonly { readonly head: string; readonly width: number }[];
  readonly rows: readonly (readonly SheetCell[])[];
  readonly sums?: readonly SheetCell[];
};

export function column(head: string, width: number): Sheet['columns'][number] {
  return { head, width };
}

/** The first columns of a table with a row a unit. */
export const UNIT_COLUMNS = [column('Mã đơn vị', 20), column('Đơn vị', 28)];
