import { isBoundary } from './clauses.ts';
import type { IntentInput } from './intent-input.ts';
import { comingDay, dayOf, SEND } from './late.ts';
import { PhraseTrie } from './phrase-trie.ts';
import { tidy } from './tidy.ts';
import type { Token } from './tokens.ts';
import type { Intent } from './understanding.ts';
import type { Item } from './items.ts';
import { hasTag } from './items.ts';
import { Tag } from './vocabulary.ts';

type Wish = 'absence' | 'reopen';

const WISHES = compileWishes();
const wordSet = (words: string) => new Set(words.split(' '));
/** Verbs between a stand-in's name and "thay". */
const STAND_IN_VERBS = wordSet('lam bao cao bc nop gui truc nhan phu trach giai quyet se tam lo viec');
/** Where the name of a stand-in begins behind. */
const BEFORE_STAND_IN = wordSet('nho giao cho de co nen va voi phep nghi boi la do bang nguoi gi');
const BEHIND_STAND_IN = wordSet('a nha nhe em toi minh giup gium dum lam bao');
const MOST_NAME_WORDS = 6;
/** Words that make "mở lại" a request about a report. */
const ABOUT_REPORT = wordSet('xin cho nho giup dum de nghi bao cao bc so tuan thang quy ki');
const REASON_HEADS = wordSet('de vi do tai');

/** A stand-in for the time away, or a locked report to be opened again; undefined: neither is asked for. */
export function readWish(input: IntentInput): Intent | undefined {
  const { items, tokens } = input;
  const at = items.find(
    (item) => WISHES.begins(tokens[item.first]) && wishAt(tokens, item.first) !== undefined,
  );
  if (at === undefined) return undefined;
  const intent = wishAt(tokens, at.first) === 'absence' ? readAbsence(input) : readReopening(input, at);
  if (intent !== undefined) for (const item of items) input.account.use(item.first, item.end);
  return intent;
}

function wishAt(tokens: readonly Token[], index: number): Wish | undefined {
  const match = WISHES.longest(tokens, index);
  return match?.contrary === false ? match.entries[0]?.payload : undefined;
}

function compileWishes(): PhraseTrie<Wish> {
  const trie = new PhraseTrie<Wish>({ looseUnmarked: false });
  const absences =
    'nghỉ|xin nghỉ|nghỉ phép|nghỉ ốm|nghỉ bệnh|nghỉ thai sản|nghỉ việc riêng|nghỉ phép năm|đang nghỉ phép|xin nghỉ phép|xin phép nghỉ|đi công tác|đang đi công tác|đi học|đi tập huấn|đang đi tập huấn|đi vắng|vắng|vắng mặt|đi điều trị|nằm viện|đi phép|về phép|bận công tác';
  for (const phrase of absences.split('|')) trie.add(phrase, 'absence');
  for (const phrase of 'mở lại|xin mở lại|mở khóa|xin mở khóa|mở sổ|mở lại sổ|mở khóa sổ'.split('|'))
    trie.add(phrase, 'reopen');
  return trie;
}

/** Away until a day that is named with "đến", "tới", "hết", or while somebody stands in; "mai em gửi" is only late. */
function readAbsence({ text, items, tokens, today }: IntentInput): Intent | undefined {
  if (items.some((item) => hasTag(item, Tag.late)) || promisesToSend(items, tokens)) return undefined;
  const until = items
    .flatMap((item, index) => {
      const date = item.date ?? (item.amount?.kind === 'ratio' ? dayOf(item) : undefined);
      if (date === undefined || !isLastDay(items, index, tokens)) return [];
      if (date.kind === 'period')
        return date.unit === 'week' && date.which === 'current'
          ? [today.add({ days: 7 - today.dayOfWeek })]
          : [];
      return comingDay(date, today) ?? [];
    })
    .at(-1);
  const standIn = readStandIn(text, items, tokens);
  if (until === undefined && standIn === undefined) return undefined;
  return {
    kind: 'absence',
    ...(until === undefined ? {} : { until: until.toString() }),
    ...(standIn === undefined ? {} : { standIn }),
  };
}

const UNTIL = wordSet('den toi het qua');

