import { makeItem, type Item } from './items.ts';
import type { Token } from './tokens.ts';

/** Words of an address are few: "Ban Dân vận Huyện ủy Vĩnh Thuận". */
const MOST_WORDS = 12;

/** "Kính gửi Ban Dân vận Huyện ủy …": the addressee up to the next sign, number or label is noise. */
export function absorbAddress(items: readonly Item[], tokens: readonly Token[]): readonly Item[] {
  if (!items.some((item) => opensAddress(item, tokens))) return items;
  let left = 0;
  return items.map((item) => {
    if (opensAddress(item, tokens)) left = MOST_WORDS;
    else if (item.kind === 'word' && left > 0) {
      left -= 1;
      return makeItem('noise', item.first, item.end);
    } else if (item.kind !== 'phrase' && item.mark !== ':') left = 0;
    return item;
  });
}

function opensAddress(item: Item, tokens: readonly Token[]): boolean {
  const [first, second] = [tokens[item.first]?.fold, tokens[item.first + 1]?.fold];
  return (
    item.kind === 'phrase' && first === 'kinh' && (second === 'gui' || second === 'goi' || second === 'thua')
  );
}
