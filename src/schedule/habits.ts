import type { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../core/calendar/holidays.ts';
import { adaptSteps, type HourCount } from '../core/reminders/best-hour.ts';
import { planSteps, type PlannedStep } from '../core/reminders/plan-steps.ts';
import type { FormDefinition } from '../core/forms/definition.ts';
import type { UnitId } from '../core/ids.ts';
import type { Transaction } from '../db/connect.ts';
import { loadHourCounts } from '../db/queries/reminder-habits.ts';
import type { AwaitedReport } from '../db/queries/reminders.ts';

/** The steps of a report's plan. The same object for all that share them, so that the planner looks at it once. */
export type StepsOf = (report: AwaitedReport, form: FormDefinition) => readonly PlannedStep[];

type Day = {
  readonly today: Temporal.PlainDate;
  readonly counts: ReadonlyMap<UnitId, readonly HourCount[]>;
  readonly adapted: Map<string, readonly PlannedStep[]>;
};

/**
 * The steps of awaited reports, those of adaptive forms at each unit's hours. What units are used to is learned once a day, by what
 * was before that day, so that every process plans the day alike. Moved moments are half hours of the clock, at which a look is due
 * anyway.
 */
export function createSteps({ zone, holidays }: { readonly zone: string; readonly holidays: Holidays }) {
  let day: Day | undefined;

  return async (
    tx: Transaction,
    now: Temporal.Instant,
    forms: readonly FormDefinition[],
  ): Promise<StepsOf> => {
    const today = now.toZonedDateTimeISO(zone).toPlainDate();
    const isAdaptive = forms.some(({ plan }) => plan === 'adaptive');
    if (isAdaptive && !day?.today.equals(today)) {
      day = { today, counts: await loadHourCounts(tx, today, zone), adapted: new Map() };
    }
    const learned = isAdaptive ? day : undefined;
    const shared = new Map<string, readonly PlannedStep[]>();
    return (report, form) => {
      const key = `${report.periodId} ${report.period.dueAt.epochMilliseconds}`;
      const steps = shared.get(key) ?? planSteps(form, report.period, zone, holidays);
      shared.set(key, steps);
      const counts = form.plan === 'adaptive' ? learned?.counts.get(report.unitId) : undefined;
      if (counts === undefined || learned === undefined) return steps;
      const own = `${key} ${report.unitId}`;
      const { dueAt, locksAt } = report.period;
      const adapted =
        learned.adapted.get(own) ?? adaptSteps(steps, counts, { dueAt, locksAt, zone, holidays });
      learned.adapted.set(own, adapted);
      return adapted;
    };
  };
}
