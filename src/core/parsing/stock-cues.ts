import type { FieldCode } from '../ids.ts';
import { isBoundary } from './clauses.ts';
import { withFields, type Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import { PhraseTrie } from './phrase-trie.ts';
import type { Token } from './tokens.ts';

/** Words that count all there are. `Tổng hợp`, `thực hiện` are none of them: they are known as what they are. */
const ALL_THERE_ARE =
  'tổng|tổng số|tổng cộng|tất cả|cả thảy|toàn xã|toàn phường|toàn thị trấn|toàn huyện|toàn tỉnh|toàn địa bàn|hiện|hiện có|hiện nay|hiện tại|đến nay|tính đến|lũy kế|luỹ kế|đang|cũ|trước đây|nâng lên|nâng';
const OTHER_WORDS = 'tổng hợp|tổng kết|thực hiện|thể hiện|phát hiện|xuất hiện|biểu hiện';
const NEW_ONES = 'mới|thêm|thành lập|ra mắt|phát sinh|tăng';

type Cue = 'all' | 'new' | 'none';

const CUES = compileCues([
  ['all', ALL_THERE_ARE],
  ['none', OTHER_WORDS],
  ['new', NEW_ONES],
]);

function compileCues(groups: readonly (readonly [Cue, string])[]): PhraseTrie<Cue> {
  const trie = new PhraseTrie<Cue>({ looseUnmarked: false });
  for (const [cue, phrases] of groups) for (const phrase of phrases.split('|')) trie.add(phrase, cue);
  return trie;
}

/**
 * "hiện có 16 mô hình": the name of what is new in a period, counted as all there are. Where the form asks both, such a name
 * stands for either and is asked.
 */
export function markStocks(
  items: readonly Item[],
  tokens: readonly Token[],
  { stocks }: Lexicon,
): readonly Item[] {
  if (stocks.size === 0) return items;
  let changed = false;
  const marked = items.map((item, index) => {
    const [field, ...more] = item.at?.label.fields ?? [];
    const stock = field === undefined || more.length > 0 ? undefined : stocks.get(field);
    if (item.at === undefined || field === undefined || stock === undefined) return item;
    if (!countsAll(items, index, tokens, field)) return item;
    changed = true;
    return withFields(item, item.at, [stock, field]);
  });
  return changed ? marked : items;
}

/** By the words of its clause; what is new in brackets or behind it says that the first number was not. */
function countsAll(
  items: readonly Item[],
  index: number,
  tokens: readonly Token[],
  field: FieldCode,
): boolean {
  const belongs = (item: Item) => item.at === undefined || item.at.label.fields[0] === field;
  let start = index;
  while (start > 0 && isWithin(items[start - 1], belongs)) start -= 1;
  let end = index + 1;
  while (isWithin(items[end], belongs)) end += 1;
  const clause = items.slice(start, end);
  const [first, last] = [clause[0]?.first ?? 0, clause.at(-1)?.end ?? 0];
  const cues = cuesIn(tokens, first, last);
  if (cues.has('new')) return false;
  return cues.has('all') || isFollowedByNew(items, end, tokens);
}

function isWithin(item: Item | undefined, belongs: (item: Item) => boolean): item is Item {
  return item !== undefined && !isBoundary(item) && item.kind !== 'paren' && belongs(item);
}

function cuesIn(tokens: readonly Token[], first: number, end: number): ReadonlySet<Cue> {
  const cues = new Set<Cue>();
  for (let at = first; at < end; at += 1) {
    const match = CUES.longest(tokens, at);
    if (match === undefined || match.contrary || match.end > end) continue;
    for (const { payload } of match.entries) cues.add(payload);
    at = match.end - 1;
  }
  return cues;
}

/** "(mới 1)", ", trong đó mới 1": a number that says by itself that it is of new ones. */
function isFollowedByNew(items: readonly Item[], from: number, tokens: readonly Token[]): boolean {
  const next = items[from];
  const inside = next?.kind === 'paren' ? next.inner : items.slice(from + 1);
  const end = inside.findIndex((item) => isBoundary(item) || item.at !== undefined);
  const clause = end < 0 ? inside : inside.slice(0, end);
  if (inside[end]?.at !== undefined || !clause.some((item) => item.kind === 'amount')) return false;
  return cuesIn(tokens, clause[0]?.first ?? 0, clause.at(-1)?.end ?? 0).has('new');
}
