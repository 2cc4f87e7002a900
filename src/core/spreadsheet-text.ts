/** What a spreadsheet program would take for the beginning of a formula, wide forms included. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
/** What a cell of an organisation's workbook cannot say as it is: those, and the word that takes a value away. */
const SPECIAL = /^'*(?:[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]|null$)/i;

/** A text that a spreadsheet program would run as a formula gets an apostrophe before it. */
export function neutralizeFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** A text for a cell that is read back by `readCellText`: an apostrophe before what would be a formula or takes a value away. */
export function writeCellText(text: string): string {
  return SPECIAL.test(text) ? `'${text}` : text;
}

/** The text that `writeCellText` was given. */
export function readCellText(text: string): string {
  return text.startsWith("'") && SPECIAL.test(text) ? text.slice(1) : text;
}
