import { Temporal } from 'temporal-polyfill';
import type { SignOffRule } from '../forms/definition.ts';

export type SignOffMoments = { readonly remindAt: Temporal.Instant; readonly endsAt: Temporal.Instant };

/** Where a report that nobody has signed off is between sending and the end of its time. */
export type Stage =
  /** The head was asked and is left alone. */
  | 'fresh'
  | 'reminded'
  /** The time is over, and silence is acceptance. */
  | 'lapsed'
  /** The time is over, and it waits on. */
  | 'overdue';

/** `remindAt` and `endsAt` begin the next stage. After downtime a stage may be left out: what lapsed is not reminded of. */
export function stageOf(
  { remindAt, endsAt }: SignOffMoments,
  otherwise: SignOffRule['otherwise'],
  now: Temporal.Instant,
): Stage {
  if (Temporal.Instant.compare(endsAt, now) <= 0) return otherwise === 'accept' ? 'lapsed' : 'overdue';
  return Temporal.Instant.compare(remindAt, now) <= 0 ? 'reminded' : 'fresh';
}
