import { bareKey } from '../forms/spelling.ts';

/** What may be the name of a field is short; longer words tell a story. */
const MOST_WORDS = 4;
const MOST_LETTERS = 40;
/** Words that come with a number and name no field. */
const COUNTERS = new Set('vu don luot cuoc buoi lan nguoi truong hop th ca dot cai ho so viec'.split(' '));

/** A piece of a message as a name with figures beside it. */
export type LabelPart = {
  /** Folded: no case, no diacritics, one space between. */
  readonly words: string;
  readonly figures: readonly number[];
};

/**
 * The label-like words of a piece that was not understood: "HGXC: 5/6 vụ" → hgxc, 5 and 6. Undefined where it has neither a
 * number nor a ratio, words on both sides of it, or too many. Grouped thousands are not read: such a piece teaches nothing.
 */
export function labelPart(piece: string): LabelPart | undefined {
  const all = bareKey(piece.replace(/(\d)(?=\p{L})|(\p{L})(?=\d)/gu, '$1$2 ')).split(' ');
  const first = all.findIndex(isFigure);
  const last = all.findLastIndex(isFigure);
  const figures = all.slice(first, last + 1);
  const isRatio = figures.length === 2 && /\d\s*\/\s*\d/.test(piece);
  if (first === -1 || !figures.every(isFigure) || (figures.length > 1 && !isRatio)) return undefined;
  const before = all.slice(0, first);
  const after = all.slice(last + 1).filter((word) => !COUNTERS.has(word));
  if (before.length > 0 && after.length > 0) return undefined;
  const named = before.length > 0 ? before : after;
  const words = named.join(' ');
  const fits = named.length > 0 && named.length <= MOST_WORDS && words.length <= MOST_LETTERS;
  if (!fits || !named.every((word) => /^[a-z]+$/.test(word))) return undefined;
  return { words, figures: figures.map(Number) };
}

function isFigure(word: string): boolean {
  return /^\d{1,9}$/.test(word);
}
