import type { Temporal } from 'temporal-polyfill';

/** What came of a simulation. */
export type Outcome = {
  readonly expected: number;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  /** Reports that hold another value than their writer meant, or lack one. */
  readonly wrong: number;
  /** Unasked messages to contacts by reports that were owed. */
  readonly remindersPerReport: number;
  /** Both ways and from the reminder on, of reports that were sent. */
  readonly messagesPerReport: Spread;
  readonly questionsPerReport: Spread;
  readonly unaskedPerPersonAndWeek: Spread;
  readonly inQuietTime: number;
  /** The same unasked words to the same person within a day. */
  readonly doubles: number;
  readonly weekly: readonly WeekOutcome[];
};

/** What came of one week, which begins on that Monday. */
export type WeekOutcome = {
  readonly start: Temporal.PlainDate;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  readonly remindersPerReport: number;
  /** Of the people who got any. */
  readonly unaskedPerPerson: Spread;
};

export type Spread = { readonly median: number; readonly most: number };
