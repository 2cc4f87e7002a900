/**
 * How far a message of ours is known to have come: `accepted` by the platform, `delivered` to the person's device, `seen`. Most
 * platforms tell no more than the first, and then no more is claimed. `unknown`: it may have arrived. `failed`: it did not.
 */
export type Reach = 'waiting' | 'accepted' | 'delivered' | 'seen' | 'unknown' | 'failed';

/** Messages of one channel, each counted in every state that it has come to. */
export type ReachTally = { readonly accepted: number; readonly delivered: number; readonly seen: number };
