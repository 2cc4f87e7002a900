import { Temporal } from 'temporal-polyfill';
import type { DigestRun } from '../core/calendar/digest-moments.ts';
import { coveredPeriod } from '../core/digest/covered-period.ts';
import type { PeriodId } from '../core/ids.ts';
import type { FormPeriod } from '../db/queries/form-periods.ts';

/** What a run tells of, and by which moment of the rule. */
export type Covered = { readonly period: FormPeriod; readonly writtenAt: Temporal.Instant };

/** A run after a long holiday stands for several moments of the rule, each about its own period; of one period the last counts. */
export function periodsOf(run: DigestRun, periods: readonly FormPeriod[]): readonly Covered[] {
  const covered = new Map<FormPeriod, Temporal.Instant>();
  for (const writtenAt of run.planned) {
    const period = coveredPeriod(periods, writtenAt);
    if (period) covered.set(period, writtenAt);
  }
  return [...covered].map(([period, writtenAt]) => ({ period, writtenAt }));
}

/**
 * Spans opened by hand do not follow one another: each that has fallen due is told of at the first digest moment, and only then,
 * as no later one takes its place.
 */
export function spansOf(
  run: DigestRun,
  spans: readonly FormPeriod[],
  told: ReadonlySet<PeriodId>,
): readonly Covered[] {
  const writtenAt = run.planned.reduce(laterOf);
  return spans
    .filter(({ id, dueAt }) => !told.has(id) && Temporal.Instant.compare(dueAt, writtenAt) <= 0)
    .map((period) => ({ period, writtenAt }));
}

export function laterOf(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) > 0 ? one : other;
}
