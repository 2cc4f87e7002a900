import { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../core/calendar/holidays.ts';
import { planSteps } from '../core/reminders/plan-steps.ts';
import type { Transaction } from '../db/connect.ts';
import type { FormVersions } from '../db/queries/form-versions.ts';
import { loadPeriodsAhead, loadReminderMark } from '../db/queries/reminders.ts';
import { nextSnooze } from '../db/queries/snoozes.ts';
import { createSteps } from './habits.ts';
import { isCalm, nextHalfHour, type Calm } from './calm.ts';
import { remind } from './reminders.ts';

type Calendar = {
  readonly zone: string;
  readonly holidays: Holidays;
  readonly versions: FormVersions;
};

/**
 * Reminds as `remind` does, but looks at thousands of awaited reports only when there can be something to say. After a look that
 * decided nothing, that is at the next step, opening, due or lock moment of a period, when a reminder was asked for, at the next
 * half hour, and as soon as an obligation, holder, wish to be reminded later or to have somebody reminded is new. Returns the number of messages.
 */
export function createReminding(
  calendar: Calendar,
): (tx: Transaction, now: Temporal.Instant) => Promise<number> {
  const steps = createSteps(calendar);
  let calm: Calm | undefined;
  return async (tx, now) => {
    // Before the look: what is added meanwhile makes the next mark another one.
    const mark = await loadReminderMark(tx);
    if (isCalm(calm, mark, now)) return 0;
    const { messages, decisions } = await remind(tx, { now, steps, ...calendar });
    // What was decided may be undone with the transaction; only a look that leaves nothing behind counts.
    calm = decisions > 0 ? undefined : { mark, from: now, until: await nextChange(tx, now, calendar) };
    return messages;
  };
}

async function nextChange(
  tx: Transaction,
  now: Temporal.Instant,
  { zone, holidays, versions }: Calendar,
): Promise<Temporal.Instant> {
  const periods = await loadPeriodsAhead(tx, now);
  const snooze = await nextSnooze(tx, now);
  const formOf = await versions.load(
    tx,
    periods.map((period) => period.formVersion),
  );
  const moments = periods.flatMap((period) => {
    const steps = planSteps(formOf(period.formVersion), period, zone, holidays);
    return [period.opensAt, period.dueAt, period.locksAt, ...steps.map((step) => step.plannedAt)];
  });
  return [...moments, ...(snooze === undefined ? [] : [snooze])]
    .filter((moment) => Temporal.Instant.compare(moment, now) > 0)
    .reduce(
      (first, moment) => (Temporal.Instant.compare(moment, first) < 0 ? moment : first),
      nextHalfHour(now, zone),
    );
}
