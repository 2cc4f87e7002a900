import type { Temporal } from 'temporal-polyfill';
import type { WeekOutcome } from '../core/simulation/outcome.ts';
import type { EndedReport, Unasked } from '../db/queries/simulation.ts';
import { spreadOf } from './spread.ts';

/** What came of each week, the first of which begins at `start`, a Monday. `reminders`: the unasked messages to contacts. */
export function weeksOf(
  ended: readonly EndedReport[],
  unasked: readonly Unasked[],
  reminders: readonly Unasked[],
  {
    start,
    weeks,
    zone,
  }: { readonly start: Temporal.PlainDate; readonly weeks: number; readonly zone: string },
): readonly WeekOutcome[] {
  const weekOf = (day: Temporal.PlainDate) => Math.floor(start.until(day, { largestUnit: 'days' }).days / 7);
  const weekOfMessage = ({ decidedAt }: Unasked) => weekOf(decidedAt.toZonedDateTimeISO(zone).toPlainDate());
  const reportsOf = Map.groupBy(ended, ({ periodStart }) => weekOf(periodStart));
  const unaskedOf = Map.groupBy(unasked, weekOfMessage);
  const remindersOf = Map.groupBy(reminders, weekOfMessage);
  return Array.from({ length: weeks }, (_, week) => {
    const reports = reportsOf.get(week) ?? [];
    const lateness = reports.flatMap(({ lateMinutes }) => lateMinutes ?? []);
    const perPerson = Map.groupBy(unaskedOf.get(week) ?? [], ({ person }) => person);
    return {
      start: start.add({ weeks: week }),
      onTime: lateness.filter((minutes) => minutes === 0).length,
      late: lateness.filter((minutes) => minutes > 0).length,
      missing: reports.length - lateness.length,
      remindersPerReport: reports.length === 0 ? 0 : (remindersOf.get(week)?.length ?? 0) / reports.length,
      unaskedPerPerson: spreadOf([...perPerson.values()].map((messages) => messages.length)),
    };
  });
}
