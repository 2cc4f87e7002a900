import { Temporal } from 'temporal-polyfill';
import type { Cutoff, PeriodKind } from '../forms/definition.ts';
import {
  formatPeriodCode,
  parsePeriodCode,
  weeksInYear,
  type RegularCode,
  type RegularKind,
} from './period-code.ts';

/** A period as days. `start` and `end` are the first and last day of its data, both included. */
export type PeriodSpan = {
  readonly kind: PeriodKind;
  readonly cutoff: Cutoff;
  readonly code: string;
  readonly start: Temporal.PlainDate;
  readonly end: Temporal.PlainDate;
};

/** Months of a period, and how many such periods a year has. Nine months: one a year, from its beginning. */
const MONTHS: Readonly<Record<Exclude<RegularKind, 'week'>, readonly [length: number, perYear: number]>> = {
  month: [1, 12],
  quarter: [3, 4],
  half: [6, 2],
  'nine-months': [9, 1],
  year: [12, 1],
};

/**
 * The period whose data a day belongs to. Undefined where there is none: after the end of a year's nine months, and for
 * `custom`, whose spans are given by hand. Weeks run from Monday to Sunday under either cut-off rule (no decree speaks of weeks).
 * With `nd09` (Nghị định 09/2019/NĐ-CP art. 12; quarters and longer by Thông tư 01/2024/TT-TTCP) data run from the 15th
 * to the 14th: 15/8/2017 belongs to month 2017-09 (15/8-14/9); with `calendar` to 2017-08.
 */
export function periodContaining(
  kind: PeriodKind,
  cutoff: Cutoff,
  date: Temporal.PlainDate,
): PeriodSpan | undefined {
  if (kind === 'custom') return undefined;
  if (kind === 'week') {
    return spanOf(kind, cutoff, date.yearOfWeek ?? date.year, date.weekOfYear ?? 1);
  }
  const [length, perYear] = MONTHS[kind];
  const month = reportingMonth(cutoff, date);
  const number = Math.ceil(month.month / length);
  return number > perYear ? undefined : spanOf(kind, cutoff, month.year, number);
}

/**
 * The period that the day belongs to or, where there is none (after the nine months of a year), the next one; undefined for
 * `custom`.
 */
export function periodContainingOrNext(
  kind: PeriodKind,
  cutoff: Cutoff,
  date: Temporal.PlainDate,
): PeriodSpan | undefined {
  if (kind === 'custom') return undefined;
  return periodContaining(kind, cutoff, date) ?? spanOf(kind, cutoff, date.year + 1, 1);
}

/**
 * The period that a code names, if it is one of this kind; undefined for a code of another kind or one that cannot be read.
 * Half `2017-H1`: 1/1-30/6/2017, with `nd09` 15/12/2016-14/6/2017. Custom `2017-03-01..2017-05-31`: those days.
 */
export function periodByCode(kind: PeriodKind, cutoff: Cutoff, code: string): PeriodSpan | undefined {
  const parsed = parsePeriodCode(code);
  if ('problem' in parsed || parsed.kind === 'range' || parsed.kind !== kind) return undefined;
  if (parsed.kind === 'custom') return customSpan(cutoff, parsed.from, parsed.to);
  return spanOf(parsed.kind, cutoff, parsed.year, parsed.number);
}

/** The period before: of week 2017-W01 it is 2016-W52. A custom span's is the equal span that ends the day before. */
export function previousPeriod(span: PeriodSpan): PeriodSpan {
  return neighbour(span, -1);
}

/** The period after: of 2017-9M it is 2018-9M. A custom span's is the equal span that begins the day after. */
export function nextPeriod(span: PeriodSpan): PeriodSpan {
  return neighbour(span, 1);
}

/**
 * "Cùng kỳ": the period of the same number a year earlier. Of 2017-Q3 it is 2016-Q3. Undefined for a 53rd week, since
 * no year before one of 53 weeks has that many.
 */
export function samePeriodLastYear(span: PeriodSpan): PeriodSpan | undefined {
  const parsed = regularCode(span);
  if (parsed === undefined) {
    const past = span.end.add({ days: 1 }).subtract({ years: 1 });
    return customSpan(span.cutoff, span.start.subtract({ years: 1 }), past.subtract({ days: 1 }));
  }
  const year = parsed.year - 1;
  if (parsed.kind === 'week' && parsed.number > weeksInYear(year)) return undefined;
  return spanOf(parsed.kind, span.cutoff, year, parsed.number);
}

/** The period of a number in a year: half 1 of 2017. */
export function spanOf(kind: RegularKind, cutoff: Cutoff, year: number, number: number): PeriodSpan {
  const code = formatPeriodCode(kind, year, number);
  if (kind === 'week') {
    const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
    // The first ISO week is the one with 4 January.
    const start = fourth.add({ days: 7 * (number - 1) - (fourth.dayOfWeek - 1) });
    return { kind, cutoff, code, start, end: start.add({ days: 6 }) };
  }
  const [length] = MONTHS[kind];
  const first = Temporal.PlainDate.from({ year, month: length * (number - 1) + 1, day: 1 });
  const next = first.add({ months: length });
  if (cutoff === 'calendar') return { kind, cutoff, code, start: first, end: next.subtract({ days: 1 }) };
  return {
    kind,
    cutoff,
    code,
    start: first.subtract({ months: 1 }).with({ day: 15 }),
    end: next.subtract({ months: 1 }).with({ day: 14 }),
  };
}

/** The month under whose number a day is reported: with `nd09`, 15/12/2016 counts for January 2017. */
export function reportingMonth(cutoff: Cutoff, date: Temporal.PlainDate): Temporal.PlainYearMonth {
  const month = date.toPlainYearMonth();
  return cutoff === 'nd09' && date.day >= 15 ? month.add({ months: 1 }) : month;
}

function neighbour(span: PeriodSpan, step: 1 | -1): PeriodSpan {
  const parsed = regularCode(span);
  if (parsed === undefined) return customNeighbour(span, step);
  if (parsed.kind === 'week') {
    const monday = span.start.add({ days: 7 * step });
    return spanOf('week', span.cutoff, monday.yearOfWeek ?? monday.year, monday.weekOfYear ?? 1);
  }
  const [, perYear] = MONTHS[parsed.kind];
  const ordinal = parsed.year * perYear + parsed.number - 1 + step;
  return spanOf(parsed.kind, span.cutoff, Math.floor(ordinal / perYear), (ordinal % perYear) + 1);
}

/** Whole months stay whole months (1/1-30/6 → 1/7-31/12 of the year before); other spans keep their number of days. */
function customNeighbour(span: PeriodSpan, step: 1 | -1): PeriodSpan {
  const after = span.end.add({ days: 1 });
  const size =
    after.day === span.start.day
      ? span.start.until(after, { largestUnit: 'months' })
      : span.start.until(after, { largestUnit: 'days' });
  return step === 1
    ? customSpan(span.cutoff, after, after.add(size).subtract({ days: 1 }))
    : customSpan(span.cutoff, span.start.subtract(size), span.start.subtract({ days: 1 }));
}

function customSpan(cutoff: Cutoff, start: Temporal.PlainDate, end: Temporal.PlainDate): PeriodSpan {
  return { kind: 'custom', cutoff, code: `${start.toString()}..${end.toString()}`, start, end };
}

function regularCode(span: PeriodSpan): RegularCode | undefined {
  const parsed = parsePeriodCode(span.code);
  return 'problem' in parsed || parsed.kind === 'range' || parsed.kind === 'custom' ? undefined : parsed;
}
