import type { About, Offers, Reply } from '../../src/core/replies.ts';
import type { SignOffItem } from '../../src/core/replies/sign-off-clock.ts';

/** What the clock says of reports that wait: each alone, and all at once for a person of many posts. */
export function signOffClockReplies(about: About, offers: Offers = []) {
  const { dueAt: sentAt, locksAt: endsAt } = about.period;
  const kinds: readonly SignOffItem['kind'][] = ['remind', 'stand-in', 'lapsed', 'lapsed-own', 'overdue'];
  const item = (kind: SignOffItem['kind'], accepts: boolean): SignOffItem => ({
    kind,
    about,
    sentAt,
    endsAt,
    accepts,
    ...(kind === 'stand-in' ? { standsInFor: 'Nguyễn Thị Minh Hạnh' } : {}),
  });
  const items = kinds.flatMap((kind) => Array.from({ length: 12 }, () => item(kind, true)));
  const overdue = Array.from({ length: 3321 }, () => item('overdue', false));
  return {
    'sign-off-clock': [
      ...kinds.map((kind) => ({ kind: 'sign-off-clock', items: [item(kind, false)], offers }) as const),
      { kind: 'sign-off-clock', items, offers },
      { kind: 'sign-off-clock', items: overdue, offers },
    ],
  } satisfies { readonly 'sign-off-clock': readonly Reply[] };
}
