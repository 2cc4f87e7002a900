import { Temporal } from 'temporal-polyfill';
import { at, startOfDay } from '../calendar/wall-time.ts';

/** Local times at which a fast clock asks the schedule: the opening, some of the night, and each half hour of the day. */
const TIMES: readonly Temporal.PlainTime[] = [
  3 * 60,
  ...Array.from({ length: 27 }, (_, index) => 6 * 60 + 30 + index * 30),
  22 * 60,
].map((minutes) => Temporal.PlainTime.from('00:00').add({ minutes }));

/** The moments of a day at which something may be due, in order, its first one included. */
export function momentsOfDay(date: Temporal.PlainDate, zone: string): readonly Temporal.Instant[] {
  return [startOfDay(date, zone), ...TIMES.map((time) => at(date, time, zone))];
}
