import type { Temporal } from 'temporal-polyfill';

/** Full weeks that the burden meter looks at, before the one that runs. */
export const BURDEN_WEEKS = 4;
/** Messages that are further apart belong to different sittings. */
export const SITTING_MINUTES = 15;
/** Units that are named for having the most messages. */
export const HEAVIEST = 3;

/** What reporting costs the contacts, measured by the messages of the last full weeks. */
export type Burden = {
  /** First and last day of the weeks, both included. */
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
  /** Contacts who are linked. */
  readonly people: number;
  /** Messages that nobody asked for, per person and week, weeks without any included. */
  readonly unaskedMedian: number;
  readonly unaskedMost: number;
  /** First revisions of those weeks. */
  readonly reports: number;
  /** Messages both ways in the contacts' chats, and the time between them within a sitting; what lies before its first answer is not seen. */
  readonly messages: number;
  readonly seconds: number;
  /** By messages, most first. */
  readonly heaviest: readonly UnitBurden[];
};

export type UnitBurden = { readonly unit: string; readonly messages: number; readonly seconds: number };
