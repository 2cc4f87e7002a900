/** A chat on a phone of 360 × 640 shows about this many rows of about this many characters at once. */
export const SCREEN_ROWS = 27;
export const ROW_WIDTH = 38;

/** How many rows of a phone's chat a line takes, broken between words. An empty line takes one. */
export function rowsOf(line: string): number {
  let rows = 1;
  let used = 0;
  for (const word of line.split(' ')) {
    const needed = used === 0 ? word.length : used + 1 + word.length;
    if (needed <= ROW_WIDTH) {
      used = needed;
      continue;
    }
    if (used > 0) rows += 1;
    // A word longer than a row fills rows of its own.
    rows += Math.max(0, Math.ceil(word.length / ROW_WIDTH) - 1);
    used = word.length % ROW_WIDTH || Math.min(word.length, ROW_WIDTH);
  }
  return rows;
}

/** The text on one line, line breaks and control characters as spaces. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** At most `length` characters; what is longer ends between words, where there is one near, with an ellipsis. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  // A pair of code units that was cut in half is no character.
  const head = text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '');
  const space = head.lastIndexOf(' ');
  return `${(space > length / 2 ? head.slice(0, space) : head).replace(/[\s,.;:]+$/, '')}…`;
}
