import type { About } from '../replies.ts';

/** What is said of words that must not be kept, or not unasked. */
export type GuardReply =
  | { readonly kind: 'secrecy-refused' }
  | {
      readonly kind: 'privacy-question';
      readonly about: About;
      /** The words that tell who somebody is, as typed; shown only in part. */
      readonly pieces: readonly string[];
    };
