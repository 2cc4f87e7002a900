import { isBinder, isBoundary } from './clauses.ts';
import { foldsOf, hasTag, withSpoilt, type Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import type { Field } from '../forms/definition.ts';
import type { Token } from './tokens.ts';
import { ownsCounter } from './units.ts';
import { Tag } from './vocabulary.ts';

/** "7,2 tấn/ha" is a rate, not how much there was. */
export function spoilRates(items: readonly Item[], tokens: readonly Token[]): readonly Item[] {
  const spoilt = new Set<number>();
  items.forEach(({ amount }, index) => {
    if (amount?.kind === 'count' && isRate(items, index, tokens)) spoilt.add(index);
  });
  return withSpoilt(items, spoilt);
}

const TIMES = new Set(['ngay', 'thang', 'quy', 'nam', 'gio']);

/** "7,2 tấn/ha", "5 lượt/ngày" */
function isRate(items: readonly Item[], index: number, tokens: readonly Token[]): boolean {
  const [counter, sign, per] = items.slice(index + 1, index + 4);
  if (!hasTag(counter, Tag.counter) || sign?.mark !== '/' || per === undefined) return false;
  if (per.kind === 'phrase' && hasTag(per, Tag.counter)) return true;
  return per.kind !== 'amount' && TIMES.has(tokens[per.first]?.fold ?? '');
}

/**
 * A number that the same message takes apart or says again beside it: two cells of a table row, "35 liều sởi, 20 liều BCG",
 * "2 đơn (1 mới, 1 tồn)". Which of them the field means is asked.
 */
export function spoilParted(items: readonly Item[], tokens: readonly Token[]): readonly Item[] {
  const spoilt = new Set<number>();
  items.forEach((item, index) => {
    if (item.kind !== 'amount') return;
    const second = nextCell(items, index);
    if (second !== undefined) spoilt.add(index).add(second);
    else if (isSharedOut(items, index, tokens) || isOldAndNew(items, index, tokens)) spoilt.add(index);
    else if (isFirstOfPlaces(items, index)) spoilt.add(index);
  });
  return withSpoilt(items, spoilt);
}

/** The number in the next cell of the row, which a header would have to explain. */
function nextCell(items: readonly Item[], index: number): number | undefined {
  const at = afterCounter(items, index);
  return items[at]?.mark === '\t' && items[at + 1]?.kind === 'amount' ? at + 1 : undefined;
}

function afterCounter(items: readonly Item[], index: number): number {
  let at = index + 1;
  while (hasTag(items[at], Tag.counter) && items[at]?.kind === 'phrase') at += 1;
  return at;
}

/** "35 liều sởi, 20 liều BCG": the same counter again, of another kind, and no name of a field. */
function isSharedOut(items: readonly Item[], index: number, tokens: readonly Token[]): boolean {
  const counter = items[index + 1];
  if (counter?.kind !== 'phrase' || !hasTag(counter, Tag.counter)) return false;
  const comma = items.findIndex((item, at) => at > index && isBoundary(item));
  if (comma < 0 || comma === index + 2 || items[comma]?.mark !== ',') return false;
  if (items.slice(index + 2, comma).some(({ kind }) => kind !== 'word' && kind !== 'name')) return false;
  const [amount, again, qualifier] = items.slice(comma + 1, comma + 4);
  if (amount?.kind !== 'amount' || again?.kind !== 'phrase' || qualifier?.kind !== 'word') return false;
  return foldsOf(again, tokens) === foldsOf(counter, tokens);
}

/** "ấp 1: 2 hộ, ấp 3: 1 hộ": of the first place only, where a second with its own follows and no field is named between. */
function isFirstOfPlaces(items: readonly Item[], index: number): boolean {
  const before = isBinder(items[index - 1]) ? index - 2 : index - 1;
  if (!isPlace(items[before])) return false;
  const next = afterCounter(items, index);
  const place = isBoundary(items[next]) ? next + 1 : next;
  const second = isBinder(items[place + 1]) ? place + 2 : place + 1;
  if (!isPlace(items[place]) || items[second]?.kind !== 'amount') return false;
  return items[afterCounter(items, second)]?.kind !== 'label';
}

function isPlace(item: Item | undefined): boolean {
  return item?.kind === 'name' || (item?.kind === 'phrase' && hasTag(item, Tag.place));
}

const OLD = new Set(['cu', 'ton']);

/** "3 (2 mới, 1 cũ)" */
function isOldAndNew(items: readonly Item[], index: number, tokens: readonly Token[]): boolean {
  const paren = items[afterCounter(items, index)];
  if (paren?.kind !== 'paren') return false;
  const folds = tokens.slice(paren.first, paren.end).map(({ fold }) => fold);
  return folds.includes('moi') && folds.some((fold) => OLD.has(fold));
}

/** "36 mô hình" to the question how many models are kept up: what counts there is no other field's name. */
export function asOpenCount(
  items: readonly Item[],
  tokens: readonly Token[],
  openField: Field,
  lexicon: Lexicon,
): readonly Item[] {
  const said = items.filter(
    (item) => !isBoundary(item) && item.kind !== 'noise' && !hasTag(item, Tag.courtesy),
  );
  const [amount, label, ...more] = said;
  if (amount?.kind !== 'amount' || label?.kind !== 'label' || more.length > 0) return items;
  const words = foldsOf(label, tokens);
  const isOwn = hasTag(label, Tag.counter) && ownsCounter(openField, words, lexicon);
  return isOwn
    ? items.map((item) => (item === label ? { ...item, kind: 'phrase', at: undefined } : item))
    : items;
}
