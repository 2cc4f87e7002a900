import type { Temporal } from 'temporal-polyfill';
import { isBoundary } from './clauses.ts';
import type { DateReading } from './dates.ts';
import { NOISE, type IntentInput } from './intent-input.ts';
import { hasTag, type Item } from './items.ts';
import { resolveComingDay } from './resolve-day.ts';
import type { Token } from './tokens.ts';
import type { Intent, LateCause } from './understanding.ts';
import { Tag } from './vocabulary.ts';

/** Until when, and why: the day named, and all that is left to say. */
export function readLate(input: IntentInput): Intent {
  const { items, account } = input;
  const until = untilOf(input);
  const cause = causeOf(input);
  const reason = readReason(input);
  for (const item of items) {
    if (item.kind === 'phrase' || isDateLike(item)) account.use(item.first, item.end);
  }
  return {
    kind: 'late',
    ...(until === undefined ? {} : { until }),
    ...(reason === undefined ? {} : { reason }),
    ...(reason === undefined || cause === undefined ? {} : { cause }),
  };
}

/**
 * The first day named that is still to come, of the statement that promises if it names one: "hôm nay đi cơ sở, mai em gửi". With
 * a time of day where one is named, which alone means today.
 */
function untilOf({ items, tokens, today }: IntentInput): string | undefined {
  const dated = items.find((item) => isDateLike(item));
  const named = [...items.map((item) => item.date), dated === undefined ? undefined : dayOf(dated)];
  const promised = promisedDay(items, tokens);
  const [day] = [promised, ...named].flatMap((date) => comingDay(date, today) ?? []);
  const clock = items.find((item) => item.date?.kind === 'clock');
  if (clock?.date?.kind !== 'clock') return day?.toString();
  const minutes = toAfternoon(clock.date.minutes, items, tokens);
  const [hour, minute] = [Math.floor(minutes / 60) % 24, minutes % 60];
  const time = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
  return `${(day ?? today).toString()}T${time}`;
}

/** The day before "gửi" or "nộp" in one statement. */
function promisedDay(items: readonly Item[], tokens: readonly Token[]): DateReading | undefined {
  const sends = items.findIndex((item) => saysSend(item, tokens));
  const before = items.slice(0, Math.max(0, sends)).toReversed();
  const boundary = before.findIndex((item) => isBoundary(item));
  return before.slice(0, boundary < 0 ? before.length : boundary).find(({ date }) => date !== undefined)
    ?.date;
}

export const SEND: ReadonlySet<string> = new Set(['gui', 'goi', 'nop']);

export function saysSend(item: Item, tokens: readonly Token[]): boolean {
  return tokens.slice(item.first, item.end).some(({ fold }) => SEND.has(fold));
}

/** "3h chiều", "7 giờ tối mai" */
function toAfternoon(minutes: number, items: readonly Item[], tokens: readonly Token[]): number {
  const isAfternoon = items.some((item) =>
    tokens
      .slice(item.first, item.end)
      .some(
        ({ fold, tone }) => fold === 'chieu' || (fold === 'toi' && tone !== 4 && item.date !== undefined),
      ),
  );
  return isAfternoon && minutes < 12 * 60 ? minutes + 12 * 60 : minutes;
}

const CAUSES: readonly (readonly [cause: LateCause, words: RegExp])[] = [
  ['network', /\b(?:mang|song|internet|wifi|4g|zalo)\b/],
  ['field-trip', /\b(?:di|xuong|o|duoi|ve) (?:co so|ap|khom|thon|xa|ban|dia ban|thuc te|hien truong)\b/],
  [
    'waiting-for-figures',
    /\b(?:cho|doi|thieu|chua co|chua du|chua tong hop|chua gui|chua bao|chua nop)\b.*\b(?:so lieu|so|bao cao|ap|khom|thon|cong an|truong|tram|xong)\b|\bchua (?:tong hop|co so)\b/,
  ],
];

/** Which of the usual causes the words name; undefined: they name none. */
function causeOf({ items, tokens }: IntentInput): LateCause | undefined {
  const words = items
    .filter((item) => item.date === undefined)
    .flatMap((item) => tokens.slice(item.first, item.end).map(({ fold }) => fold))
    .join(' ');
  const other = items.some((item) => hasTag(item, Tag.reason)) ? 'other' : undefined;
  return CAUSES.find(([, pattern]) => pattern.test(words))?.[0] ?? other;
}

export function comingDay(
  date: DateReading | undefined,
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  if (date === undefined || (date.kind === 'offset' && date.days < 0)) return undefined;
  return resolveComingDay(date, today);
}

/** "lùi 25/8": unclaimed, so a day. */
export function isDateLike(item: Item): boolean {
  return item.amount?.kind === 'ratio' && dayOf(item) !== undefined;
}

export function dayOf(item: Item): DateReading | undefined {
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
