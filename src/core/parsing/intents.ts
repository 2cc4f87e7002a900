import type { Temporal } from 'temporal-polyfill';
import { isBoundary } from './clauses.ts';
import type { DateReading } from './dates.ts';
import { hasTag, type Item } from './items.ts';
import { resolveComingDay } from './resolve-day.ts';
import type { Token } from './tokens.ts';
import type { Intent } from './understanding.ts';
import type { Account } from './account.ts';
import { Tag } from './vocabulary.ts';

/** The pieces of the message that are in no free text, and what was already made of them. */
export type IntentInput = {
  readonly text: string;
  readonly items: readonly Item[];
  readonly tokens: readonly Token[];
  readonly account: Account;
  readonly today: Temporal.PlainDate;
  readonly hasFigures: boolean;
  readonly hasTexts: boolean;
  readonly hasIncrement: boolean;
  /** "chứ không phải 2" took a value back. */
  readonly hasDenied: boolean;
  /** Labels that stand alone: "sửa kn". */
  readonly hasLabels: boolean;
};

const NOISE = Tag.courtesy | Tag.glue | Tag.counter | Tag.place | Tag.dateCue | Tag.all;
const SEND = new Set(['gui', 'goi', 'nop']);

/** What the person wants besides giving values. The tokens that say so count as used. */
export function readIntent(input: IntentInput): Intent | undefined {
  const has = (tag: number) => input.items.some((item) => hasTag(item, tag) && isUnclaimed(input, item));
  const isBare = !input.hasFigures && !input.hasTexts && !input.hasLabels;
  if (input.hasIncrement) return take(input, Tag.increment, { kind: 'increment' });
  if (has(Tag.same) && !has(Tag.late)) return take(input, Tag.same, { kind: 'same' });
  if (!input.hasFigures && has(Tag.status) && !has(Tag.late | Tag.reason))
    return settleWhole(input, { kind: 'status' });
  if (!input.hasFigures && has(Tag.due) && !isLate(input)) return settleWhole(input, { kind: 'due' });
  if (isLate(input)) return readLate(input);
  if (input.hasDenied) return take(input, Tag.correct, { kind: 'correct' });
  const takesBack = input.hasFigures && deniesAlone(input);
  if (takesBack) take(input, Tag.decline, { kind: 'correct' });
  if (takesBack || (has(Tag.correct) && (!isBare || isOnly(input, Tag.correct | Tag.confirm)))) {
    return take(input, Tag.correct, { kind: 'correct' });
  }
  if (has(Tag.help) && !input.hasFigures && !input.hasTexts && hasNoAmount(input) && asksHelp(input)) {
    return settleWhole(input, { kind: 'help' });
  }
  if (!isBare || isEquivocal(input)) return undefined;
  if (has(Tag.history)) return settleWhole(input, { kind: 'history' });
  if (isOnly(input, Tag.cancel | Tag.confirm | Tag.decline) && has(Tag.cancel)) {
    return settleWhole(input, { kind: 'cancel' });
  }
  if (isOnly(input, Tag.decline | Tag.confirm) && has(Tag.decline) && !leadsWithYes(input)) {
    return settleWhole(input, { kind: 'decline' });
  }
  if (isOnly(input, Tag.confirm) && has(Tag.confirm)) return settleWhole(input, { kind: 'confirm' });
  return undefined;
}

/** "dung" without its marks is đúng, dừng or đừng: the opposite of what was meant must not be done. */
function isEquivocal({ items }: IntentInput): boolean {
  return items.some(
    (item) =>
      hasTag(item, Tag.confirm) && hasTag(item, Tag.cancel | Tag.decline) && !hasTag(item, Tag.courtesy),
  );
}

function isUnclaimed(input: IntentInput, item: Item): boolean {
  return input.account.isOpen(item.first);
}

function take(input: IntentInput, tag: number, intent: Intent): Intent {
  for (const item of input.items) if (hasTag(item, tag)) input.account.use(item.first, item.end);
  return intent;
}

/** A name or a slip beside a question is let pass. */
const MOST_ODD_WORDS = 2;

/** The message says this; what else it says is quoted back, but for a word or two. */
function settleWhole(input: IntentInput, intent: Intent): Intent {
  const isFew = countWords(input) <= MOST_ODD_WORDS;
  for (const item of input.items) {
    const isSaid = item.kind === 'phrase' || item.kind === 'mark' || item.amount?.kind === 'nil';
    if (isSaid || (isFew && item.kind === 'word')) input.account.use(item.first, item.end);
  }
  return intent;
}

function countWords({ items }: IntentInput): number {
  return items.filter((item) => item.kind === 'word').length;
}

/** Nothing but these and politeness. */
function isOnly(input: IntentInput, tags: number): boolean {
  return input.items.every(
    (item) =>
      item.kind === 'mark' ||
      item.kind === 'break' ||
      item.kind === 'noise' ||
      hasTag(item, tags | NOISE) ||
      !isUnclaimed(input, item),
  );
}

/** "dạ không" denies, "có, không sai" does not: the last word that is not mere politeness decides. */
function leadsWithYes(input: IntentInput): boolean {
  const plain = input.items.find(
    (item) => hasTag(item, Tag.decline | Tag.confirm) && !hasTag(item, Tag.courtesy),
  );
  return plain !== undefined && !hasTag(plain, Tag.decline);
}

