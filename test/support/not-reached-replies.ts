import type { Reply } from '../../src/core/replies.ts';

/** What coordinators are told of whom messages do not reach, the longest there can be. */
export function notReachedReplies(longPlace: string) {
  return {
    'person-unreachable': (['telegram', 'zalo-bot', 'zalo-oa', 'demo'] as const).map((channel) => ({
      kind: 'person-unreachable',
      name: 'Nguyễn Thị Minh Hạnh '.repeat(5).trim(),
      places: Array.from({ length: 12 }, () => longPlace),
      channel,
      isWindowClosed: channel === 'zalo-oa',
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
