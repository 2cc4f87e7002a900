import { Temporal } from 'temporal-polyfill';
import type { Reply } from '../../src/core/replies.ts';
import type { PostReply } from '../../src/core/replies/post.ts';

/** The samples of replies about posts that change hands, at their longest. */
export function postReplies(long: string): { readonly [Kind in PostReply['kind']]: readonly Reply[] } {
  const [title, place, name] = [long.slice(0, 120), long.slice(0, 120), long.slice(0, 80)];
  const owed = Array.from({ length: 12 }, (_, index) => ({
    formName: long.slice(0, 120),
    period: {
      code: '2017-W34',
      start: Temporal.PlainDate.from('2017-08-21'),
      end: Temporal.PlainDate.from('2017-08-27'),
    },
    dueAt: Temporal.Instant.from('2017-08-25T09:00:00Z'),
    drafted: index === 0,
  }));
  return {
    'post-passed': [name, null].map((to) => ({ kind: 'post-passed', title, place, to, offers: [] })),
    'post-received': [
      { kind: 'post-received', title, place, from: name, owed, offers: [] },
      { kind: 'post-received', title, place, from: null, owed: [], offers: [] },
    ],
  };
}
