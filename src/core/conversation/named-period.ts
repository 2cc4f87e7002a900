import { Temporal } from 'temporal-polyfill';
import { formatPeriodCode, parsePeriodCode, type RegularKind } from '../calendar/period-code.ts';
import { periodContaining, previousPeriod, spanOf, type PeriodSpan } from '../calendar/period.ts';
import type { PeriodKind } from '../forms/definition.ts';
import { bareKey } from '../forms/spelling.ts';
import type { PeriodMention, Understanding } from '../parsing/understanding.ts';
import type { Context, Duty } from './context.ts';

/** Shorter kinds first. */
const LENGTHS: readonly PeriodKind[] = ['week', 'month', 'quarter', 'half', 'nine-months', 'year', 'custom'];

type Mentions = Pick<Understanding, 'mentions'>;
export type Clock = Pick<Context, 'now' | 'zone'>;

/**
 * Whether a message that names a period ("tuần trước", "tuần 34") can mean this one. Of several kinds the shortest that somebody
 * reports on is meant ("tuần 34 tháng 8"); a period of a kind that nobody here reports on still says when: figures "tháng 7" are
 * none of a week in August.
 */
export function fitsPeriod(duty: Duty, { mentions = [] }: Mentions, context: Context): boolean {
  if (mentions.length === 0) return true;
  const kind = duty.form.period;
  const owed = new Set(context.duties.map(({ form }) => form.period));
  const others = mentions.filter(({ unit }) => unit !== 'any' && unit !== kind);
  if (others.some(({ unit }) => unit !== 'any' && isShorter(unit, kind) && owed.has(unit))) return false;
  const own = mentions.filter((mention) => !others.includes(mention));
  const said = own.find((mention) => 'number' in mention) ?? own[0];
  if (said) return isMeant(duty, said, context);
  return others.every(
    (other) => other.unit !== 'any' && !owed.has(other.unit) && saysWhen(duty, other, context),
  );
}

/** A period of the form's own kind. */
function isMeant({ period }: Duty, mention: PeriodMention, clock: Clock): boolean {
  if ('number' in mention) {
    const code = parsePeriodCode(period.code);
    if ('problem' in code || code.kind === 'custom' || code.kind === 'range') return false;
    return code.number === mention.number && (mention.year ?? code.year) === code.year;
  }
  const isOver = Temporal.PlainDate.compare(todayOf(clock), period.end) > 0;
  return mention.which === 'previous' ? isOver : !isOver;
}

/** A period of another kind: of a longer one the duty's is a part; "tuần này" in a month's report is only now. */
function saysWhen({ form, period }: Duty, mention: PeriodMention, clock: Clock): boolean {
  const span = spanOfMention(mention, todayOf(clock));
  if (!span) return true;
  if (isShorter(span.kind, form.period)) return 'which' in mention && mention.which === 'current';
  return (
    Temporal.PlainDate.compare(span.start, period.end) <= 0 &&
    Temporal.PlainDate.compare(period.start, span.end) <= 0
  );
}

/** Whether all that the message names lies ahead. */
export function namesFuture({ mentions = [] }: Mentions, clock: Clock): boolean {
  const today = todayOf(clock);
  const isAhead = (mention: PeriodMention) => {
    const span = spanOfMention(mention, today);
    return span !== undefined && Temporal.PlainDate.compare(span.start, today) > 0;
  };
  return mentions.length > 0 && mentions.every(isAhead);
}

const HEADS: Readonly<Record<string, RegularKind>> = {
  tuan: 'week',
  thang: 'month',
  t: 'month',
  quy: 'quarter',
  q: 'quarter',
};
const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };
const NUMBERED = /\b(tuan|thang|quy|t|q) ?(\d{1,2}|i{1,3}|iv)\b(?: (?:nam )?((?:19|20)\d\d)\b)?/g;
const RELATIVE = /^(tuan|thang|quy|nam) (nay|truoc|ngoai|roi|vua roi|vua qua|qua)$/;
const YEAR = '((?:19|20)\\d\\d)';
/** "Giai đoạn 2012-2017", "từ năm 2012 đến năm 2017", "nhiệm kỳ 2015-2020", "5 năm 2012-2016". */
const YEARS = new RegExp(
  `^(?:(?:giai doan|nhiem ky|cac nam|tu|tu nam|nam|\\d{1,2} nam) )*${YEAR}(?: (?:den|toi))?(?: (?:het )?nam)? ${YEAR}$`,
);
/** "6 tháng đầu năm 2017", "9 tháng 2017". */
const MONTHS = new RegExp(`^(6|sau|9|chin) thang(?: (dau|cuoi))?(?: nam)?(?: ${YEAR})?$`);

