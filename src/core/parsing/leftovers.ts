import type { Account } from './account.ts';
import { isBoundary, isNoise } from './clauses.ts';
import { hasTag, type Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import type { Token } from './tokens.ts';
import type { Doubt, Reading } from './understanding.ts';
import { Tag } from './vocabulary.ts';

const NOISE = Tag.courtesy | Tag.glue | Tag.counter | Tag.place | Tag.dateCue | Tag.all | Tag.over | Tag.to;

/** What nothing was made of, quoted back: one piece a statement, unless a value stands between. */
export function quoteLeftovers(items: readonly Item[], account: Account): Doubt[] {
  const pieces: { first: number; end: number }[] = [];
  let open = false;
  const visit = (item: Item, index: number, all: readonly Item[]) => {
    if (item.kind === 'paren' && account.isOpen(item.first)) {
      item.inner.forEach(visit);
      return;
    }
    if (isBoundary(item) || !account.isOpen(item.first)) open = false;
    else if (isLeft(item) && !isHeading(all, index, account) && !isCited(all, index, account)) {
      const last = pieces.at(-1);
      if (open && last !== undefined) last.end = item.end;
      else pieces.push({ first: item.first, end: item.end });
      open = true;
    }
  };
  items.forEach(visit);
  return pieces.map(({ first, end }) => ({ kind: 'not-understood', span: account.span(first, end) }));
}

/** "Về đối thoại: 1 cuộc": before a name it only says what comes. */
function isHeading(items: readonly Item[], index: number, account: Account): boolean {
  const item = items[index];
  if (item === undefined || account.words(item.first, item.end) !== 've') return false;
  let at = index + 1;
  while (isNoise(items[at])) at += 1;
  const before = items[index - 1];
  return items[at]?.kind === 'label' && (before === undefined || isBoundary(before));
}

/** "Thực hiện Công văn số 125-CV/BDV …": what the report is written for. */
function isCited(items: readonly Item[], index: number, account: Account): boolean {
  const [item, before] = [items[index], items[index - 1]];
  if (item?.kind !== 'name' || before === undefined) return false;
  return account.words(before.first, before.end) === 'thuc hien';
}

/** Lines quoted from another message, once the person's own words say of every field in them what is true: an answer below. */
export function passOverAnswered(
  items: readonly Item[],
  tokens: readonly Token[],
  { labels }: Lexicon,
  account: Account,
  readings: readonly Reading[],
): void {
  for (const { kind, first, end } of items) {
    if (kind !== 'quoted') continue;
    const named = tokens.slice(first, end).flatMap((_, offset) => {
      const match = labels.longest(tokens, first + offset);
      return match === undefined || match.contrary
        ? []
        : match.entries.flatMap(({ payload }) => payload.fields);
    });
    if (named.length > 0 && named.every((field) => readings.some((reading) => reading.field === field)))
      account.use(first, end);
  }
}

function isLeft(item: Item): boolean {
  switch (item.kind) {
    case 'word':
    case 'amount':
    case 'label':
    case 'name':
    case 'symbol':
    case 'quoted':
      return true;
    case 'phrase':
      return !hasTag(item, NOISE);
    case 'mark':
    case 'break':
    case 'date':
    case 'paren':
    case 'noise':
      return false;
  }
}
