import { Temporal } from 'temporal-polyfill';
import type { Holidays } from './holidays.ts';
import { at, startOfDay } from './wall-time.ts';
import { addWorkingDays, isWorkingDay, workingDayOnOrAfter } from './working-days.ts';

/** When the quiet night ends. */
export const DAY_BEGINS = Temporal.PlainTime.from('07:00');
const LUNCH_BEGINS = Temporal.PlainTime.from('11:30');
const LUNCH_ENDS = Temporal.PlainTime.from('13:00');
const DAY_ENDS = Temporal.PlainTime.from('19:00');
const WORKING_SPANS = [
  [DAY_BEGINS, LUNCH_BEGINS],
  [LUNCH_ENDS, DAY_ENDS],
] as const;
const MILLISECONDS_AN_HOUR = 3_600_000;

/** When what the night held back is sent: people get half an hour to arrive. */
export const MORNING = Temporal.PlainTime.from('07:30');

/**
 * Whether nothing unasked may be sent now: 19:00-7:00, 11:30-13:00, and all of a day off.
 * Monday 7:00 is not quiet (the leaders' digest), 19:00 and 11:30 are.
 */
export function isQuiet(instant: Temporal.Instant, zone: string, holidays: Holidays): boolean {
  const local = instant.toZonedDateTimeISO(zone);
  const time = local.toPlainTime();
  return (
    isBefore(time, DAY_BEGINS) ||
    !isBefore(time, DAY_ENDS) ||
    (!isBefore(time, LUNCH_BEGINS) && isBefore(time, LUNCH_ENDS)) ||
    !isWorkingDay(local.toPlainDate(), holidays)
  );
}

/**
 * The moment itself unless it is quiet, else the next 7:30 or 13:00 of a working day.
 * Saturday 25/4/2026 8:00 → Tuesday 28/4/2026 7:30; a working day's 12:00 → 13:00.
 */
export function nextWorkingMoment(
  instant: Temporal.Instant,
  zone: string,
  holidays: Holidays,
): Temporal.Instant {
  if (!isQuiet(instant, zone, holidays)) return instant;
  const local = instant.toZonedDateTimeISO(zone);
  const time = local.toPlainTime();
  const today = local.toPlainDate();
  if (isWorkingDay(today, holidays)) {
    if (isBefore(time, DAY_BEGINS)) return at(today, MORNING, zone);
    if (isBefore(time, LUNCH_ENDS)) return at(today, LUNCH_ENDS, zone);
  }
  return at(addWorkingDays(today, 1, holidays), MORNING, zone);
}

/**
 * The moment at which so many hours of working time (all that is not quiet) have passed, itself never quiet. `hours` ≥ 0.
 * Friday 25/8/2017 16:00 + 8 h: three until 19:00, four and a half on Monday morning → Monday 28/8 13:30.
 */
export function addWorkingHours(
  instant: Temporal.Instant,
  hours: number,
  zone: string,
  holidays: Holidays,
): Temporal.Instant {
  let left = hours * MILLISECONDS_AN_HOUR;
  let day = workingDayOnOrAfter(instant.toZonedDateTimeISO(zone).toPlainDate(), holidays);
  for (;;) {
    for (const [from, until] of WORKING_SPANS) {
      const begins = Math.max(at(day, from, zone).epochMilliseconds, instant.epochMilliseconds);
      const length = at(day, until, zone).epochMilliseconds - begins;
      if (left < length) return Temporal.Instant.fromEpochMilliseconds(begins + left);
      left -= Math.max(0, length);
    }
    day = addWorkingDays(day, 1, holidays);
  }
}

/**
 * The last 7:30 or 13:00 of a working day before the moment: where a reminder goes that cannot wait for the next one.
 * Sunday 30/8/2026 13:00 → Friday 28/8/2026 13:00.
 */
export function lastWorkingMomentBefore(
  instant: Temporal.Instant,
  zone: string,
  holidays: Holidays,
): Temporal.Instant {
  const today = instant.toZonedDateTimeISO(zone).toPlainDate();
  if (isWorkingDay(today, holidays)) {
    for (const time of [LUNCH_ENDS, MORNING]) {
      const moment = at(today, time, zone);
      if (Temporal.Instant.compare(moment, instant) < 0) return moment;
    }
  }
  return at(addWorkingDays(today, -1, holidays), LUNCH_ENDS, zone);
}

/** The week, Monday 0:00 to Monday 0:00, that holds the moment: what "a week" means in the limit of unasked messages. */
export function weekAround(
  instant: Temporal.Instant,
  zone: string,
): { readonly from: Temporal.Instant; readonly until: Temporal.Instant } {
  const today = instant.toZonedDateTimeISO(zone).toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  return { from: startOfDay(monday, zone), until: startOfDay(monday.add({ days: 7 }), zone) };
}

function isBefore(one: Temporal.PlainTime, other: Temporal.PlainTime): boolean {
  return Temporal.PlainTime.compare(one, other) < 0;
}
