import { Temporal } from 'temporal-polyfill';

/**
 * A stretch of calendar time in which a question of the tick need not be asked again: it was asked at `from`, nothing was to be
 * done, and until `until` only a change of `mark` could alter that. Kept in memory: a new process asks first.
 */
export type Calm = {
  readonly mark: string;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
};

export function isCalm(calm: Calm | undefined, mark: string, now: Temporal.Instant): boolean {
  return (
    calm !== undefined &&
    calm.mark === mark &&
    Temporal.Instant.compare(calm.from, now) <= 0 &&
    Temporal.Instant.compare(now, calm.until) < 0
  );
}

/**
 * The next full or half hour by the clock on the wall, after the moment. Days, weeks and quiet times begin at one, and it bounds
 * how long a change that no mark tells of stays unseen.
 */
export function nextHalfHour(now: Temporal.Instant, zone: string): Temporal.Instant {
  const begun = now
    .toZonedDateTimeISO(zone)
    .round({ smallestUnit: 'minute', roundingIncrement: 30, roundingMode: 'floor' });
  return begun.add({ minutes: 30 }).toInstant();
}
