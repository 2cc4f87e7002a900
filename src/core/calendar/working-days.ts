import type { Temporal } from 'temporal-polyfill';
import { holidayOn, type Holidays } from './holidays.ts';

/** Monday to Friday without holidays, and Saturdays worked for a swapped day. Saturday 22/8/2026 is one, Monday 31/8/2026 is not. */
export function isWorkingDay(date: Temporal.PlainDate, holidays: Holidays): boolean {
  switch (holidayOn(date, holidays)?.kind) {
    case 'swapped_work':
      return true;
    case 'holiday':
    case 'compensatory':
    case 'swapped_rest':
      return false;
    case undefined:
  }
  return date.dayOfWeek <= 5;
}

/**
 * The working day that is `count` working days later, or earlier if `count` is negative; the day itself is never counted.
 * 0 gives the day unchanged. Two working days before Friday 4/9/2026 is Friday 28/8/2026.
 */
export function addWorkingDays(
  date: Temporal.PlainDate,
  count: number,
  holidays: Holidays,
): Temporal.PlainDate {
  const days = Math.sign(count);
  let day = date;
  for (let left = Math.abs(count); left > 0;) {
    day = day.add({ days });
    if (isWorkingDay(day, holidays)) left--;
  }
  return day;
}

/** The day itself if it is worked, else the last working day before. Sunday 26/4/2026 → Friday 24/4/2026. */
export function workingDayOnOrBefore(date: Temporal.PlainDate, holidays: Holidays): Temporal.PlainDate {
  return isWorkingDay(date, holidays) ? date : addWorkingDays(date, -1, holidays);
}

/** The day itself if it is worked, else the next working day. Sunday 26/4/2026 → Tuesday 28/4/2026. */
export function workingDayOnOrAfter(date: Temporal.PlainDate, holidays: Holidays): Temporal.PlainDate {
  return isWorkingDay(date, holidays) ? date : addWorkingDays(date, 1, holidays);
}
