import { isNoise } from './clauses.ts';
import type { Figures } from './figures.ts';
import { hasTag, isNone, type Item } from './items.ts';
import type { Source } from './reader.ts';
import type { Statement } from './statements.ts';
import { Tag } from './vocabulary.ts';

/** "Không phát sinh" for the whole report; "không có gì khác" after figures. `restNil`: the rest was already said to be none. */
export function readNils(
  source: Source,
  items: readonly Item[],
  figures: Figures,
  hasFigures: boolean,
  restNil: boolean,
): { readonly nil: boolean; readonly restNil: boolean } {
  let nil = false;
  let denied = false;
  for (const { item, bare } of figures.loneNils) {
    if (!source.account.isOpen(item.first) || !bare || item.amount?.full !== true) continue;
    if (hasFigures && (item.amount.rest || hasException(items))) denied = true;
    else if (hasFigures || restNil || hasException(items)) continue;
    else nil = true;
    source.account.use(item.first, item.end);
  }
  return { nil, restNil: restNil || denied };
}

/** What is taken out of a "none" makes it the rest, not the whole: "kps, riêng td 3". */
function hasException(items: readonly Item[]): boolean {
  return items.some((item) => hasTag(item, Tag.except));
}

/** "bằng 0", "là không" */
function isEqual(item: Item): boolean {
  return item.kind === 'phrase' && hasTag(item, Tag.to);
}

/** "còn lại không", "các mục khác 0". */
export function saysRestNil({ account }: Source, { items }: Statement): boolean {
  const rest = items.findIndex((item) => hasTag(item, Tag.rest) && account.isOpen(item.first));
  if (rest < 0) return false;
  const others = items
    .slice(rest + 1)
    .filter((item) => item.kind !== 'mark' && !isNoise(item) && !hasTag(item, Tag.all) && !isEqual(item));
  const [value] = others;
  const head = items[rest];
  if (others.length !== 1 || head === undefined || value?.amount === undefined || !isNone(value.amount))
    return false;
  account.use(head.first, value.end);
  return true;
}
