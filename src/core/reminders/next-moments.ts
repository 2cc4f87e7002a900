import { Temporal } from 'temporal-polyfill';
import { digestMoments } from '../calendar/digest-moments.ts';
import type { Holidays } from '../calendar/holidays.ts';
import { periodMoments } from '../calendar/period-moments.ts';
import { nextPeriod, periodContaining, previousPeriod, type PeriodSpan } from '../calendar/period.ts';
import type { FormDefinition } from '../forms/definition.ts';
import type { FormCode } from '../ids.ts';
import { planSteps } from './plan-steps.ts';

export type NextMoment = {
  readonly at: Temporal.Instant;
  readonly kind: 'opening' | 'reminder' | 'due' | 'lock' | 'digest';
  readonly form: FormCode;
  /** Absent for a digest. */
  readonly period?: string;
};

/** How far ahead digests are looked for: a banner of what comes next need not know a yearly one. */
const DIGEST_HORIZON = { hours: 24 * 35 };

/**
 * The next moments at which something happens for any form, soonest first: for the line that `start` prints.
 * An opening is the moment of its notice if the form has one. Form `tuan` on Thursday 24/8/2017: reminder Friday 13:00,
 * due Friday 16:00, opening Monday 28/8 7:30.
 */
export function nextMoments(
  forms: readonly FormDefinition[],
  now: Temporal.Instant,
  zone: string,
  holidays: Holidays,
  count: number,
): readonly NextMoment[] {
  return forms
    .flatMap((form) => momentsOf(form, now, zone, holidays))
    .filter((moment) => Temporal.Instant.compare(moment.at, now) > 0)
    .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
    .slice(0, count);
}

function momentsOf(
  form: FormDefinition,
  now: Temporal.Instant,
  zone: string,
  holidays: Holidays,
): readonly NextMoment[] {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const inPeriods = spansAround(form, today).flatMap((span): NextMoment[] => {
    const moments = periodMoments(form, span, zone, holidays);
    const steps = planSteps(form, moments, zone, holidays);
    const named = { form: form.code, period: span.code };
    return [
      ...(steps.some((step) => step.kind === 'open')
        ? []
        : [{ ...named, at: moments.opensAt, kind: 'opening' as const }]),
      ...steps.map((step) => ({
        ...named,
        at: step.plannedAt,
        kind: step.kind === 'open' ? ('opening' as const) : ('reminder' as const),
      })),
      { ...named, at: moments.dueAt, kind: 'due' },
      { ...named, at: moments.locksAt, kind: 'lock' },
    ];
  });
  const digests = form.digests
    .flatMap(({ cron }) => digestMoments(cron, now, now.add(DIGEST_HORIZON), zone, holidays))
    .map((moment): NextMoment => ({ at: moment, kind: 'digest', form: form.code }));
  return [...inPeriods, ...digests];
}

/** The last period may still be due, the next one opens. A custom form has no periods of its own. */
function spansAround(form: FormDefinition, today: Temporal.PlainDate): readonly PeriodSpan[] {
  const current =
    periodContaining(form.period, form.cutoff, today) ??
    // After the nine months of a year: those that have ended.
    periodContaining(form.period, form.cutoff, today.subtract({ months: 4 }));
  return current === undefined ? [] : [previousPeriod(current), current, nextPeriod(current)];
}
