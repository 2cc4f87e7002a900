import type { DigestWishes } from '../digest/wishes.ts';

/** About how a leader wants digests. */
export type DigestWishesReply =
  /** `changed`: they were otherwise before. */
  | { readonly kind: 'digest-wishes'; readonly wishes: DigestWishes; readonly changed: boolean }
  | { readonly kind: 'digest-wishes-unclear' };
