/**
 * Workbooks write characters as `_x0041_`; a text that only looks so is told apart by its underscore written so. write-excel-file keeps
 * texts as keys of a plain object, in which `constructor` and its like are taken: these are written so too.
 */
export function workbookText(text: string): string {
  // The last are no characters of XML, or are dropped by the library as if they were none.
  const escaped = text.replaceAll(/_(?=x[\dA-F]{4}_)|[\uFFFD-\uFFFF]/gi, escapeFirst);
  return escaped in Object.prototype ? escapeFirst(escaped) : escaped;
}

function escapeFirst(text: string): string {
  return `_x${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_${text.slice(1)}`;
}
