import { plainText, type RichText, type TextPart } from '../core/messages.ts';

/**
 * Cuts a text into pieces of at most `limit` UTF-16 units, the measure of Telegram's 4,096 and Zalo's 2,000: after a paragraph if one ends in
 * the second half of the piece, else after a line, a sentence, a part of one, a word, else anywhere but inside a letter. What may be
 * picked by its number at the end stays with the line that asks. White space at the cuts is dropped, so no piece is blank; a blank
 * text has no pieces.
 */
export function splitText(text: RichText, limit: number): readonly RichText[] {
  const whole = plainText(text);
  const question = startOfQuestion(whole);
  const pieces: RichText[] = [];
  let start = skipSpace(whole, 0);
  while (start < whole.length) {
    const end = whole.length - start <= limit ? whole.length : cutWithin(whole, start, limit);
    const isTorn =
      start < question && question < end && end < whole.length && whole.length - question <= limit;
    const cut = isTorn ? question : end;
    pieces.push(slice(text, start, trimmedEnd(whole, start, cut)));
    start = skipSpace(whole, cut);
  }
  return pieces;
}

/** The line that asks and the numbered lines under it, at the end of a text; what may be typed instead may follow them. */
const NUMBERED = /(?:^|\n)[^\n]*(?:\n\d{1,2}\. [^\n]*)+(?:\n[^\n]*)?\s*$/;

function startOfQuestion(whole: string): number {
  return NUMBERED.exec(whole)?.index ?? whole.length;
}

const SEPARATORS = ['\n\n', '\n', '. ', '; ', ', ', ' '];

function cutWithin(whole: string, start: number, limit: number): number {
  const latest = start + limit;
  const earliest = start + limit / 2;
  for (const separator of SEPARATORS) {
    // The sign stays with what it ends.
    const sign = separator.trimEnd().length;
    let at = whole.lastIndexOf(separator, latest - sign);
    while (at >= earliest && isInsideFigure(whole, at)) at = whole.lastIndexOf(separator, at - 1);
    if (at >= earliest) return at + sign;
  }
  // Before a word that is longer than half a piece: an address, say.
  for (let at = latest; at > start; at -= 1) {
    if (/\s/.test(whole.charAt(at)) && !isInsideFigure(whole, at)) return at;
  }
  return cutInsideWord(whole, start, latest);
}

/** Whether the white space here belongs to a figure: "12 500", "83,3 %". */
function isInsideFigure(whole: string, at: number): boolean {
  return /^\d [\d%‰]/.test(whole.slice(at - 1, at + 2));
}

const LETTERS = new Intl.Segmenter('vi', { granularity: 'grapheme' });
const LONGEST_LETTER = 40;

/** A Vietnamese letter may be a base and combining marks, an emoji several code points: they stay together. */
function cutInsideWord(whole: string, start: number, latest: number): number {
  const letter = LETTERS.segment(whole.slice(start, latest + LONGEST_LETTER)).containing(latest - start);
  if (letter && letter.index > 0) return start + letter.index;
  return /[\uDC00-\uDFFF]/.test(whole.charAt(latest)) ? latest - 1 : latest;
}

function skipSpace(whole: string, from: number): number {
  let at = from;
  while (at < whole.length && /\s/.test(whole.charAt(at))) at += 1;
  return at;
}

function trimmedEnd(whole: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(whole.charAt(at - 1))) at -= 1;
  return at;
}

function slice(text: RichText, start: number, end: number): RichText {
  const pieces: TextPart[] = [];
  let from = 0;
  for (const part of text) {
    const words = typeof part === 'string' ? part : part.bold;
    const cut = words.slice(Math.max(0, start - from), Math.max(0, end - from));
    if (cut !== '') pieces.push(typeof part === 'string' ? cut : { bold: cut });
    from += words.length;
  }
  return pieces;
}
