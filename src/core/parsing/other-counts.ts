import { isBoundary } from './clauses.ts';
import { hasTag, type Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import type { Field } from '../forms/definition.ts';
import type { Token } from './tokens.ts';
import { ownsCounter } from './units.ts';
import { Tag } from './vocabulary.ts';

/** "7,2 tấn/ha" is a rate, not how much there was. */
export function spoilRates(items: readonly Item[], tokens: readonly Token[]): readonly Item[] {
  const isSpoilt = (item: Item, index: number) =>
    item.amount?.kind === 'count' && isRate(items, index, tokens);
  if (!items.some(isSpoilt)) return items;
  return items.map((item, index) =>
    item.amount && isSpoilt(item, index) ? { ...item, amount: { ...item.amount, kind: 'unusable' } } : item,
  );
}

const TIMES = new Set(['ngay', 'thang', 'quy', 'nam', 'gio']);

/** "7,2 tấn/ha", "5 lượt/ngày" */
function isRate(items: readonly Item[], index: number, tokens: readonly Token[]): boolean {
  const [counter, sign, per] = items.slice(index + 1, index + 4);
  if (!hasTag(counter, Tag.counter) || sign?.mark !== '/' || per === undefined) return false;
  if (per.kind === 'phrase' && hasTag(per, Tag.counter)) return true;
  return per.kind !== 'amount' && TIMES.has(tokens[per.first]?.fold ?? '');
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
  const words = tokens
    .slice(label.first, label.end)
    .map(({ fold }) => fold)
    .join(' ');
  const isOwn = hasTag(label, Tag.counter) && ownsCounter(openField, words, lexicon);
  return isOwn
    ? items.map((item) => (item === label ? { ...item, kind: 'phrase', at: undefined } : item))
    : items;
}
