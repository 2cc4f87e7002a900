import { isBoundary, isNoise, isStrongBoundary } from './clauses.ts';
import type { FieldCode } from '../ids.ts';
import { foldsOf, hasTag, withSpoilt, type Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import type { Token } from './tokens.ts';
import { Tag } from './vocabulary.ts';

/** A word of each that is looked for below: a message without any of them is done with at once. */
const TRIGGERS = new Set(
  'luy cong dau se du truoc roi qua toi sau so ket thong binh sai dung ha ho sao phai hoac hay con ap khom thon xom to khu tang giam rut nay them moi chuyen giai + ?'.split(
    ' ',
  ),
);

/**
 * Amounts that a message speaks of without reporting them: plans, totals since January, another period's, questions, figures
 * said to be wrong or still to come, and what is left to do. None is a value, so each is asked.
 */
export function spoilNotReported(
  items: readonly Item[],
  tokens: readonly Token[],
  lexicon: Lexicon,
): readonly Item[] {
  if (!items.some((item) => item.kind === 'amount')) return items;
  if (!tokens.some(({ fold }) => TRIGGERS.has(fold))) return items;
  const spoilt = new Set<number>();
  const spoil = (from: number, ends: (item: Item) => boolean, step: 1 | -1 = 1) => {
    for (let at = from; ; at += step) {
      const item = items[at];
      if (item === undefined || ends(item)) return;
      if (item.kind === 'amount') spoilt.add(at);
    }
  };
  items.forEach((item, index) => {
    if (sumsUp(item, tokens) || isPlanned(item, items[index + 1], tokens)) spoil(index + 1, isStrongBoundary);
    if (sumsUp(item, tokens) && !isFollowedByAmount(items, index)) spoil(index - 1, isBoundary, -1);
    if (isForwarded(items, index, tokens)) spoil(index + 1, ({ kind }) => kind === 'break');
    if (namesSpan(item, tokens)) spoil(0, () => false);
    if (saysNowRight(items, index, tokens)) spoil(index - 1, isStrongBoundary, -1);
    if (item.kind === 'amount' && isNoReport(items, index, tokens, lexicon)) spoilt.add(index);
  });
  if (comesFromSeveral(items, tokens) || isOfTwoPeriods(items)) spoil(0, () => false);
  return withSpoilt(items, spoilt);
}

const SINCE = new Set(['nam', 'vu', 'dot', 'mua', 'quy', 'nhiem', 'chien', 'nien']);

/** "lũy kế 15", "cộng dồn: kn 15", "từ đầu năm đến nay kn 15", "6 tháng đầu năm" */
function sumsUp({ first }: Item, tokens: readonly Token[]): boolean {
  const word = tokens[first]?.fold;
  const next = tokens[first + 1]?.fold ?? '';
  const third = tokens[first + 2]?.fold ?? '';
  if (word === 'luy') return next === 'ke';
  if (word === 'cong') return next === 'don';
  if (word === 'tu') return next === 'dau' && SINCE.has(third);
  return word === 'thang' && next === 'dau' && third === 'nam';
}

function isFollowedByAmount(items: readonly Item[], index: number): boolean {
  const next = items.slice(index + 1).find((item) => item.kind === 'amount' || isBoundary(item));
  return next?.kind === 'amount';
}

/** "Chuyển tiếp từ xã Bình Minh: hg 5/5": another unit's figures. */
function isForwarded(items: readonly Item[], index: number, tokens: readonly Token[]): boolean {
  const first = items[index]?.first ?? 0;
  if (tokens[first]?.fold !== 'chuyen' || tokens[first + 1]?.fold !== 'tiep') return false;
  return items
    .slice(0, index)
    .every((item, at) => isNoise(item) || items.slice(at, index).some(({ kind }) => kind === 'break'));
}

/** "giai đoạn 2012-2017": of years, whatever the form is of. */
function namesSpan({ first }: Item, tokens: readonly Token[]): boolean {
  if (tokens[first]?.fold !== 'giai' || tokens[first + 1]?.fold !== 'doan') return false;
  return /^(?:19|20)\d\d$/.test(tokens[first + 2]?.fold ?? '');
}

/** "100 ha, à quên 110 ha mới đúng": which number it is must be said again, unless "à nhầm" tells. */
function saysNowRight(items: readonly Item[], index: number, tokens: readonly Token[]): boolean {
  const first = items[index]?.first ?? 0;
  if (tokens[first]?.fold !== 'moi' || tokens[first + 1]?.fold !== 'dung') return false;
  return !items.slice(0, index).some((item) => hasTag(item, Tag.correct));
}

/** "dự kiến kn 2", "sẽ đối thoại 1 cuộc", "tuần tới giám sát 1 đoàn" */
function isPlanned(item: Item, next: Item | undefined, tokens: readonly Token[]): boolean {
  if (item.kind === 'date')
    return item.date?.kind === 'period' && item.date.which === 'next' && next?.kind === 'label';
  const word = tokens[item.first];
  if (word?.fold === 'du') return tokens[item.first + 1]?.fold === 'kien';
  return item.kind === 'word' && word?.shape === 'se' && word.tone !== 2;
}

function isNoReport(
  items: readonly Item[],
  index: number,
  tokens: readonly Token[],
  lexicon: Lexicon,
): boolean {
  return (
    isOfEarlierPeriod(items, index) ||
    isStillToCome(items, index, tokens) ||
    isOnlyUsual(items, index, tokens, lexicon) ||
    isCalledWrong(items, index, tokens) ||
    isAsked(items, index, tokens) ||
    isOfEither(items, index, tokens) ||
    isSummand(items, index) ||
    isChanged(items, index, tokens) ||
    isOvertaken(items, index, tokens) ||
    isAddedTo(items, index, tokens) ||
    isLeftBehind(items, index, tokens) ||
    isLeftToDo(items, index, tokens, lexicon)
  );
}

/** "kn: kỳ trước 3, kỳ này 1": between the name and its number stands the period that it is of. */
function isOfEarlierPeriod(items: readonly Item[], index: number): boolean {
  let at = index - 1;
  while (isNoise(items[at]) || items[at]?.mark === ':') at -= 1;
  const date = items[at]?.date;
  if (date?.kind !== 'period' || date.which !== 'previous') return false;
  at -= 1;
  while (isNoise(items[at]) || items[at]?.mark === ':' || items[at]?.mark === '-') at -= 1;
  return items[at]?.kind === 'label';
}

const FIGURES = new Set(['so', 'so lieu', 'ket qua', 'thong tin']);

/** "chưa có số tthc", "kn chưa có số liệu": not none, only not known yet. */
function isStillToCome(items: readonly Item[], index: number, tokens: readonly Token[]): boolean {
  const item = items[index];
  return item?.amount?.kind === 'nil' && FIGURES.has(foldsOf(items[index + 1], tokens));
}

/** "tthc bình thường": the office did its work as ever, which is not nothing. */
function isOnlyUsual(
  items: readonly Item[],
  index: number,
  tokens: readonly Token[],
  lexicon: Lexicon,
): boolean {
  if (foldsOf(items[index], tokens) !== 'binh thuong') return false;
  const fields = items[index - 1]?.at?.label.fields ?? [];
  return fields.some((code) => lexicon.fields.get(code)?.type === 'ratio');
}

const WRONG = new Set(['sai', 'sai roi', 'khong dung', 'ko dung', 'chua dung']);

/** "kn 3 là sai", "kn 3 sai rồi" */
function isCalledWrong(items: readonly Item[], index: number, tokens: readonly Token[]): boolean {
  let at = index + 1;
  while (isNoise(items[at]) || hasTag(items[at], Tag.counter)) at += 1;
  return WRONG.has(foldsOf(items[at], tokens));
}

const ASKING_HEADS = new Set(['sao', 'vi sao', 'tai sao', 'co phai', 'phai chang']);
/** hả, hở; without its tone "ha" is rather a measure of land. */
const ASKING_ENDS = new Set(['ha', 'hơ']);
const HOOK = 4;

/** Longer statements than any person's are looked back through no further. */
const MOST_BACK = 30;

function statementStart(items: readonly Item[], index: number): number {
  let start = index;
  while (start > 0 && index - start < MOST_BACK && !isBoundary(items[start - 1])) start -= 1;
  return start;
}

/** "kn 1?", "kn 1 hả anh", "sao kn lại là 3 vậy" */
function isAsked(items: readonly Item[], index: number, tokens: readonly Token[]): boolean {
  let head = statementStart(items, index);
  while (head < index && items[head]?.kind === 'noise') head += 1;
  const first = items[head]?.first ?? 0;
  const one = tokens[first]?.fold ?? '';
  if (ASKING_HEADS.has(one) || ASKING_HEADS.has(`${one} ${tokens[first + 1]?.fold ?? ''}`)) return true;
  let at = index + 1;
  while (isNoise(items[at]) && !isAskingEnd(items[at], tokens)) at += 1;
  while (hasTag(items[at], Tag.counter) && !isAskingEnd(items[at], tokens)) at += 1;
  return items[at]?.mark === '?' || isAskingEnd(items[at], tokens);
}

function isAskingEnd(item: Item | undefined, tokens: readonly Token[]): boolean {
  const token = item === undefined ? undefined : tokens[item.first];
  return (
    token !== undefined &&
    ASKING_ENDS.has(token.shape) &&
    token.tone === HOOK &&
    item?.end === (item?.first ?? 0) + 1
  );
}

const EITHER = new Set(['hoac', 'hay']);

/** "khiếu nại hoặc tố cáo 1", "1 khiếu nại hay tố cáo": of one name or the other. */
function isOfEither(items: readonly Item[], index: number, tokens: readonly Token[]): boolean {
  const around = [-1, 1].map((step) => nearest(items, index, step));
  return around.some(([label, at, step]) => {
    const other = items[at + step];
    return (
      label?.kind === 'label' && EITHER.has(foldsOf(other, tokens)) && items[at + 2 * step]?.kind === 'label'
    );
  });
}

function nearest(
  items: readonly Item[],
  index: number,
  step: number,
): readonly [Item | undefined, number, number] {
  let at = index + step;
  while (isNoise(items[at]) || hasTag(items[at], Tag.counter) || items[at]?.mark === ':') at += step;
  return [items[at], at, step];
}

/** "gần xong, còn 5 ha": left to do, unless what it counts is named behind it. */
function isLeftBehind(items: readonly Item[], index: number, tokens: readonly Token[]): boolean {
  const left = items[index - 1];
  if (items[index]?.amount?.kind !== 'count' || left?.kind !== 'phrase' || foldsOf(left, tokens) !== 'con')
    return false;
  const before = items[index - 2];
  const after = items.slice(index + 1).find((item) => !(item.kind === 'phrase' && hasTag(item, Tag.counter)));
  return before !== undefined && isBoundary(before) && (after === undefined || isBoundary(after));
}

/** "thu hoạch còn 3 ha": left to do, unless the field keeps count of what there still is, or it is a correction. */
function isLeftToDo(
  items: readonly Item[],
  index: number,
  tokens: readonly Token[],
  lexicon: Lexicon,
): boolean {
  if (foldsOf(items[index - 1], tokens) !== 'con') return false;
  const before = items.slice(statementStart(items, index - 1), index - 1);
  if (before.some((item) => hasTag(item, Tag.correct | Tag.remark))) return false;
  const label = before.findLast((item) => item.kind === 'label');
  const fields: readonly FieldCode[] = label?.at?.label.fields ?? [];
  const isCount = fields.every((code) => {
    const field = lexicon.fields.get(code);
    const isWhole = field?.type === 'ratio' && items[index]?.amount?.kind !== 'ratio';
    return !isWhole && field?.aggregate !== 'latest';
  });
  return label !== undefined && isCount && !before.some((item) => item.kind === 'amount');
}

/** "td 3 + 2", "td 3 + 2 = 5": a sum that is left to the reader. */
function isSummand(items: readonly Item[], index: number): boolean {
  const [plus, second, next] = items.slice(index + 1, index + 4);
  return (
    plus?.mark === '+' &&
    (second?.amount?.kind === 'count' || second?.amount?.kind === 'unusable') &&
    next?.kind !== 'label' &&
    !isCounter(next)
  );
}

function isCounter(item: Item | undefined): boolean {
  return hasTag(item, Tag.counter) && !hasTag(item, Tag.closing);
}

/** "tuần trước kn 3, tuần này tc 1": figures of two periods are no one report. */
function isOfTwoPeriods(items: readonly Item[]): boolean {
  const named = items.flatMap(({ date }, index) => {
    if (date?.kind !== 'period' || date.which === 'next') return [];
    let at = index + 1;
    while (isNoise(items[at]) || items[at]?.mark === ':') at += 1;
    return items[at]?.kind === 'label' ? [date.which] : [];
  });
  return new Set(named).size > 1;
}

const HAMLETS = new Set(['ap', 'khom', 'thon', 'xom', 'to', 'khu']);

/** "ấp 1: td 3; ấp 2: td 3": said of two hamlets, so it is not the same number said twice. Two numbers are asked about anyway. */
function comesFromSeveral(items: readonly Item[], tokens: readonly Token[]): boolean {
  const hamletOf = new Map<string, string>();
  let hamlet = '';
  for (const [index, item] of items.entries()) {
    const isHead = item.kind === 'name' || hasTag(item, Tag.ordinal);
    if (isHead && HAMLETS.has(tokens[item.first]?.fold ?? ''))
      hamlet = [item.first, item.first + 1].map((at) => tokens[at]?.fold).join(' ');
    if (hamlet === '') continue;
    for (const field of item.at?.label.fields ?? []) {
      const value = items.slice(index + 1, index + 4).find(({ amount }) => amount !== undefined)?.amount;
      const key = `${field} ${value?.kind ?? ''} ${value?.first ?? ''} ${value?.second ?? ''}`;
      const known = hamletOf.get(key);
      if (known !== undefined && known !== hamlet) return true;
      hamletOf.set(key, hamlet);
    }
  }
  return false;
}

const CHANGES = new Set(['tang', 'giam', 'rut']);

/** "từ 12 giảm còn 5": the number before the change is no longer true. */
function isChanged(items: readonly Item[], index: number, tokens: readonly Token[]): boolean {
  let at = index + 1;
  while (isCounter(items[at]) || isNoise(items[at]) || items[at]?.mark === ',') at += 1;
  if (!CHANGES.has(foldsOf(items[at], tokens)) || !hasTag(items[at + 1], Tag.to)) return false;
  at += hasTag(items[at + 2], Tag.to) ? 3 : 2;
  return items[at]?.kind === 'amount';
}

/** What stands next behind a number, past its counter and its field's name. */
function behind(items: readonly Item[], index: number): number {
  let at = index + 1;
  while (isCounter(items[at]) || isNoise(items[at]) || items[at]?.kind === 'label' || items[at]?.mark === ',')
    at += 1;
  return at;
}

/** "hôm qua 30 nhà ngập, nay còn 12": the first number is no longer true. */
function isOvertaken(items: readonly Item[], index: number, tokens: readonly Token[]): boolean {
  const first = items[behind(items, index)]?.first ?? tokens.length;
  return tokens[first]?.fold === 'nay' && tokens[first + 1]?.fold === 'con';
}

/** "15 ha hôm 10/8, thêm 20 ha": the sum is the sender's to say. */
function isAddedTo(items: readonly Item[], index: number, tokens: readonly Token[]): boolean {
  if (items[index]?.amount?.kind !== 'count') return false;
  const rest = items.slice(index + 1);
  const more = rest.findIndex(
    (item) => item.kind === 'label' || item.kind === 'amount' || isStrongBoundary(item),
  );
  if (rest[more]?.kind !== 'amount' || foldsOf(rest[more - 1], tokens) !== 'them') return false;
  return items[behindCounter(items, index + 1 + more)]?.kind !== 'label';
}

function behindCounter(items: readonly Item[], index: number): number {
  let at = index + 1;
  while (isCounter(items[at])) at += 1;
  return at;
}
