import { Temporal } from 'temporal-polyfill';
import { ZALO_ZONE } from './zone.ts';

/** Zalo's night ends at 6:00; a clock that goes a little wrong must not matter. */
const MORNING = Temporal.PlainTime.from('06:05');
/** It begins at 22:00. */
const EVENING = Temporal.PlainTime.from('21:55');

/** Whether it is too late or too early for a template. Real time. */
export function isTemplateNight(now: Temporal.Instant): boolean {
  const time = now.toZonedDateTimeISO(ZALO_ZONE).toPlainTime();
  return Temporal.PlainTime.compare(time, MORNING) < 0 || Temporal.PlainTime.compare(time, EVENING) >= 0;
}

/** The first morning from `now` on, for what the night refused. Real time. 23:00 → 6:05 of the next day, 2:00 → 6:05. */
export function thisMorning(now: Temporal.Instant): Temporal.Instant {
  const local = now.toZonedDateTimeISO(ZALO_ZONE);
  const today = local.withPlainTime(MORNING).toInstant();
  return Temporal.Instant.compare(now, today) < 0 ? today : nextDay(now);
}

/** The morning of the next day, for what a day's quota refused. Real time. 2:00 → 6:05 of the next day. */
export function nextDay(now: Temporal.Instant): Temporal.Instant {
  return now.toZonedDateTimeISO(ZALO_ZONE).add({ days: 1 }).withPlainTime(MORNING).toInstant();
}