/** "đến 25/8", "tới hết thứ 6", "từ 20/8 - 25/8": a day behind such a word, or behind another day. */
function isLastDay(items: readonly Item[], index: number, tokens: readonly Token[]): boolean {
  const item = items[index];
  const first = item?.first ?? 0;
  if (tokens.slice(first, item?.end).some(({ fold }) => fold === 'den' || fold === 'toi')) return true;
  return tokens
    .slice(Math.max(0, first - 4), first)
    .some(({ fold, kind }) => UNTIL.has(fold) || (kind === 'mark' && fold === '-'));
}

function promisesToSend(items: readonly Item[], tokens: readonly Token[]): boolean {
  const dated = items.findIndex((item) => item.date !== undefined);
  return (
    dated >= 0 &&
    items
      .slice(dated)
      .some((item) =>
        tokens
          .slice(item.first, item.end)
          .some(({ fold }, at) => SEND.has(fold) && tokens[item.first + at + 1]?.fold !== 'thay'),
      )
  );
}

/** The name before "thay", "làm thay", "báo cáo thay", or behind "thay em là", as written. */
function readStandIn(text: string, items: readonly Item[], tokens: readonly Token[]): string | undefined {
  const dated = new Set(items.flatMap((item) => (item.date === undefined ? [] : range(item))));
  const at = tokens.findIndex(
    (token, index) =>
      token.fold === 'thay' &&
      token.tone === 0 &&
      token.shape === 'thay' &&
      tokens[index + 1]?.fold !== 'doi',
  );
  if (at < 0) return undefined;
  let end = at;
  while (end > 0 && tokens[end - 1]?.capital === false && STAND_IN_VERBS.has(tokens[end - 1]?.fold ?? ''))
    end -= 1;
  let start = end;
  while (start > 0 && end - start < MOST_NAME_WORDS && isNameWord(tokens, start - 1, dated)) start -= 1;
  return start < end ? wordsAt(text, tokens, start, end) : behindThay(text, tokens, at);
}

function range(item: Item): number[] {
  return Array.from({ length: item.end - item.first }, (_, offset) => item.first + offset);
}

function isNameWord(tokens: readonly Token[], index: number, dated: ReadonlySet<number>): boolean {
  const token = tokens[index];
  if (token === undefined || dated.has(index)) return false;
  if (token.fold === '/')
    return token.glued && tokens[index + 1]?.glued === true && tokens[index - 1]?.kind === 'word';
  return token.kind === 'word' && !BEFORE_STAND_IN.has(token.fold);
}

/** "người thay: Trần Thị Lan", "thay em là chị Hoa" */
function behindThay(text: string, tokens: readonly Token[], at: number): string | undefined {
  let start = at + 1;
  while (
    start < tokens.length &&
    (BEHIND_STAND_IN.has(tokens[start]?.fold ?? '') ||
      tokens[start]?.fold === 'la' ||
      tokens[start]?.fold === ':')
  )
    start += 1;
  let end = start;
  while (
    end - start < MOST_NAME_WORDS &&
    (tokens[end]?.kind === 'word' || (tokens[end]?.fold === '/' && tokens[end]?.glued === true)) &&
    !BEHIND_STAND_IN.has(tokens[end]?.fold ?? '')
  )
    end += 1;
  return end > start ? wordsAt(text, tokens, start, end) : undefined;
}

function wordsAt(text: string, tokens: readonly Token[], start: number, end: number): string | undefined {
  return tidy(text.slice(tokens[start]?.start, tokens[end - 1]?.end));
}

/** "xin mở lại báo cáo tuần trước để sửa kn"; "mở lại lớp học" is something else. */
function readReopening({ text, items, tokens }: IntentInput, wish: Item): Intent | undefined {
  const isAbout = items.some((item) =>
    tokens.slice(item.first, item.end).some(({ fold }) => ABOUT_REPORT.has(fold)),
  );
  const others = items.filter((item) => item.kind === 'word' && item.first > wish.end).length;
  const head = items.find(
    (item) => item.first > wish.first && REASON_HEADS.has(tokens[item.first]?.fold ?? ''),
  );
  if (!isAbout || (head === undefined && others > 2)) return undefined;
  const last = items.findLast(
    (item) => !isBoundary(item) && !hasTag(item, Tag.closing) && item.kind !== 'noise',
  );
  if (head === undefined || last === undefined || last.first <= head.first) return { kind: 'reopen' };
  const isPurpose = tokens[head.first]?.fold === 'de';
  const reason = wordsAt(text, tokens, isPurpose ? head.first + 1 : head.first, last.end);
  return { kind: 'reopen', ...(reason === undefined ? {} : { reason }) };
}
