import type { Temporal } from 'temporal-polyfill';
import type { StandInAnswer } from '../organization/stand-in.ts';
import type { About } from '../replies.ts';

/** That a person is away for a while, and who stands in. Days include the last one. */
export type AbsenceReply =
  | { readonly kind: 'absence-unclear' }
  | {
      readonly kind: 'absence-noted';
      readonly from: Temporal.PlainDate;
      readonly until: Temporal.PlainDate;
      readonly standIn: StandInView | null;
      /** Who is reminded meanwhile, by name; empty: the person as before. */
      readonly reminded: readonly string[];
    }
  /** Several people have the name; it is kept as written until one is chosen. */
  | { readonly kind: 'which-stand-in'; readonly name: string; readonly until: Temporal.PlainDate }
  | { readonly kind: 'absence-ended'; readonly was: boolean }
  /** To the coordinators. */
  | {
      readonly kind: 'absence-told';
      readonly by: string;
      readonly place: string;
      readonly from: Temporal.PlainDate;
      readonly until: Temporal.PlainDate;
      readonly standIn: StandInView | null;
    }
  /** To the stand-in. */
  | {
      readonly kind: 'stand-in-told';
      readonly by: string;
      readonly until: Temporal.PlainDate;
      readonly owed: readonly About[];
      /** The stand-in reports for the unit anyway; else is asked whether to stand in. */
      readonly reports: boolean;
    }
  /** Several asked the stand-in. */
  | { readonly kind: 'which-stand-in-request'; readonly answer: StandInAnswer }
  /** The colleague of that name needs none any more. */
  | { readonly kind: 'stand-in-over'; readonly name: string }
  /** The stand-in's own answer; to who is away; to the coordinators. */
  | ({ readonly kind: 'stand-in-noted' } & StandInWord)
  | ({ readonly kind: 'stand-in-answered' | 'stand-in-answer-told'; readonly by: string } & StandInWord)
  /** To a stand-in who had agreed: the colleague is back, or names another. */
  | { readonly kind: 'stand-in-ended'; readonly name: string; readonly reason: 'back' | 'replaced' };

/** What a stand-in said to the wish of the colleague of that name, who reports for that place. */
type StandInWord = {
  readonly answer: StandInAnswer;
  readonly name: string;
  readonly place: string;
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
};

export type StandInView = {
  /** As written, or as the organisation has it. */
  readonly name: string;
  /** `unknown`: nobody of the organisation is known by it. `asked`: known, and reports here after agreeing. */
  readonly kind: 'reports' | 'asked' | 'unknown';
};
