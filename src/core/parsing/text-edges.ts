import { isBinder, isBoundary } from './clauses.ts';
import { hasTag, type Item } from './items.ts';
import type { Token } from './tokens.ts';
import { Tag } from './vocabulary.ts';

/** Signs between label and text, and "là". */
export function skipBinders(items: readonly Item[], from: number, tokens: readonly Token[]): number {
  let at = from;
  while (
    isBinder(items[at]) ||
    items[at]?.mark === '/' ||
    isTrimmed(items, at, tokens) ||
    isCopula(items[at], tokens)
  ) {
    at += 1;
  }
  return at;
}

/** "là", "thì", "gồm" between a name and what it names. */
export function isCopula(item: Item | undefined, tokens: readonly Token[]): boolean {
  const word = item?.kind === 'phrase' && item.end === item.first + 1 ? tokens[item.first]?.fold : undefined;
  return word === 'la' || word === 'thi' || word === 'gom';
}

/** Line breaks and bullets before the first words. */
export function trimStart(
  items: readonly Item[],
  start: number,
  end: number,
  tokens: readonly Token[],
): number {
  let at = start;
  while (at < end && (isBoundary(items[at]) || isBinder(items[at]) || isTrimmed(items, at, tokens))) at += 1;
  return at;
}

/** Noise, but for the number of the first of several points in one line: the others keep theirs. */
function isTrimmed(items: readonly Item[], at: number, tokens: readonly Token[]): boolean {
  const item = items[at];
  if (item?.kind !== 'noise') return false;
  const sign = tokens[item.first];
  const numbersPoint = sign?.kind === 'number' || sign?.fold === '(';
  return !numbersPoint || items[at - 1]?.kind === 'break';
}

export function trimEnd(
  items: readonly Item[],
  start: number,
  end: number,
  tokens: readonly Token[],
): number {
  let at = end;
  while (
    at > start &&
    (isBoundary(items[at - 1]) || isClosing(items[at - 1]) || isIdle(items, at - 1, tokens))
  )
    at -= 1;
  return at;
}

/** Noise at the end; but words that elsewhere name the report ("dân vận") are the text's own where nothing parts them from it. */
function isIdle(items: readonly Item[], at: number, tokens: readonly Token[]): boolean {
  const item = items[at];
  if (item?.kind !== 'noise') return false;
  return tokens[item.first]?.kind !== 'word' || isBoundary(items[at - 1]);
}

/** Politeness at the end of a text is not part of it. */
function isClosing(item: Item | undefined): boolean {
  return item?.kind === 'phrase' && hasTag(item, Tag.closing);
}
