import type { Channel } from '../messages.ts';

/** To the coordinators: no message reaches this person any more. */
export type UnreachableReply = {
  readonly kind: 'person-unreachable';
  readonly name: string;
  /** Units and bodies of the person's posts. */
  readonly places: readonly string[];
  /** Where the last of their chats was blocked. */
  readonly channel: Channel;
  /** Nothing is wrong with it: they were not heard from there for so long that the platform takes no message. */
  readonly isWindowClosed: boolean;
};
