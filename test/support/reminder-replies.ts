import { Temporal } from 'temporal-polyfill';
import type { RemindersNeeded } from '../../src/core/reminders/reminders-needed.ts';
import type { Reply } from '../../src/core/replies.ts';

/** What coordinators are told about how many reminders reports took. */
export function remindersNeededExamples(
  unit: string,
): readonly Extract<Reply, { kind: 'reminders-needed' }>[] {
  const needed: RemindersNeeded = {
    from: Temporal.PlainDate.from('2017-07-03'),
    until: Temporal.PlainDate.from('2017-08-27'),
    median: 1,
    units: Array.from({ length: 24 }, (_, index) => ({
      unit,
      reports: 8,
      median: index % 5,
      bestHour: { hour: 14, reminded: 8, answered: 6 },
    })),
  };
  const few = needed.units.slice(0, 3);
  return [
    { kind: 'reminders-needed', needed, offers: [] },
    { kind: 'reminders-needed', needed: { ...needed, median: 0, units: few }, offers: [] },
    { kind: 'reminders-needed', needed: { ...needed, units: [] }, offers: [] },
  ];
}
