import { hasTag, makeItem, NO_AMOUNT, type Amount, type Item } from './items.ts';
import type { Token } from './tokens.ts';
import { Tag } from './vocabulary.ts';

/** Approximations that need no number: "vài cuộc", "hơn chục". */
const APPROXIMATE_ALONE = new Set([
  'vai', 'dam', 'dam ba', 'vai ba', 'vai chuc', 'may chuc', 'hon chuc', 'gan chuc', 'ca chuc',
]); // prettier-ignore
const RANGE_WORDS = new Set(['den', 'toi', 'hoac', 'hay']);
/** Counters between a number and "/" or "trên": "5 vụ/6 vụ", "120 lượt người trên 121". */
const MOST_COUNTERS = 2;

/**
 * Joins numbers with the signs and words around them into amounts: 5/6, 5 trên 6, 5-6, 98 %, -1, khoảng 12; and brackets
 * with what they hold into one item.
 */
export function composeAmounts(items: readonly Item[], tokens: readonly Token[]): Item[] {
  return compose(groupBrackets(items, tokens), tokens);
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function groupBrackets(items: readonly Item[], tokens: readonly Token[]): Item[] {
  const grouped: Item[] = [];
  let index = 0;
  const closeOf = matchBrackets(items);
  while (index < items.length) {
    const item = items[index];
    if (item === undefined) break;
    const close = closeOf.get(index);
    const last = close === undefined ? undefined : items[close];
    if (close === undefined || last === undefined) {
      grouped.push(item);
      index += 1;
    } else {
      const inner = compose(items.slice(index + 1, close), tokens);
      grouped.push(makeItem('paren', item.first, last.end, { inner }));
      index = close + 1;
    }
  }
  return grouped;
}

/** Outermost pairs, each within one paragraph; inner ones stay plain marks. */
function matchBrackets(items: readonly Item[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  let open = -1;
  let depth = 0;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    if (item?.kind === 'break') open = -1;
    if (item?.kind !== 'mark') continue;
    if (open >= 0 && CLOSING[item.mark] !== undefined) depth += 1;
    else if (open < 0 && CLOSING[item.mark] !== undefined) {
      open = index;
      depth = 0;
    } else if (open >= 0 && Object.values(CLOSING).includes(item.mark)) {
      if (depth === 0) {
        pairs.set(open, index);
        open = -1;
      } else depth -= 1;
    }
  }
  return pairs;
}

function compose(items: readonly Item[], tokens: readonly Token[]): Item[] {
  const composed: Item[] = [];
  let index = 0;
  while (index < items.length) {
    const typed = items[index];
    if (typed === undefined) break;
    const item = asZero(typed, items, index);
    if (isNumber(item)) {
      index = composeNumber(items, index, item, composed, tokens);
      continue;
    }
    composed.push(standsForAmount(item, items[index + 1], composed.at(-1), tokens) ?? item);
    index += 1;
  }
  return composed;
}

/** "không/12", "không trên 12": here "không" is the number 0. */
function asZero(item: Item, items: readonly Item[], index: number): Item {
  if (!isBareNil(item)) return item;
  const divider = items[index + 1];
  const divides = divider?.mark === '/' || divider?.mark === '\\' || hasTag(divider, Tag.over);
  return divides && isNumber(items[index + 2]) ? { ...item, amount: NO_AMOUNT } : item;
}

function isBareNil(item: Item | undefined): item is Item {
  return item?.amount?.kind === 'nil' && item.end === item.first + 1;
}

function isNumber(item: Item | undefined): item is Item & { readonly amount: Amount } {
  return item?.amount?.kind === 'count' || item?.amount?.kind === 'unusable';
}

/** "vài cuộc": an amount without a number. "mấy" only after a label: at the head it asks ("Mấy đơn khiếu nại?"). */
function standsForAmount(
  item: Item,
  next: Item | undefined,
  previous: Item | undefined,
  tokens: readonly Token[],
): Item | undefined {
  if (item.kind !== 'phrase' || !hasTag(item, Tag.approximate) || isNumber(next)) return undefined;
  const words = foldOf(item, tokens);
  const afterLabel = previous?.kind === 'label' || previous?.mark === ':';
  if (!APPROXIMATE_ALONE.has(words) && !(words === 'may' && afterLabel && hasTag(next, Tag.counter)))
    return undefined;
  return makeItem('amount', item.first, item.end, { amount: { ...NO_AMOUNT, approximate: true } });
}

function foldOf(item: Item, tokens: readonly Token[]): string {
  return tokens
    .slice(item.first, item.end)
    .map((token) => token.fold)
    .join(' ');
}

type NumberItem = Item & { readonly amount: Amount };

/** Pushes the amount that begins with the number at `index` and returns where to go on. */
function composeNumber(
  items: readonly Item[],
  index: number,
  item: NumberItem,
  composed: Item[],
  tokens: readonly Token[],
): number {
  const negative = takeMinus(item, composed, tokens);
  const ratio = readRatio(items, index, item) ?? readRange(items, index, item, tokens);
  const percent = ratio === undefined ? percentEnd(items, index, tokens) : undefined;
  let amount =
    ratio?.amount ?? (percent === undefined ? item.amount : { ...item.amount, kind: 'percent' as const });
  let end = ratio?.end ?? percent ?? index + 1;
  let first = item.first;
  if (negative !== undefined) {
    first = negative;
    amount = { ...amount, kind: amount.kind === 'count' ? 'count' : 'unusable', first: -amount.first };
  }
  const about = takeApproximation(composed, tokens);
  if (about !== undefined) first = about;
  const half = skipCounters(items, end);
  if (half === end + 1 && isHalf(items, end, amount, tokens)) {
    const last = items[half]?.first ?? item.end;
    const more = { ...amount, first: amount.first + 0.5, decimals: 1 };
    composed.push(makeItem('amount', first, items[end - 1]?.end ?? item.end, { amount: more }));
    composed.push(...items.slice(end, half), makeItem('noise', last, items[half]?.end ?? last));
    return half + 1;
  }
  if (half > end && saysMore(items, half)) {
    // "mười lượt rưỡi", "10 lượt trở lên"
    const last = items[end - 1]?.end ?? item.end;
    composed.push(makeItem('amount', first, last, { amount: { ...amount, approximate: true } }));
    composed.push(
      ...items.slice(end, half),
      makeItem('noise', items[half]?.first ?? last, items[half]?.end ?? last),
    );
    return half + 1;
  }
  const aboutAfter = saysMore(items, end);
  if (aboutAfter) end += 1;
  // "12+"
  const plus = items[end];
  const isPlus = plus?.mark === '+' && tokens[plus.first]?.glued === true && items[end + 1]?.kind !== 'label';
  if (isPlus && !isNumber(items[end + 1])) end += 1;
  else if (about === undefined && !aboutAfter) {
    composed.push(makeItem('amount', first, items[end - 1]?.end ?? item.end, { amount, tags: item.tags }));
    return end;
  }
  composed.push(
    makeItem('amount', first, items[end - 1]?.end ?? item.end, { amount: { ...amount, approximate: true } }),
  );
  return end;
}

const HALVED = new Set(['do', 'ha', 'hecta', 'tan', 'ta', 'kg', 'ki', 'km', 'lit', 'cong', 'sao', 'mau']);

/** "4 độ rưỡi": of a measure half a unit more; of what is counted ("mười lượt rưỡi") nobody can say. */
function isHalf(items: readonly Item[], at: number, amount: Amount, tokens: readonly Token[]): boolean {
  const [unit, half] = [items[at], items[at + 1]];
  if (half === undefined || tokens[half.first]?.fold !== 'ruoi') return false;
  const isPlain =
    amount.kind === 'count' && amount.first >= 0 && amount.decimals === 0 && !amount.approximate;
  return isPlain && unit !== undefined && HALVED.has(foldOf(unit, tokens));
}

/** An approximation behind the number: "rưỡi", "trở lên", "hơn". */
function saysMore(items: readonly Item[], at: number): boolean {
  return items[at]?.kind === 'phrase' && hasTag(items[at], Tag.approximate) && !isNumber(items[at + 1]);
}

/** A minus that belongs to the number: glued to it and not to what stands before. "kn-1" and "kn - 1" only divide. */
function takeMinus(item: Item, composed: Item[], tokens: readonly Token[]): number | undefined {
  const minus = composed.at(-1);
  // "âm 2 độ"
  if (minus?.kind === 'word' && tokens[minus.first]?.shape === 'âm') {
    composed.pop();
    return minus.first;
  }
  if (minus?.mark !== '-' || tokens[item.first]?.glued !== true) return undefined;
  const before = composed.at(-2);
  const sign = tokens[minus.first];
  const divides = sign?.glued === true && before?.mark !== ':' && before?.mark !== '=';
  if (divides) return undefined;
  composed.pop();
  return minus.first;
}

/** "khoảng 12", "~12", and "trên 10" where nothing stands before that it could divide. */
function takeApproximation(composed: Item[], tokens: readonly Token[]): number | undefined {
  const word = composed.at(-1);
  if (word?.kind === 'mark' && (word.mark === '<' || word.mark === '>' || word.mark === '±')) {
    composed.pop();
    return word.first;
  }
  if (word?.kind !== 'phrase') return undefined;
  if (!hasTag(word, Tag.approximate) && foldOf(word, tokens) !== 'tren') return undefined;
  composed.pop();
  return word.first;
}

type Composed = { readonly amount: Amount; readonly end: number };

/** 5/6, 5 \ 6, 5 vụ/6 vụ, 5 trên 6, 5 trong tổng số 6. */
function readRatio(items: readonly Item[], index: number, item: NumberItem): Composed | undefined {
  const counted = skipCounters(items, index + 1);
  // "4 vụ thành trên 5 vụ"
  const isNamed = hasTag(items[counted], Tag.part) && hasTag(items[counted + 1], Tag.over);
  let at = isNamed ? counted + 1 : counted;
  const divider = items[at];
  const isSlash = divider?.kind === 'mark' && (divider.mark === '/' || divider.mark === '\\');
  if (!isSlash && !(divider?.kind === 'phrase' && hasTag(divider, Tag.over))) return undefined;
  at += 1;
  if (isSlash && hasTag(items[at], Tag.whole)) at += 1;
  const typed = items[at];
  const whole = isBareNil(typed) ? { ...typed, amount: NO_AMOUNT } : typed;
  // "0/1000000000": what was divided cannot be read, so the first number says nothing by itself.
  if (whole?.kind === 'name') return { amount: { ...NO_AMOUNT, kind: 'unusable' }, end: at + 1 };
  if (!isNumber(whole)) return undefined;
  const after = items[at + 1];
  const isTriple =
    isSlash && after?.kind === 'mark' && after.mark === divider?.mark && isNumber(items[at + 2]);
  if (isTriple) return { amount: { ...NO_AMOUNT, kind: 'unusable' }, end: at + 3 };
  return { amount: joinNumbers('ratio', item.amount, whole.amount), end: at + 1 };
}

function skipCounters(items: readonly Item[], from: number): number {
  let at = from;
  while (at < from + MOST_COUNTERS && hasTag(items[at], Tag.counter)) at += 1;
  return at;
}

/** 5-6, 5 đến 6, 5:6; with a blank by the colon two numbers. */
function readRange(
  items: readonly Item[],
  index: number,
  item: NumberItem,
  tokens: readonly Token[],
): Composed | undefined {
  // "5 mô hình - 28 góp ý": a name is no mere counter here.
  const at = items[index + 1]?.kind === 'label' ? index + 1 : skipCounters(items, index + 1);
  const divider = items[at];
  const upper = items[at + 1];
  if (divider === undefined || !isNumber(upper)) return undefined;
  // "kn 1: 2": either may be the value; typed in VNI, "tri2: 35" even holds a tone.
  const isGlued = tokens[divider.first]?.glued === true && tokens[upper.first]?.glued === true;
  if (divider.mark === '=' || (divider.mark === ':' && !isGlued))
    return { amount: { ...NO_AMOUNT, kind: 'unusable' }, end: at + 2 };
  const isWord = divider.end === divider.first + 1 && RANGE_WORDS.has(tokens[divider.first]?.fold ?? '');
  if (divider.mark !== '-' && divider.mark !== ':' && !isWord) return undefined;
  const next = items[at + 2];
  // "kn 1 - 5/6 hg": the second number begins a ratio of its own.
  if (next?.mark === '/' || next?.mark === '\\') return undefined;
  return { amount: joinNumbers('range', item.amount, upper.amount), end: at + 2 };
}

function joinNumbers(kind: 'ratio' | 'range', first: Amount, second: Amount): Amount {
  const isWhole = first.kind === 'count' && second.kind === 'count' && first.decimals + second.decimals === 0;
  return {
    ...NO_AMOUNT,
    kind: isWhole ? kind : 'unusable',
    first: first.first,
    second: second.first,
    approximate: first.approximate || second.approximate,
    spelled: first.spelled && second.spelled,
  };
}

function percentEnd(items: readonly Item[], index: number, tokens: readonly Token[]): number | undefined {
  const next = items[index + 1];
  if (next?.mark === '%') return index + 2;
  const word = next === undefined ? undefined : tokens[next.first];
  const second = next === undefined ? undefined : tokens[next.first + 1];
  if (word?.fold !== 'phan' || second?.fold !== 'tram') return undefined;
  return (next?.end ?? 0) >= (next?.first ?? 0) + 2 ? index + 2 : index + 3;
}
