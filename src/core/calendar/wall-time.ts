import type { Temporal } from 'temporal-polyfill';

/** A wall time of a day in a zone. 14/8/2017 at 16:00 in Vietnam is 09:00 UTC. */
export function at(
  date: Temporal.PlainDate,
  plainTime: Temporal.PlainTime,
  timeZone: string,
): Temporal.Instant {
  return date.toZonedDateTime({ timeZone, plainTime }).toInstant();
}

/** The first moment of a day in a zone. */
export function startOfDay(date: Temporal.PlainDate, zone: string): Temporal.Instant {
  return date.toZonedDateTime(zone).toInstant();
}
