import { Temporal } from 'temporal-polyfill';
import type { Reply } from '../../src/core/replies.ts';

const BECAUSES = ['window-closed', 'not-following', 'refused', 'gone', null] as const;

/** What coordinators are told of whom messages do not reach, the longest there can be. */
export function notReachedReplies(longPlace: string) {
  return {
    'person-unreachable': BECAUSES.map((because) => ({
      kind: 'person-unreachable',
      name: 'Nguyễn Thị Minh Hạnh '.repeat(5).trim(),
      places: Array.from({ length: 12 }, () => longPlace),
      channel: because === null ? 'telegram' : 'zalo-oa',
      because,
      heardAt: Temporal.Instant.from('2026-12-28T08:00:00Z'),
      offers: [],
    })),
    'zalo-bot-plan': (['people', 'messages'] as const).map((part) => ({
      kind: 'zalo-bot-plan',
      part,
      used: 2_999,
      offers: [],
    })),
    'zalo-oa-budget': (['near', 'spent'] as const).map((stage) => ({
      kind: 'zalo-oa-budget',
      stage,
      spending: { messages: 18_181, dong: 999_999_999 },
      monthly: 999_999_999,
      offers: [],
    })),
  } satisfies Partial<Record<Reply['kind'], readonly Reply[]>>;
}
