import { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../core/calendar/holidays.ts';
import { nextPeriod, periodContaining, previousPeriod } from '../core/calendar/period.ts';
import { periodMoments } from '../core/calendar/period-moments.ts';
import type { FormDefinition } from '../core/forms/definition.ts';
import { formatDate, formatTime, weekdayName } from '../texts/numbers.ts';

/** The jumps of the clock bar. */
export const JUMPS = ['plus-hour', 'plus-day', 'day-before-due', 'next-monday'] as const;
export type Jump = (typeof JUMPS)[number];

const MORNING = Temporal.PlainTime.from('08:00');
const BRIEFING = Temporal.PlainTime.from('07:00');
const MONDAY = 1;
const WEEK_DAYS = 7;

/**
 * Where a jump leads from `now`, always forward. `day-before-due`: 08:00 of the day before the first of `dues` for which that
 * is still to come; undefined if there is none. `next-monday`: the next Monday 07:00.
 */
export function jumpTarget(
  jump: Jump,
  now: Temporal.Instant,
  zone: string,
  dues: readonly Temporal.Instant[],
): Temporal.Instant | undefined {
  if (jump === 'day-before-due') return dayBeforeDue(now, zone, dues);
  const local = now.toZonedDateTimeISO(zone);
  if (jump === 'next-monday') return nextMonday(local).toInstant();
  return local.add(jump === 'plus-hour' ? { hours: 1 } : { days: 1 }).toInstant();
}

function dayBeforeDue(
  now: Temporal.Instant,
  zone: string,
  dues: readonly Temporal.Instant[],
): Temporal.Instant | undefined {
  const mornings = dues.map((due) =>
    due.toZonedDateTimeISO(zone).subtract({ days: 1 }).withPlainTime(MORNING).toInstant(),
  );
  return mornings
    .filter((morning) => Temporal.Instant.compare(morning, now) > 0)
    .toSorted((one, other) => Temporal.Instant.compare(one, other))[0];
}

function nextMonday(now: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  const days = (MONDAY - now.dayOfWeek + WEEK_DAYS) % WEEK_DAYS;
  const monday = now.add({ days }).withPlainTime(BRIEFING);
  return Temporal.ZonedDateTime.compare(monday, now) > 0 ? monday : monday.add({ days: WEEK_DAYS });
}

/** The due moments of each form's periods around `now`: the last, the current and the next two; nearer ones than these there are none. */
export function duesAround(
  forms: readonly FormDefinition[],
  now: Temporal.Instant,
  zone: string,
  holidays: Holidays,
): readonly Temporal.Instant[] {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  return forms.flatMap((form) => {
    // From October on no day belongs to the nine months of its year, but January's first always does.
    const current =
      periodContaining(form.period, form.cutoff, today) ??
      periodContaining(form.period, form.cutoff, today.with({ month: 1, day: 1 }));
    if (current === undefined) return [];
    const next = nextPeriod(current);
    const spans = [previousPeriod(current), current, next, nextPeriod(next)];
    return spans.map((span) => periodMoments(form, span, zone, holidays).dueAt);
  });
}

/** The years for which calendars and holidays are known well enough to play with. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

/** A moment with an offset, or a wall time of the zone as a browser's date field gives it. Undefined for anything else. */
export function readMoment(text: string, zone: string): Temporal.Instant | undefined {
  const moment = parseInstant(text) ?? parseWallTime(text, zone);
  const year = moment?.toZonedDateTimeISO(zone).year ?? 0;
  return year >= FIRST_YEAR && year <= LAST_YEAR ? moment : undefined;
}

function parseInstant(text: string): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return undefined;
  }
}

function parseWallTime(text: string, zone: string): Temporal.Instant | undefined {
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();
  } catch {
    return undefined;
  }
}

/** `Thứ Hai, 21/8/2017`. */
export function dayInWords(date: Temporal.PlainDate): string {
  const weekday = weekdayName(date);
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)}, ${formatDate(date)}`;
}

/** The clock as the page shows it, and as its date field takes it. */
export function clockFace(now: Temporal.Instant, zone: string): { words: string; field: string } {
  const local = now.toZonedDateTimeISO(zone);
  return {
    words: `${dayInWords(local.toPlainDate())} · ${formatTime(now, zone)}`,
    field: local.toPlainDateTime().toString({ smallestUnit: 'minute' }),
  };
}
