import { Temporal } from 'temporal-polyfill';
import { ZALO_ZONE } from './zone.ts';

/** Zalo's night ends at 6:00; a clock that goes a little wrong must not matter. */
const MORNING = Temporal.PlainTime.from('06:05');

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
