import type { Temporal } from 'temporal-polyfill';
import type { About } from '../replies.ts';

/** What is said to who wants to be reminded later. */
export type SnoozeReply =
  | {
      readonly kind: 'snooze-question';
      readonly abouts: readonly About[];
      /** The moment that was asked for would come too late; what fits is offered. */
      readonly tooLate: boolean;
    }
  | { readonly kind: 'snooze-noted'; readonly abouts: readonly About[]; readonly until: Temporal.Instant }
  /** Any later reminder would come too late. `overdue`: for the lock, not for the due moment. */
  | { readonly kind: 'snooze-too-late'; readonly about: About; readonly overdue: boolean };

/** A moment on a button. */
export type SnoozeLabel = {
  readonly kind: 'snooze-until';
  readonly when: 'in-two-hours' | 'this-afternoon' | 'next-morning';
  readonly day: Temporal.PlainDate;
  readonly isTomorrow: boolean;
};
