import { makeItem, NO_AMOUNT, type Amount, type Item } from './items.ts';
import type { Label } from './lexicon.ts';
import type { NumberReading } from './numbers.ts';
import type { Match } from './phrase-trie.ts';
import type { Token } from './tokens.ts';

/** A name of one field, or of several, with the slip it was read in spite of. */
export function labelItem(tokens: readonly Token[], match: Match<Label>, index: number, tags: number): Item {
  const [entry] = match.entries;
  if (entry === undefined) return makeItem('word', index, index + 1);
  const label = match.entries.length === 1 ? entry.payload : mergeLabels(match);
  // A tone that was typed on another letter, or another tone, spoils no letter: "kíêm tra".
  const isToneOnly = entry.words.every(({ shape }, offset) => tokens[index + offset]?.shape === shape);
  return makeItem('label', index, match.end, {
    tags,
    at: { label, slip: match.contrary && !isToneOnly ? label.words : undefined, guess: false },
  });
}

/** Names that are alike but for their diacritics, typed without any. */
function mergeLabels(match: Match<Label>): Label {
  const labels = match.entries.map((entry) => entry.payload);
  const [first] = labels;
  const fields = [...new Set(labels.flatMap((label) => label.fields))];
  return {
    fields,
    words: first?.words ?? '',
    short: labels.every((label) => label.short),
    derived: labels.every((label) => label.derived),
    role: first?.role,
  };
}

/** Number words that are other words without their diacritics (nam = năm or nam, sau = sáu or sau). */
const DOUBTFUL_UNMARKED = new Set([
  'nam',
  'sau',
  'bay',
  'tam',
  'chin',
  'mot',
  'bon',
  'muoi',
  'chuc',
  'tram',
  'tu',
  'ham',
]);

/** Whether words of a number mean one; `marked`: the message is typed with diacritics. */
export function isNumberHere(
  marked: boolean,
  token: Token,
  read: { readonly number: NumberReading; readonly end: number },
): boolean {
  if (!read.number.spelled || !marked) return true;
  return token.shape !== token.fold || token.tone !== 0 || !DOUBTFUL_UNMARKED.has(token.fold);
}

/** A number as an amount; one of many digits names something. */
export function numberItem(index: number, end: number, number: NumberReading, tags: number): Item {
  if (number.identifier) return makeItem('name', index, end);
  const amount: Amount = {
    ...NO_AMOUNT,
    kind: number.unreadable ? 'unusable' : 'count',
    first: number.value,
    decimals: number.decimals,
    approximate: number.approximate,
    spelled: number.spelled,
    ranked: number.ranked,
  };
  return makeItem('amount', index, end, { amount, tags });
}
