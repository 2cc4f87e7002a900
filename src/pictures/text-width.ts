const MARKS = /\p{M}/gu;
const NARROW = /[ijlI .,:;'|!]/;
const SLIM = /[frt1()[\]"/]/;
const WIDE = /[mwMWOQ%@]/;

/** About how wide words are in Be Vietnam Pro, in the unit of `fontSize`. A mark above or below a letter takes no room. */
export function textWidth(words: string, fontSize: number): number {
  const letters = words.normalize('NFD').replaceAll(MARKS, '');
  return Array.from(letters, widthOf).reduce((sum, width) => sum + width, 0) * fontSize;
}

/** In ems: the font's own advances, averaged over five kinds of letters. */
function widthOf(letter: string): number {
  if (NARROW.test(letter)) return 0.27;
  if (SLIM.test(letter)) return 0.42;
  if (WIDE.test(letter)) return 0.85;
  return /\p{Lu}/u.test(letter) ? 0.71 : 0.61;
}
