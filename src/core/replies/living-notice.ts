import type { Temporal } from 'temporal-polyfill';
import type { PeriodView, UnitView } from '../conversation/context.ts';
import type { About } from '../replies.ts';
import type { SignOffState } from '../sign-off/state.ts';

/** What an earlier reminder says from now on. Only ever the words of an edit, which does not ring. */
export type LivingNoticeReply = {
  readonly kind: 'living-notice';
  readonly sections: readonly NoticeSection[];
};

export type NoticeSection =
  /** `standsInFor`: the reader stands in for this contact, and cannot report here. */
  | { readonly kind: 'owed'; readonly about: About; readonly standsInFor: string | null }
  | {
      readonly kind: 'received';
      readonly about: About;
      readonly code: string;
      /** When the first revision came. */
      readonly at: Temporal.Instant;
      readonly signOff: SignOffState | null;
    }
  /** `missed`: it did not come before the lock. */
  | { readonly kind: 'exempt' | 'missed'; readonly about: About }
  /** For those above: the units that were late when it was sent. */
  | {
      readonly kind: 'late-units';
      readonly formName: string;
      readonly period: PeriodView;
      readonly missing: readonly UnitView[];
      readonly received: readonly UnitView[];
    };
