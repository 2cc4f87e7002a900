import type { FileCount } from '../attachments/attached.ts';
import type { Field } from '../forms/definition.ts';
import type { FieldChange } from '../forms/values.ts';
import type { About, Item } from '../replies.ts';
import type { SignOffState } from '../sign-off/state.ts';

/** About reports that wait for the head of their unit. */
export type SignOffReply =
  /** To the head: what the unit is about to answer for. */
  | {
      readonly kind: 'sign-off-request';
      readonly about: About;
      /** Who sent it; null: not known. */
      readonly by: string | null;
      readonly revision: number;
      readonly nil: boolean;
      readonly sameAsLast: boolean;
      readonly items: readonly Item[];
      /** Against the revision before; empty where it is the first, or is shown again. */
      readonly changes: readonly FieldChange[];
      readonly gaps: readonly Field[];
      readonly files: FileCount;
      /** Entered by a coordinator for the unit; `informant` null: not said who told the figures. */
      readonly onBehalf?: { readonly informant: string | null };
    }
  | { readonly kind: 'which-sign-off'; readonly requests: readonly About[] }
  /** What has to be corrected. */
  | { readonly kind: 'return-question'; readonly about: About }
  | {
      readonly kind: 'sign-off-done';
      readonly about: About;
      readonly outcome: 'approved' | 'returned';
      readonly reason: string | null;
    }
  /** Another was first, or it was settled before. */
  | {
      readonly kind: 'sign-off-settled';
      readonly about: About;
      readonly settled: Exclude<SignOffState, { readonly state: 'waiting' }>;
    }
  /** The revision that was tapped is not the one that stands. */
  | { readonly kind: 'sign-off-replaced'; readonly about: About }
  | { readonly kind: 'no-sign-off-waits' | 'sign-off-kept' }
  /** To the unit's contacts; a report that is returned also to the coordinators, where one of them entered it (`onBehalf`). */
  | { readonly kind: 'signed-off'; readonly about: About; readonly by: string; readonly code: string }
  | {
      readonly kind: 'report-returned';
      readonly about: About;
      readonly by: string;
      readonly code: string;
      readonly reason: string | null;
      /** It is closed to the unit, which may ask to have it opened again. */
      readonly locked: boolean;
      readonly onBehalf: boolean;
    };
