import type { Temporal } from 'temporal-polyfill';
import type { Channel } from '../messages.ts';
import type { BlockedBecause } from '../organization/blocked.ts';

/** To the coordinators: no message reaches this person any more. */
export type UnreachableReply = {
  readonly kind: 'person-unreachable';
  readonly name: string;
  /** Units and bodies of the person's posts. */
  readonly places: readonly string[];
  /** Where the last of their chats was blocked. */
  readonly channel: Channel;
  /** Null: nobody knows. */
  readonly because: BlockedBecause | null;
  /** When they were last heard from there, real time; null: never. */
  readonly heardAt: Temporal.Instant | null;
};
