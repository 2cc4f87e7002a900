import { isBoundary } from './clauses.ts';
import { hasTag, type Item } from './items.ts';
import { NOISE, type IntentInput } from './intent-input.ts';
import { readLate, saysSend } from './late.ts';
import type { Token } from './tokens.ts';
import type { Intent } from './understanding.ts';
import { readWish } from './wishes.ts';
import { Tag } from './vocabulary.ts';

/** What the person wants besides giving values. The tokens that say so count as used. */
export function readIntent(input: IntentInput): Intent | undefined {
  const has = (tag: number) => input.items.some((item) => hasTag(item, tag) && isUnclaimed(input, item));
  const isBare = !input.hasFigures && !input.hasTexts && !input.hasLabels;
  if (input.hasIncrement) return take(input, Tag.increment, { kind: 'increment' });
  if (has(Tag.same) && !has(Tag.late)) return take(input, Tag.same, { kind: 'same' });
  const wish = input.hasFigures || input.hasTexts ? undefined : readWish(input);
  if (wish !== undefined) return wish;
  const asksStatus = has(Tag.status) || asksWhetherSent(input);
  if (!input.hasFigures && asksStatus && !has(Tag.late | Tag.reason))
    return settleWhole(input, { kind: 'status' });
  if (has(Tag.due) && !isLate(input)) {
    if (!input.hasFigures) return settleWhole(input, { kind: 'due' });
    if (asksBehind(input)) return take(input, Tag.due | Tag.courtesy, { kind: 'due' });
  }
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
  if (isOnly(input, Tag.confirm) && has(Tag.confirm) && !greets(input))
    return settleWhole(input, { kind: 'confirm' });
  return undefined;
}

/** "dung" without its marks is đúng, dừng or đừng: the opposite of what was meant must not be done. */
function isEquivocal({ items }: IntentInput): boolean {
  return items.some(
    (item) =>
      hasTag(item, Tag.confirm) && hasTag(item, Tag.cancel | Tag.decline) && !hasTag(item, Tag.courtesy),
  );
}

/** "hg 2/2. Hạn mấy giờ vậy anh": the last statement is the question. */
function asksBehind({ items }: IntentInput): boolean {
  const at = items.findLastIndex((item) => hasTag(item, Tag.due));
  const before = items[at - 1];
  return (
    before !== undefined && isBoundary(before) && items.slice(at + 1).every((item) => item.kind !== 'word')
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

/** "Dạ em chào anh ạ" greets and agrees to nothing. */
function greets({ items, tokens }: IntentInput): boolean {
  const says = (word: string) =>
    items.some((item) => tokens.slice(item.first, item.end).some(({ fold }) => fold === word));
  const agrees = items.some((item) => hasTag(item, Tag.confirm) && !hasTag(item, Tag.courtesy));
  return says('chao') && !agrees;
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
  const promised = items.findIndex((item) => isComing(item, tokens));
  if (promised < 0) return false;
  for (const item of items.slice(promised + 1)) {
    if (isBoundary(item)) return false;
    if (saysSend(item, tokens)) return true;
  }
  return false;
}

/** "em nộp báo cáo lũ chưa", "báo cáo tuần này chưa vậy chị": the question comes behind what it is about. */
function asksWhetherSent(input: IntentInput): boolean {
  const { items, tokens } = input;
  const sends = items.findIndex(
    (item) => item.kind === 'phrase' && (saysSend(item, tokens) || saysReport(item, tokens)),
  );
  if (sends < 0 || !hasNoAmount(input)) return false;
  const last = items.findLast(
    (item) => !isBoundary(item) && (foldIs(item, tokens, 'chua') || !isSmall(item)),
  );
  const words = items.filter((item) => item.kind === 'word').length;
  return (
    last !== undefined &&
    foldIs(last, tokens, 'chua') &&
    words <= MOST_ODD_WORDS &&
    items.indexOf(last) > sends
  );
}

function saysReport({ first }: Item, tokens: readonly Token[]): boolean {
  return tokens[first]?.fold === 'bao' && tokens[first + 1]?.fold === 'cao';
}

function foldIs({ first, end }: Item, tokens: readonly Token[], fold: string): boolean {
  return end === first + 1 && tokens[first]?.fold === fold;
}

function isSmall(item: Item): boolean {
  return item.kind === 'phrase' && hasTag(item, NOISE);
}

function isComing(item: Item, tokens: readonly Token[]): boolean {
  const date = item.date;
  if (date === undefined) return saysThisEvening(item, tokens);
  if (date.kind === 'weekday') return true;
  if (date.kind === 'vague') return saysSoon(item, tokens);
  if (date.kind !== 'offset') return false;
  return (
    date.days > 0 || (date.days === 0 && ['chieu', 'toi', 'trua'].includes(tokens[item.first]?.fold ?? ''))
  );
}

/** "chiều em nộp": without a day it is today's. Unmarked "toi" is rather tôi. */
function saysThisEvening(item: Item, tokens: readonly Token[]): boolean {
  const token = tokens[item.first];
  if (item.kind !== 'phrase' || item.end !== item.first + 1 || token === undefined) return false;
  return token.fold === 'chieu' || (token.fold === 'toi' && token.tone === 2 && token.shape === 'tôi');
}

/** "lát em gửi", "5 phút nữa em gửi" */
function saysSoon(item: Item, tokens: readonly Token[]): boolean {
  const first = tokens[item.first]?.fold;
  return first === 'lat' || first === 'chut' || tokens[item.end]?.fold === 'nua';
}
