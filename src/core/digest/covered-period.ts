import { Temporal } from 'temporal-polyfill';

/**
 * The period that a digest at `moment` is about: the latest one whose due moment has come. Undefined before the first.
 * Of two that fell due together the one with the later data counts.
 */
export function coveredPeriod<
  P extends { readonly dueAt: Temporal.Instant; readonly start: Temporal.PlainDate },
>(periods: readonly P[], moment: Temporal.Instant): P | undefined {
  const due = periods.filter((period) => Temporal.Instant.compare(period.dueAt, moment) <= 0);
  return due.toSorted(
    (a, b) => Temporal.Instant.compare(b.dueAt, a.dueAt) || Temporal.PlainDate.compare(b.start, a.start),
  )[0];
}
