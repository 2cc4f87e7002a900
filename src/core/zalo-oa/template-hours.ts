import { Temporal } from 'temporal-polyfill';
import { ZALO_ZONE } from './zone.ts';

/** Zalo refuses templates from 22:00 to 06:00; a clock that goes a little wrong must not matter. */
const FROM = Temporal.PlainTime.from('06:05');
const UNTIL = Temporal.PlainTime.from('21:55');
/** So that not all that waited goes out in one second. */
const SPREAD_MS = 10 * 60_000;

/** When a template may go out, the first moment from `now` on, real time. `chance` is in [0, 1). */
export function templateMoment(now: Temporal.Instant, chance: number): Temporal.Instant {
  const local = now.toZonedDateTimeISO(ZALO_ZONE);
  const time = local.toPlainTime();
  const isBefore = Temporal.PlainTime.compare(time, FROM) < 0;
  if (!isBefore && Temporal.PlainTime.compare(time, UNTIL) < 0) return now;
  return nextMorning(isBefore ? local.subtract({ days: 1 }) : local, chance);
}

/** The morning after a day's quota was used up. */
export function tomorrowsTemplates(now: Temporal.Instant): Temporal.Instant {
  return nextMorning(now.toZonedDateTimeISO(ZALO_ZONE), 0);
}

function nextMorning(day: Temporal.ZonedDateTime, chance: number): Temporal.Instant {
  return day
    .add({ days: 1 })
    .withPlainTime(FROM)
    .add({ milliseconds: Math.floor(chance * SPREAD_MS) })
    .toInstant();
}
