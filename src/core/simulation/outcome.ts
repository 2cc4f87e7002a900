import type { Temporal } from 'temporal-polyfill';
import type { Value } from '../forms/definition.ts';
import type { FieldCode } from '../ids.ts';

/** What came of a simulation. */
export type Outcome = {
  readonly expected: number;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  /** Reports that hold another value than their writer meant, or lack one. */
  readonly wrong: number;
  /** The first of them. */
  readonly wrongReports: readonly WrongReport[];
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

/** A report that holds another value than its writer meant: the fields that differ. */
export type WrongReport = {
  /** What the writer typed, message by message. */
  readonly text: string;
  readonly expected: Readonly<Record<FieldCode, Value | null>>;
  /** Null: nothing is stored. */
  readonly stored: Readonly<Record<FieldCode, Value | null>>;
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
