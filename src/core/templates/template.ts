import type { BodyCode } from '../ids.ts';

/**
 * A workbook of somebody who receives the figures in another regime (the province's own table): which of its cells hold which figure
 * of the form. Cells and columns stay the words of the file (`D20 = mediation.part`); `readCell` and `readColumn` read them.
 */
export type ReceiverTemplate = {
  /** Forms that carry the same code fill the same workbook together. */
  readonly code: string;
  readonly name: string;
  /** Whom the workbook goes to, as people call them. */
  readonly receiver: string;
  /** Whose figures fill it. Absent: the form's first receiver. */
  readonly body?: BodyCode;
  /** The name of the workbook, an XLSX file beside the organisation file. */
  readonly file: string;
  /** Where cells without a sheet of their own, and the rows, are. Absent: the first sheet. */
  readonly sheet?: string;
  readonly cells: readonly string[];
  readonly rows?: TemplateRows;
  /** SHA-256 of the workbook, in hex. Absent only while it has not been read yet. */
  readonly sha256?: string;
};

/** Why a file is no workbook that can be filled in. */
export type UnusableWorkbook = 'too-large' | 'no-workbook' | 'macros' | 'locked' | 'damaged';

/**
 * A table with a row for each unit, from row `from` to row `to`, both included. With `key`, the letters of a column, a unit's row is
 * the one in which that column says its name or code; without, rows are filled from the top in the organisation's order.
 */
export type TemplateRows = {
  readonly from: number;
  readonly to: number;
  readonly key?: string;
  readonly columns: readonly string[];
};
