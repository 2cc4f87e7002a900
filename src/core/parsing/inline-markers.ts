import type { Token } from './tokens.ts';

type Marker = { readonly value: number; readonly first: number; readonly end: number };

/**
 * Tokens that number the points of a running sentence: "(1) Hòa giải: 1/1; (2) …", "1) hg 2/2 2) kn 1", "như sau: 1. … 2. …". Only
 * one manner that counts 1, 2, 3 without a gap does; anything else may be a value.
 */
export function findInlineMarkers(tokens: readonly Token[]): readonly Marker[] {
  const manners = [bracketed, closed, dotted].map((readAt) => {
    const found: Marker[] = [];
    for (let index = 0; index < tokens.length; index += 1) {
      if (tokens[index]?.kind !== 'number' && tokens[index]?.fold !== '(') continue;
      const marker = readAt(tokens, index);
      if (marker !== undefined) found.push(marker);
    }
    return found;
  });
  return manners.find((found) => found.length > 1 && found.every(({ value }, at) => value === at + 1)) ?? [];
}

function valueOf(token: Token | undefined): number | undefined {
  return token?.kind === 'number' && /^\d{1,2}$/.test(token.fold) ? Number(token.fold) : undefined;
}

/** What a point begins with: a word of its own, a blank before it. */
function opensPoint(token: Token | undefined): boolean {
  return token?.kind === 'word';
}

function isFree(tokens: readonly Token[], first: number): boolean {
  const before = tokens[first - 1];
  return (
    before === undefined ||
    before.kind === 'break' ||
    (before.kind === 'mark' && '.;,:'.includes(before.fold))
  );
}

/** "(1) Hòa giải", at the head of its statement. */
function bracketed(tokens: readonly Token[], index: number): Marker | undefined {
  const value = valueOf(tokens[index + 1]);
  if (tokens[index]?.fold !== '(' || value === undefined || tokens[index + 2]?.fold !== ')') return undefined;
  if (!isFree(tokens, index) || !opensPoint(tokens[index + 3])) return undefined;
  return { value, first: index, end: index + 3 };
}

/** "1) hg 2/2 2) kn 1": the first at the head of its statement. */
function closed(tokens: readonly Token[], index: number): Marker | undefined {
  const value = valueOf(tokens[index]);
  const sign = tokens[index + 1];
  if (value === undefined || sign?.fold !== ')' || !sign.glued || tokens[index]?.glued === true)
    return undefined;
  if (!opensPoint(tokens[index + 2]) || tokens[index - 1]?.fold === '(') return undefined;
  const isFirst = value === 1 && !isFree(tokens, index);
  const isBehindWord = tokens[index - 1]?.kind === 'word';
  return isFirst || isBehindWord ? undefined : { value, first: index, end: index + 2 };
}

/** "… như sau: 1. Tiếp công dân: 08 lượt. 2. Hòa giải: 02/02": behind a full stop, the first also behind a colon. */
function dotted(tokens: readonly Token[], index: number): Marker | undefined {
  const value = valueOf(tokens[index]);
  const sign = tokens[index + 1];
  const next = tokens[index + 2];
  if (value === undefined || (sign?.fold !== '.' && sign?.fold !== '/') || !sign.glued) return undefined;
  if (!opensPoint(next) || next?.glued === true || !isFree(tokens, index)) return undefined;
  if (tokens[index - 1]?.fold === ':' && value !== 1) return undefined;
  return { value, first: index, end: index + 2 };
}
