import { findInlineMarkers } from './inline-markers.ts';
import type { Token } from './tokens.ts';

const LETTER_OR_ROMAN = /^(?:[a-h]|i{1,3}|iv|vi{0,3}|ix|x)$/;
const BULLETS = new Set(['-', '+', '*', '•', '–', '·', '▪', '●', '○', '>']);

/**
 * Tokens that only number or mark the lines of a list or the rows of a pasted table: "1." "2)" "a)" "-" and a first column
 * of 1, 2, 3. They are no values.
 */
export function findListMarkers(tokens: readonly Token[]): ReadonlySet<number> {
  const markers = new Set<number>();
  const bare: {
    readonly index: number;
    readonly value: number;
    readonly row: boolean;
    readonly fuller: boolean;
  }[] = [];
  const lines = linesOf(tokens);
  const bulletLines = lines.filter(([first]) => isBullet(tokens[first])).length;
  for (const [start, end] of lines) {
    let first = start;
    const bullet = tokens[first];
    if (isBullet(bullet) && (bulletLines > 1 || tokens[first + 1]?.glued !== true)) {
      markers.add(first);
      first += 1;
    }
    const width = markerWidth(tokens, first, end);
    for (let index = first; index < first + width; index += 1) markers.add(index);
    const head = tokens[first];
    if (width > 0 || head?.kind !== 'number' || !/^[1-9]\d?$/.test(head.fold)) continue;
    const rest = tokens.slice(first + 1, Math.min(end, first + 60));
    const isRow = rest[0]?.fold === '\t' || rest[0]?.fold === '|';
    bare.push({
      index: first,
      value: Number(head.fold),
      row: isRow,
      fuller: (rest[0]?.kind !== 'mark' || isRow) && rest.some(isNumber) && rest.some(isWord),
    });
  }
  const counted = bare.length > 1 && bare.every((line, index) => line.value === index + 1);
  const rows = bare.every((line) => line.row);
  if (counted && (bare.every((line) => line.fuller) || (rows && bare.some((line) => line.fuller)))) {
    for (const line of bare) markers.add(line.index);
  } else {
    for (const line of bare) if (line.row && line.fuller) markers.add(line.index);
  }
  if (!hasMarkerSign(tokens)) return markers;
  for (const { first, end } of findInlineMarkers(tokens)) {
    for (let index = first; index < end; index += 1) markers.add(index);
  }
  return markers;
}

function hasMarkerSign(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ kind, fold }, index) =>
      kind === 'mark' &&
      tokens[index - 1]?.kind === 'number' &&
      '.)/'.includes(fold) &&
      tokens[index + 1]?.kind === 'word',
  );
}

function isNumber(token: Token): boolean {
  return token.kind === 'number';
}

function isWord(token: Token): boolean {
  return token.kind === 'word';
}

function isBullet(token: Token | undefined): boolean {
  return (
    (token?.kind === 'mark' || token?.kind === 'ornament') && BULLETS.has(token.fold) && token.fold !== '>'
  );
}

function linesOf(tokens: readonly Token[]): (readonly [start: number, end: number])[] {
  const lines: (readonly [number, number])[] = [];
  let start = 0;
  for (let index = 0; index <= tokens.length; index += 1) {
    if (index < tokens.length && tokens[index]?.kind !== 'break') continue;
    if (index > start) lines.push([start, index]);
    start = index + 1;
  }
  return lines;
}

/** How many tokens of "1." "2)" "3/" "a)" "IV." stand at `first`, before a word. */
function markerWidth(tokens: readonly Token[], first: number, end: number): number {
  const [token, sign, next] = tokens.slice(first, Math.min(end, first + 3));
  if (token === undefined || sign?.kind !== 'mark' || !sign.glued || next?.kind !== 'word') return 0;
  if (token.kind === 'number') return /^\d{1,2}$/.test(token.fold) && '.)/-'.includes(sign.fold) ? 2 : 0;
  const isLetter = token.kind === 'word' && token.tone === 0 && LETTER_OR_ROMAN.test(token.fold);
  const isRoman = token.capital && /^[ivx]+$/.test(token.fold);
  return isLetter && (isRoman ? '.)/-' : '.)').includes(sign.fold) ? 2 : 0;
}
