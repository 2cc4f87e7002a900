import type { Reply } from '../../src/core/replies.ts';
import type { PostReply } from '../../src/core/replies/post.ts';

/** The samples of replies about posts that change hands, at their longest. */
export function postReplies(long: string): { readonly [Kind in PostReply['kind']]: readonly Reply[] } {
  const [title, place, name] = [long.slice(0, 120), long.slice(0, 120), long.slice(0, 80)];
  return {
    'post-passed': [name, null].map((to) => ({ kind: 'post-passed', title, place, to, offers: [] })),
  };
}
