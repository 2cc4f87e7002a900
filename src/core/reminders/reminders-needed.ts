import type { Temporal } from 'temporal-polyfill';
import type { HourCount } from './best-hour.ts';

/** Full weeks that are looked at, before the one that runs. */
export const NEEDED_WEEKS = 8;

/** How many reminders reports took, opening notices not counted: for coordinators, never a rank. */
export type RemindersNeeded = {
  /** First and last day, both included, of the due moments that are looked at. */
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
  /** Over all reports that came. */
  readonly median: number;
  /** By name. Units without a report are left out. */
  readonly units: readonly UnitNeeds[];
};

export type UnitNeeds = {
  readonly unit: string;
  readonly reports: number;
  readonly median: number;
  /** Where a form's plan adapts: the hour at which the unit is rather reminded. */
  readonly bestHour?: HourCount;
};
