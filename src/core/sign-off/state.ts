import type { Temporal } from 'temporal-polyfill';

/**
 * Where a sent revision stands with the head of its unit. `by`: the name of who settled it. `timed-out`: the head did not answer in
 * time, and the form takes that as acceptance.
 */
export type SignOffState =
  | { readonly state: 'waiting' }
  | {
      readonly state: 'approved' | 'returned';
      readonly by: string;
      readonly at: Temporal.Instant;
      /** Why it was returned. */
      readonly reason: string | null;
    }
  | { readonly state: 'timed-out'; readonly at: Temporal.Instant };
