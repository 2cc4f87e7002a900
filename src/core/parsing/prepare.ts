import { isBinder, isNoise } from './clauses.ts';
import { hasTag, makeItem, type Item } from './items.ts';
import type { Account } from './account.ts';
import type { Label, Lexicon } from './lexicon.ts';
import { loneAmountIn } from './brackets.ts';
import type { Source } from './reader.ts';
import type { Token } from './tokens.ts';
import { Tag } from './vocabulary.ts';

/** Words before and after a number that may make one name: "tiếp 12 lượt công dân". */
const MOST_BEFORE = 2;
const MOST_AFTER = 3;

/**
 * Settles what single items of a statement are by their neighbours: names parted by a number, number words and "không" that are
 * plain words here, and names of fields that only count ("duy trì 12 mô hình").
 */
export function prepareStatement(items: readonly Item[], source: Source): Item[] {
  const { tokens, lexicon, account } = source;
  const joined = joinPartedNames(unwrapValues(items), tokens, lexicon, account);
  return demoteCounters(demoteWords(joined), source);
}

/** "hòa giải (5/6)": brackets that hold the value itself. */
function unwrapValues(items: readonly Item[]): readonly Item[] {
  if (!items.some((item) => item.kind === 'paren')) return items;
  return items.flatMap((item, index) => {
    const next = items[index + 1];
    const isValue =
      item.kind === 'paren' &&
      items[index - 1]?.kind === 'label' &&
      next?.kind !== 'amount' &&
      !isBinder(next);
    return isValue && loneAmountIn(item) !== undefined ? item.inner : [item];
  });
}

/** "tiếp 12 lượt công dân" as "tiếp công dân" with its number behind. */
function joinPartedNames(
  items: readonly Item[],
  tokens: readonly Token[],
  lexicon: Lexicon,
  account: Account,
): Item[] {
  const joined: Item[] = [];
  let index = 0;
  while (index < items.length) {
    const item = items[index];
    if (item === undefined) break;
    const parted = item.kind === 'amount' ? partedName(items, index, joined, tokens, lexicon) : undefined;
    if (parted === undefined) {
      joined.push(item);
      index += 1;
      continue;
    }
    joined.splice(joined.length - parted.before, parted.before, parted.label);
    joined.push(item, ...parted.between);
    for (const tail of parted.between) if (tail.kind === 'noise') account.use(tail.first, tail.end);
    index = parted.end;
  }
  return joined;
}

type PartedName = {
  readonly label: Item;
  readonly before: number;
  readonly between: readonly Item[];
  readonly end: number;
};

function partedName(
  items: readonly Item[],
  index: number,
  done: readonly Item[],
  tokens: readonly Token[],
  lexicon: Lexicon,
): PartedName | undefined {
  for (let before = Math.min(MOST_BEFORE, done.length); before > 0; before -= 1) {
    const head = done.slice(done.length - before);
    const [first] = head;
    if (first === undefined || !head.every(isLoose) || !lexicon.labels.begins(tokens[first.first])) continue;
    let start = index + 1;
    // With and without the counters: "giải quyết 1/1 đơn", "tiếp 12 lượt dân".
    for (let counters = 0; counters <= 2; counters += 1) {
      const found = completeName(items, start, head, tokens, lexicon);
      if (found !== undefined) {
        const last = head.at(-1) ?? first;
        const label = makeItem('label', first.first, last.end, {
          at: { label: found.label, slip: undefined, guess: false },
        });
        const tail = items.slice(start, found.end).map((item) => makeItem('noise', item.first, item.end));
        return { label, before, between: [...items.slice(index + 1, start), ...tail], end: found.end };
      }
      if (!hasTag(items[start], Tag.counter)) break;
      start += 1;
    }
  }
  return undefined;
}

function isLoose(item: Item): boolean {
  return item.kind === 'word' || item.kind === 'phrase';
}

