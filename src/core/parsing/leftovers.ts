import type { Account } from './account.ts';
import { isBoundary } from './clauses.ts';
import { hasTag, type Item } from './items.ts';
import type { Doubt } from './understanding.ts';
import { Tag } from './vocabulary.ts';

const NOISE = Tag.courtesy | Tag.glue | Tag.counter | Tag.place | Tag.dateCue | Tag.all | Tag.over | Tag.to;

/** What nothing was made of, quoted back: one piece a statement, unless a value stands between. */
export function quoteLeftovers(items: readonly Item[], account: Account): Doubt[] {
  const pieces: { first: number; end: number }[] = [];
  let open = false;
  const visit = (item: Item) => {
    if (item.kind === 'paren' && account.isOpen(item.first)) {
      item.inner.forEach(visit);
      return;
    }
    if (isBoundary(item) || !account.isOpen(item.first)) open = false;
    else if (isLeft(item)) {
      const last = pieces.at(-1);
      if (open && last !== undefined) last.end = item.end;
      else pieces.push({ first: item.first, end: item.end });
      open = true;
    }
  };
  items.forEach(visit);
  return pieces.map(({ first, end }) => ({ kind: 'not-understood', span: account.span(first, end) }));
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
