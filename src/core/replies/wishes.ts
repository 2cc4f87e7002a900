import type { Intent } from '../parsing/understanding.ts';

/** A wish that somebody else decides: named back, with whom to turn to. */
export type WishReply = {
  readonly kind: 'wish-for-coordinator';
  readonly wish: Extract<Intent, { kind: 'absence' | 'reopen' }>;
};