function completeName(
  items: readonly Item[],
  start: number,
  head: readonly Item[],
  tokens: readonly Token[],
  lexicon: Lexicon,
): { readonly label: Label; readonly end: number } | undefined {
  const words = head.flatMap((item) => tokens.slice(item.first, item.end));
  const headLength = words.length;
  const ends: number[] = [];
  for (let at = start; at < Math.min(items.length, start + MOST_AFTER); at += 1) {
    const item = items[at];
    if (item === undefined || (!isLoose(item) && item.kind !== 'label')) break;
    words.push(...tokens.slice(item.first, item.end));
    ends.push(words.length);
  }
  const match = lexicon.labels.longest(words, 0);
  if (match === undefined || match.contrary || match.end <= headLength) return undefined;
  const itemCount = ends.findIndex((end) => end >= match.end) + 1;
  const [entry] = match.entries;
  return entry === undefined || itemCount === 0
    ? undefined
    : { label: entry.payload, end: start + itemCount };
}

function demoteWords(items: readonly Item[]): Item[] {
  return items.map((item, index) => {
    if (item.kind !== 'amount' || item.amount === undefined) return item;
    const isWord =
      item.amount.kind === 'nil'
        ? isMereNegation(items, index)
        : item.amount.spelled && !isSpelledValue(items, index);
    return isWord ? makeItem('word', item.first, item.end, { tags: item.tags }) : item;
  });
}

/** "không" before a word denies that word; it is no zero. */
function isMereNegation(items: readonly Item[], index: number): boolean {
  const next = items[index + 1];
  if (next === undefined || next.kind === 'label' || next.kind === 'mark') return false;
  if (hasTag(next, Tag.fail)) return false;
  return (
    next.kind === 'word' ||
    next.kind === 'symbol' ||
    hasTag(next, Tag.plain | Tag.remark | Tag.part | Tag.late)
  );
}

/** A number word counts only beside a label, a counter or a role; alone it answers a question. */
function isSpelledValue(items: readonly Item[], index: number): boolean {
  const next = items[index + 1];
  if (next?.kind === 'label' || hasTag(next, Tag.counter | Tag.part | Tag.fail)) return true;
  let before = index - 1;
  while (before >= 0 && (isBinder(items[before]) || isNoise(items[before]))) before -= 1;
  const previous = items[before];
  if (before < 0) return next === undefined || isNoise(next);
  return (
    previous?.kind === 'label' ||
    previous?.kind === 'amount' ||
    hasTag(previous, Tag.part | Tag.fail | Tag.whole | Tag.to)
  );
}

/** "duy trì 12 mô hình", "tthc 121 hồ sơ": a name that only counts what another label before the number names. */
function demoteCounters(items: readonly Item[], source: Source): Item[] {
  const demoted: Item[] = [];
  let demotedField: string | undefined;
  items.forEach((item, index) => {
    const field = item.at?.label.fields[0];
    const isCounter =
      item.kind === 'label' &&
      field !== undefined &&
      (field === demotedField || countsForLabelBefore(demoted, item, items[index + 1], source));
    demotedField = isCounter
      ? field
      : item.kind === 'mark'
        ? undefined
        : isNoise(item)
          ? demotedField
          : undefined;
    if (isCounter) source.account.use(item.first, item.end);
    demoted.push(isCounter ? makeItem('phrase', item.first, item.end, { tags: Tag.counter }) : item);
  });
  return demoted;
}

function countsForLabelBefore(
  before: readonly Item[],
  item: Item,
  next: Item | undefined,
  { tokens, lexicon }: Source,
): boolean {
  if (next?.kind === 'amount' || isBinder(next)) return false;
  let at = before.length - 1;
  while (isCounterOnly(before[at])) at -= 1;
  if (before[at]?.kind !== 'amount') return false;
  at -= 1;
  while (at >= 0 && !isOwner(before[at])) at -= 1;
  const owner = before[at];
  // "0 tiếp công dân - 1 mô hình": a label that has its number before it owns none behind it.
  if (owner?.at === undefined || before[at - 1]?.kind === 'amount') return false;
  if (owner.at.label.fields.some((field) => item.at?.label.fields.includes(field))) return true;
  const words = tokens.slice(item.first, item.end).map((token) => token.fold);
  return (
    hasTag(item, Tag.counter) &&
    (!owner.at.label.short ||
      owner.at.label.fields.some((field) =>
        words.every((word) => lexicon.ownWords.get(field)?.has(word) === true),
      ))
  );
}

function isCounterOnly(item: Item | undefined): boolean {
  return item !== undefined && item.kind !== 'label' && (hasTag(item, Tag.counter) || isNoise(item));
}

function isOwner(item: Item | undefined): boolean {
  return item?.kind === 'label' || item?.kind === 'word' || hasTag(item, Tag.remark);
}
