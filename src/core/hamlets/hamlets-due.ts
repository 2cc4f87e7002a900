import { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../calendar/holidays.ts';
import { momentByRule, readRule, type PeriodMoments } from '../calendar/period-moments.ts';
import type { PeriodSpan } from '../calendar/period.ts';
import type { FormDefinition } from '../forms/definition.ts';

/**
 * When the reports that are put together into others are due, where the form says so; null: with those. Days off may move it
 * out of the time between the opening and the due moment of the others: then it is that due moment too.
 * Throws Fault for a rule that `checkSums` would refuse.
 */
export function hamletsDueAt(
  form: Pick<FormDefinition, 'code' | 'reporters'>,
  span: PeriodSpan,
  { opensAt, dueAt }: PeriodMoments,
  zone: string,
  holidays: Holidays,
): Temporal.Instant | null {
  const due = form.reporters.sums?.due;
  if (due === undefined) return null;
  const moment = momentByRule(readRule(form.code, due), span, zone, holidays);
  const isBetween =
    Temporal.Instant.compare(opensAt, moment) < 0 && Temporal.Instant.compare(moment, dueAt) < 0;
  return isBetween ? moment : null;
}
