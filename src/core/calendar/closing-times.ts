import { Temporal } from 'temporal-polyfill';
import type { Holidays } from './holidays.ts';
import { at } from './wall-time.ts';
import { addWorkingDays, isWorkingDay } from './working-days.ts';

/** When a report that was opened again closes: an hour before offices do, so that someone sees what came. */
export const CLOSING = Temporal.PlainTime.from('16:00');

/** Less than this is no time to report in. */
const LEAST_HOURS = 1;

/**
 * Ends of working days to choose from, soonest first: today's if there is still an hour to it, the next and the second next one's.
 * Friday 25/8/2017 9:00 → that day, Monday 28/8 and Tuesday 29/8, 16:00 each; the same day 15:30 → Monday and Tuesday.
 */
export function closingTimes(
  now: Temporal.Instant,
  zone: string,
  holidays: Holidays,
): readonly Temporal.Instant[] {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const closesToday = at(today, CLOSING, zone);
  const isLeft = Temporal.Instant.compare(now.add({ hours: LEAST_HOURS }), closesToday) <= 0;
  const later = [1, 2].map((days) => at(addWorkingDays(today, days, holidays), CLOSING, zone));
  return isWorkingDay(today, holidays) && isLeft ? [closesToday, ...later] : later;
}
