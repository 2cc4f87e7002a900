import { plainText, type RichText, type TextPart } from '../core/messages.ts';

/**
 * Cuts a text into pieces of at most `limit` UTF-16 units, the measure of Telegram's 4,096 and Zalo's 2,000: after a paragraph if one ends in
 * the second half of the piece, else after a line, a sentence, a part of one, a word, else anywhere but inside a letter. White space at the
 * cuts is dropped, so no piece is blank; a blank text has no pieces.
 */
export function splitText(text: RichText, limit: number): readonly RichText[] {
  const whole = plainText(text);
  const pieces: RichText[] = [];
  let start = skipSpace(whole, 0);
  while (start < whole.length) {
    const end = whole.length - start <= limit ? whole.length : cutWithin(whole, start, limit);
    pieces.push(slice(text, start, trimmedEnd(whole, start, end)));
    start = skipSpace(whole, end);
  }
  return pieces;
}

const SEPARATORS = ['\n\n', '\n', '. ', '; ', ', ', ' '];

function cutWithin(whole: string, start: number, limit: number): number {
  const latest = start + limit;
  for (const separator of SEPARATORS) {
    const at = whole.lastIndexOf(separator, latest);
    // The sign stays with what it ends.
    const end = at + separator.trimEnd().length;
    if (at >= start + limit / 2 && end <= latest) return end;
  }
  // A Vietnamese letter may be a base and combining marks, an emoji several code points: they stay together.
  for (let at = latest; at > latest - LONGEST_LETTER; at -= 1) {
    if (!/^[\p{M}\u200D\uDC00-\uDFFF]/u.test(whole.slice(at, at + 2)) && whole[at - 1] !== '\u200D')
      return at;
  }
  return latest;
}

const LONGEST_LETTER = 40;

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