/** A word or two may be a name; with a label among them the message tells of guidance given. */
function asksHelp(input: IntentInput): boolean {
  const words = countWords(input);
  return words === 0 || (words <= MOST_ODD_WORDS && !input.items.some((item) => item.kind === 'label'));
}

/** "sai rồi, hg 4/5": a statement of its own that takes back what was said before. */
function deniesAlone({ items }: IntentInput): boolean {
  return items.some((item, index) => {
    if (!hasTag(item, Tag.decline)) return false;
    const before = items
      .slice(0, index)
      .findLast((other) => !hasTag(other, Tag.courtesy) && other.kind !== 'noise');
    const after = items.slice(index + 1).find((other) => !hasTag(other, Tag.closing));
    return (before === undefined || isBoundary(before)) && isBoundary(after);
  });
}

function hasNoAmount(input: IntentInput): boolean {
  return !input.items.some((item) => item.kind === 'amount' && item.amount?.kind !== 'nil');
}

function isLate(input: IntentInput): boolean {
  const asks = input.items.some((item) => hasTag(item, Tag.late));
  const excuses =
    !input.hasFigures && !input.hasTexts && input.items.some((item) => hasTag(item, Tag.reason));
  return asks || excuses || promisesLater(input);
}

/** "mai em gửi", "chiều nay nộp": a coming day and sending. */
function promisesLater({ items, tokens, hasFigures, hasTexts }: IntentInput): boolean {
  if (hasFigures || hasTexts) return false;
  const promised = items.findIndex((item) => item.date !== undefined && isComing(item, tokens));
  if (promised < 0) return false;
  for (const item of items.slice(promised + 1)) {
    if (isBoundary(item)) return false;
    if (tokens.slice(item.first, item.end).some((token) => SEND.has(token.fold))) return true;
  }
  return false;
}

function isComing(item: Item, tokens: readonly Token[]): boolean {
  const date = item.date;
  if (date?.kind === 'weekday') return true;
  if (date?.kind === 'vague') return saysSoon(item, tokens);
  if (date?.kind !== 'offset') return false;
  return (
    date.days > 0 || (date.days === 0 && ['chieu', 'toi', 'trua'].includes(tokens[item.first]?.fold ?? ''))
  );
}

/** "lát em gửi", "5 phút nữa em gửi" */
function saysSoon(item: Item, tokens: readonly Token[]): boolean {
  const first = tokens[item.first]?.fold;
  return first === 'lat' || first === 'chut' || tokens[item.end]?.fold === 'nua';
}

/** Until when, and why: the day named, and all that is left to say. */
function readLate(input: IntentInput): Intent {
  const { items, account, today } = input;
  const day = items
    .map((item) => item.date)
    .flatMap((date) => comingDay(date, today) ?? [])
    .at(0);
  const dated = items.find((item) => isDateLike(item));
  const until = day ?? (dated === undefined ? undefined : comingDay(dayOf(dated), today));
  const reason = readReason(input);
  for (const item of items) {
    if (item.kind === 'phrase' || isDateLike(item)) account.use(item.first, item.end);
  }
  return {
    kind: 'late',
    ...(until === undefined ? {} : { until: until.toString() }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function comingDay(date: DateReading | undefined, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (date === undefined || (date.kind === 'offset' && date.days < 0)) return undefined;
  return resolveComingDay(date, today);
}

/** "lùi 25/8": unclaimed, so a day. */
function isDateLike(item: Item): boolean {
  return item.amount?.kind === 'ratio' && dayOf(item) !== undefined;
}

function dayOf(item: Item): DateReading | undefined {
  const amount = item.amount;
  if (
    amount === undefined ||
    amount.first < 1 ||
    amount.first > 31 ||
    amount.second < 1 ||
    amount.second > 12
  ) {
    return undefined;
  }
  return { kind: 'day', day: amount.first, month: amount.second };
}

/** The words that are neither the request nor its day nor politeness, statement by statement. */
function readReason({ text, items, account }: IntentInput): string | undefined {
  const pieces: (readonly Item[])[] = [];
  let current: Item[] = [];
  for (const item of items) {
    if (isBoundary(item) || hasTag(item, Tag.late) || !account.isOpen(item.first)) {
      pieces.push(current);
      current = [];
    } else if (current.length > 0 || hasTag(item, Tag.reason) || isMeaningful(item)) current.push(item);
  }
  pieces.push(current);
  const named = pieces.filter((piece) => piece.some((item) => hasTag(item, Tag.reason)));
  const told = (named.length > 0 ? named : pieces).flatMap((piece) => {
    const last = piece.findLast((item) => hasTag(item, Tag.reason) || isMeaningful(item));
    const [first] = piece;
    if (first === undefined || last === undefined) return [];
    account.use(first.first, last.end);
    const span = account.span(first.first, last.end);
    return [text.slice(span.start, span.end).normalize('NFC')];
  });
  return told.length === 0 ? undefined : told.join(', ');
}

function isMeaningful(item: Item): boolean {
  if (item.kind === 'word' || item.kind === 'label') return true;
  return item.kind === 'phrase' && !hasTag(item, NOISE | Tag.confirm | Tag.remark);
}
