import type { Temporal } from 'temporal-polyfill';
import type { PersonCode } from '../ids.ts';
import type { Spread } from './outcome.ts';

/** What every person would get in the coming weeks if nobody reported: the most that the plan can send. */
export type Rehearsal = {
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
  readonly perPersonAndWeek: Spread;
  /** Who gets anything, most messages first. */
  readonly people: readonly RehearsedPerson[];
};

export type RehearsedPerson = {
  readonly person: PersonCode;
  readonly name: string;
  readonly messages: readonly { readonly at: Temporal.Instant; readonly text: string }[];
};
