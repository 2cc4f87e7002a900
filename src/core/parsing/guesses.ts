import { isBinder, isBoundary, isNoise } from './clauses.ts';
import { hasTag, makeItem, type Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import { findSlip, MOST_SLIP_WORDS } from './slips.ts';
import { isSyllable } from './syllables.ts';
import type { Token } from './tokens.ts';
import { Tag } from './vocabulary.ts';

/** Near words are looked for beside so many amounts; a message with more is no report. */
const MOST_GUESSES = 64;
const MOST_INITIALS = 5;

/**
 * Unknown words beside an amount that are a slip of a name ("khiếu nạii 1") or its initials ("dc 3") become labels: certain
 * slips with the name they were taken for, the rest as guesses that are asked.
 */
export function guessLabels(items: readonly Item[], tokens: readonly Token[], lexicon: Lexicon): Item[] {
  const guessed: Item[] = [];
  let tries = 0;
  let index = 0;
  while (index < items.length) {
    const item = items[index];
    if (item === undefined) break;
    const before =
      tries < MOST_GUESSES && isValueMark(item) ? guessBefore(guessed, tokens, lexicon) : undefined;
    if (before !== undefined) guessed.splice(guessed.length - before.width, before.width, before.label);
    if (isValueMark(item)) tries += 1;
    guessed.push(item);
    index += 1;
    if (item.kind !== 'amount' || before !== undefined || tries >= MOST_GUESSES) continue;
    while (hasTag(items[index], Tag.counter) && items[index]?.kind === 'phrase') {
      guessed.push(items[index] ?? item);
      index += 1;
    }
    const after = guessAfter(items, index, tokens, lexicon);
    if (after === undefined) continue;
    guessed.push(after.label);
    index += after.width;
  }
  return guessed;
}

type Guess = { readonly label: Item; readonly width: number };

/** An amount, or the colon before a text. */
function isValueMark(item: Item): boolean {
  return item.kind === 'amount' || (item.kind === 'mark' && (item.mark === ':' || item.mark === '='));
}

function guessBefore(done: readonly Item[], tokens: readonly Token[], lexicon: Lexicon): Guess | undefined {
  let end = done.length;
  while (end > 0 && isBinder(done[end - 1])) end -= 1;
  const gap = done.length - end;
  const words: Item[] = [];
  while (words.length < MOST_SLIP_WORDS) {
    const item = done[end - 1 - words.length];
    if (!isLoose(item)) break;
    words.unshift(item);
  }
  if (gap > 0 || words.length === 0)
    return gap === 0 ? undefined : guessWithBinder(done, words, gap, tokens, lexicon);
  for (let width = words.length; width > 0; width -= 1) {
    const label = guessFrom(words.slice(words.length - width), tokens, lexicon);
    if (label !== undefined) return { label, width };
  }
  return guessLonger(done, words, tokens, lexicon) ?? guessInitials(done, end, tokens, lexicon);
}

/** "hoãn tiêmm 2": a slip in a name whose first words are another name of the same field. */
function guessLonger(
  done: readonly Item[],
  words: readonly Item[],
  tokens: readonly Token[],
  lexicon: Lexicon,
): Guess | undefined {
  const head = done.at(-1 - words.length);
  if (head?.at === undefined || words.length >= MOST_SLIP_WORDS) return undefined;
  const label = guessFrom([head, ...words], tokens, lexicon);
  if (label?.at === undefined || label.at.guess) return undefined;
  const known = head.at.label.fields;
  const isSame = label.at.label.fields.every((field) => known.includes(field));
  return isSame ? { label, width: words.length + 1 } : undefined;
}

function guessWithBinder(
  done: readonly Item[],
  words: readonly Item[],
  gap: number,
  tokens: readonly Token[],
  lexicon: Lexicon,
): Guess | undefined {
  for (let width = words.length; width > 0; width -= 1) {
    const label = guessFrom(words.slice(words.length - width), tokens, lexicon);
    const binder = done.at(-1);
    if (label === undefined || binder === undefined) continue;
    // The binder stays in place: it is folded into the label's tokens.
    return { label: { ...label, end: binder.end }, width: width + gap };
  }
  return undefined;
}

function guessAfter(
  items: readonly Item[],
  index: number,
  tokens: readonly Token[],
  lexicon: Lexicon,
): Guess | undefined {
  let width = 0;
  while (width < MOST_SLIP_WORDS && isLoose(items[index + width])) width += 1;
  for (; width > 0; width -= 1) {
    const label = guessFrom(items.slice(index, index + width), tokens, lexicon);
    if (label !== undefined) return { label, width };
  }
  return undefined;
}

function isLoose(item: Item | undefined): item is Item {
  return item?.kind === 'word' || item?.kind === 'phrase';
}

function guessFrom(words: readonly Item[], tokens: readonly Token[], lexicon: Lexicon): Item | undefined {
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined || !words.some((item) => item.kind === 'word'))
    return undefined;
  const folds = tokens.slice(first.first, last.end).map((token) => token.fold);
  const slip = findSlip(lexicon.slips, folds);
  if (slip === undefined) return undefined;
  const label = { fields: slip.fields, words: slip.written, short: false, derived: false, role: undefined };
  return makeItem('label', first.first, last.end, {
    at: { label, slip: slip.written, guess: !slip.certain },
  });
}

/** "dc 3": letters that begin the words of a name, and are no word of their own. */
function guessInitials(
  done: readonly Item[],
  end: number,
  tokens: readonly Token[],
  lexicon: Lexicon,
): Guess | undefined {
  const item = done[end - 1];
  const before = done[end - 2];
  if (!isLoose(item) || item.end !== item.first + 1) return undefined;
  if (before !== undefined && !isBoundary(before) && !isNoise(before)) return undefined;
  const letters = tokens[item.first]?.fold ?? '';
  if (letters.length < 2 || letters.length > MOST_INITIALS || isSyllable(letters)) return undefined;
  const fields = lexicon.initials.get(letters);
  if (fields === undefined) return undefined;
  const label = { fields, words: letters, short: true, derived: true, role: undefined };
  return {
    label: makeItem('label', item.first, item.end, { at: { label, slip: undefined, guess: true } }),
    width: 1,
  };
}
