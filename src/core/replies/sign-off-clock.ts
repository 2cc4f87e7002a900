import type { Temporal } from 'temporal-polyfill';
import type { About } from '../replies.ts';

/** Reports named one by one in a message, each with its button. */
export const MOST_LISTED = 5;

/**
 * What the clock says of a report that waits for the head of its unit.
 * - `remind`: to the head and who deputises; `stand-in`: to whom an absent head named, who has no right to sign off.
 * - `lapsed`, `lapsed-own`: the time is over and the report counts as signed off; to the head, and to the unit's contacts.
 * - `overdue`: the time is over and it waits on; to those above.
 */
export type SignOffItem = {
  readonly kind: 'remind' | 'stand-in' | 'lapsed' | 'lapsed-own' | 'overdue';
  readonly about: About;
  readonly sentAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  /** Silence counts as acceptance. */
  readonly accepts: boolean;
  /** The absent head who named the reader. */
  readonly standsInFor?: string;
};

export type SignOffClockReply = { readonly kind: 'sign-off-clock'; readonly items: readonly SignOffItem[] };
