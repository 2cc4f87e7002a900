import type { Temporal } from 'temporal-polyfill';
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
      /** The stand-in reports for the unit anyway. */
      readonly reports: boolean;
    };

export type StandInView = {
  /** As written, or as the organisation has it. */
  readonly name: string;
  /** `unknown`: nobody of the organisation is known by it. `told`: known, and cannot report here. */
  readonly kind: 'reports' | 'told' | 'unknown';
};
