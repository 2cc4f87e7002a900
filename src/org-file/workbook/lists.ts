/** Several values of one cell, `hòa giải; hg`; one that holds a separator or a quotation mark is quoted as in CSV. */
export function joinList(items: readonly string[]): string {
  return items.map((item) => (/[;,"\n]/.test(item) ? `"${item.replaceAll('"', '""')}"` : item)).join('; ');
}

/** What `joinList` joined; commas and line breaks separate too, for people write them. */
export function splitList(text: string): string[] {
  const items = Array.from(
    text.matchAll(/\s*"((?:[^"]|"")*)"\s*(?=[;,\n]|$)|([^;,\n]+)/g),
    ([, quoted, plain = '']) => (quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"')),
  );
  return items.filter((item) => item !== '');
}
