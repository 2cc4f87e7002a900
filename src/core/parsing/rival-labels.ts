import type { FieldCode } from '../ids.ts';
import { isBoundary } from './clauses.ts';
import { hasTag, namesField, withFields, type Item } from './items.ts';
import type { Label, Lexicon } from './lexicon.ts';
import type { Token } from './tokens.ts';
import { Tag } from './vocabulary.ts';

/**
 * "mh 2, dt 35": behind "mh", "dt" may be short for what "mh dt" names as well as for what it names alone. Such a label
 * names both and is asked; not where the message names the other field in full.
 */
export function markRivals(
  items: readonly Item[],
  tokens: readonly Token[],
  lexicon: Lexicon,
): readonly Item[] {
  const isNamed = (field: FieldCode) => items.some((item) => namesField(item, field));
  let previous: Item | undefined;
  let boundaries = 0;
  let changed = false;
  const marked = items.map((item) => {
    if (isBoundary(item)) boundaries += 1;
    if (item.at === undefined) return item;
    const before = boundaries > 1 ? undefined : previous;
    previous = item;
    boundaries = 0;
    const rival = before === undefined ? undefined : rivalOf(before, item, tokens, lexicon);
    if (rival === undefined || rival.fields.some(isNamed)) return item;
    changed = true;
    return withFields(item, item.at, [...rival.fields, ...item.at.label.fields]);
  });
  return changed ? marked : items;
}

function rivalOf(before: Item, item: Item, tokens: readonly Token[], lexicon: Lexicon): Label | undefined {
  const token = tokens[item.first];
  if (item.at?.label.short !== true || token === undefined || token.shape !== token.fold) return undefined;
  if (hasTag(item, Tag.counter)) return undefined;
  const words = [...tokens.slice(before.first, before.end), ...tokens.slice(item.first, item.end)];
  const match = lexicon.labels.longest(words, 0);
  const [entry] = match?.entries ?? [];
  if (match?.end !== words.length || match.contrary || entry === undefined) return undefined;
  return item.at.label.fields.includes(entry.payload.fields[0] ?? '') ? undefined : entry.payload;
}
