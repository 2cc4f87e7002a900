import { makeItem, type Item } from './items.ts';
import type { Token } from './tokens.ts';

/** Words of an address are few: "Ban Dân vận Huyện ủy Vĩnh Thuận". */
const MOST_WORDS = 12;

/** "Kính gửi Ban Dân vận Huyện ủy …": the addressee up to the next sign, number or label is noise. */
export function absorbAddress(items: readonly Item[], tokens: readonly Token[]): readonly Item[] {
  const sender = endOfSender(items, tokens);
  if (sender > 0) {
    const head = items.slice(0, sender);
    const noise = head.map((item) => (item.kind === 'word' ? makeItem('noise', item.first, item.end) : item));
    return [...noise, ...items.slice(sender)];
  }
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

const MOST_SENDER_ITEMS = 6;
const SENDS = new Set(['gui', 'goi', 'cao', 'bc']);

/**
 * "Tân Thuận: hg 4/5", "Trạm y tế gửi: …": who reports, before a colon that a name of a field follows. Items of it, 0 if none: two
 * names at least, for one word is as likely a field that the form does not have.
 */
function endOfSender(items: readonly Item[], tokens: readonly Token[]): number {
  const colon = items.slice(0, MOST_SENDER_ITEMS + 1).findIndex((item) => item.mark === ':');
  if (colon < 1 || items[colon + 1]?.kind !== 'label') return 0;
  const head = items.slice(0, colon);
  if (!head.every((item) => item.kind === 'word' || item.kind === 'phrase')) return 0;
  const words = tokens.slice(head[0]?.first, head.at(-1)?.end);
  const isNamed = words.length > 1 && words.every((token) => token.capital);
  return isNamed || (words[0]?.capital === true && SENDS.has(words.at(-1)?.fold ?? '')) ? colon : 0;
}

function opensAddress(item: Item, tokens: readonly Token[]): boolean {
  const [first, second] = [tokens[item.first]?.fold, tokens[item.first + 1]?.fold];
  return (
    item.kind === 'phrase' && first === 'kinh' && (second === 'gui' || second === 'goi' || second === 'thua')
  );
}