/** Codes of periods that the words name by number, of kinds that are reported on here, and that are not among these duties. */
export function namedBeyond(text: string, duties: readonly Duty[], clock: Clock): readonly string[] {
  const kinds = new Set<PeriodKind>(duties.map(({ form }) => form.period));
  const known = new Set(duties.map(({ period }) => period.code));
  return numberedIn(bareKey(text), todayOf(clock)).flatMap(({ kind, code }) =>
    kinds.has(kind) && !known.has(code) ? [code] : [],
  );
}

/** The code of the period that the words name and nothing else: "2017-Q3", "tuần 34", "tháng trước", "năm 2017", "giai đoạn 2012-2017". */
export function periodNamed(text: string, clock: Clock): string | undefined {
  const bare = bareKey(text);
  for (const written of [text, bare.replace(/^nam /, '').replaceAll(' ', '-')]) {
    const parsed = parsePeriodCode(written);
    if (!('problem' in parsed)) return parsed.code;
  }
  const today = todayOf(clock);
  const [, head = '', which = ''] = RELATIVE.exec(bare) ?? [];
  const unit = head === 'nam' ? 'year' : HEADS[head];
  if (unit !== undefined) {
    return spanOfMention({ unit, which: which === 'nay' ? 'current' : 'previous' }, today)?.code;
  }
  const [, from, to] = YEARS.exec(bare) ?? [];
  if (from !== undefined && to !== undefined && from < to) return `${from}..${to}`;
  const months = MONTHS.exec(bare);
  if (months) return monthsNamed(months, today)?.code;
  const rest = bare.replaceAll(NUMBERED, '');
  return rest === '' ? numberedIn(bare, today)[0]?.code : undefined;
}

function monthsNamed(
  [, many = '', which, year]: readonly (string | undefined)[],
  today: Temporal.PlainDate,
): PeriodSpan | undefined {
  const isHalf = many === '6' || many === 'sau';
  if (!isHalf && which === 'cuoi') return undefined;
  const unit = isHalf ? 'half' : 'nine-months';
  const number = which === 'cuoi' ? 2 : 1;
  return spanOfMention({ unit, number, ...(year === undefined ? {} : { year: Number(year) }) }, today);
}

function numberedIn(bare: string, today: Temporal.PlainDate): readonly PeriodSpan[] {
  return [...bare.matchAll(NUMBERED)].flatMap(([, head = '', digits = '', year]) => {
    const unit = HEADS[head];
    if (unit === undefined) return [];
    const number = ROMAN[digits] ?? Number(digits);
    const named = { unit, number, ...(year === undefined ? {} : { year: Number(year) }) };
    return spanOfMention(named, today) ?? [];
  });
}

/** The days that are meant; without its year that of this year or the last, whichever is nearer: "tháng 12" in January is over. */
function spanOfMention(mention: PeriodMention, today: Temporal.PlainDate): PeriodSpan | undefined {
  const { unit } = mention;
  if (unit === 'any' || unit === 'custom') return undefined;
  if ('which' in mention) {
    const current = periodContaining(unit, 'calendar', today);
    return current && mention.which === 'previous' ? previousPeriod(current) : current;
  }
  const { number, year } = mention;
  const isPeriod = (of: number) => !('problem' in parsePeriodCode(formatPeriodCode(unit, of, number)));
  const years = year === undefined ? [today.year, today.year - 1] : [year];
  const spans = years.filter(isPeriod).map((of) => spanOf(unit, 'calendar', of, number));
  const distance = ({ start, end }: PeriodSpan) => Math.max(daysUntil(today, start), daysUntil(end, today));
  return spans.toSorted((one, other) => distance(one) - distance(other))[0];
}

function daysUntil(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return from.until(to, { largestUnit: 'days' }).days;
}

function isShorter(one: PeriodKind, other: PeriodKind): boolean {
  return LENGTHS.indexOf(one) < LENGTHS.indexOf(other);
}

function todayOf({ now, zone }: Clock): Temporal.PlainDate {
  return now.toZonedDateTimeISO(zone).toPlainDate();
}
