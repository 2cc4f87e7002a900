import type { OwnWord } from '../../src/core/dictionary/own-word.ts';
import { unitAliasId } from '../../src/core/ids.ts';
import type { About, Offers, Reply } from '../../src/core/replies.ts';
import type { OwnWordReply } from '../../src/core/replies/own-words.ts';
import { at } from './conversation.ts';
import { tuan } from './forms.ts';

/** The samples of replies about the words of units, at their longest. */
export function ownWordReplies({ unit }: About): {
  readonly [Kind in OwnWordReply['kind']]: readonly Reply[];
} {
  const offers: Offers = [];
  const words = 'hoa giai xom ap lang nghieng ben kia song';
  const proposed: OwnWord = {
    id: unitAliasId(1),
    unit,
    form: tuan,
    accepted: [],
    words,
    field: 'mediation',
    reports: 999,
    state: 'proposed',
    decidedBy: null,
    decidedAt: null,
  };
  const by = { decidedBy: `Nguyễn ${'Thị Thanh '.repeat(6)}Trúc`, decidedAt: at('25/8 16:00') };
  const accepted: OwnWord = { ...proposed, ...by, state: 'accepted' };
  const all: readonly OwnWord[] = [
    proposed,
    accepted,
    { ...accepted, state: 'declined' },
    { ...accepted, state: 'withdrawn', decidedBy: null },
  ];
  const refused = { kind: 'own-word-refused', word: proposed, offers } as const;
  return {
    'own-word-proposed': [{ kind: 'own-word-proposed', word: proposed, offers }],
    'own-words': [
      {
        kind: 'own-words',
        words: Array.from({ length: 10 }, () => accepted),
        more: 3_000,
        asks: false,
        offers,
      },
      { kind: 'own-words', words: all, more: 0, asks: true, offers },
      { kind: 'own-words', words: [], more: 0, asks: false, offers },
    ],
    'own-word-settled': (['accept', 'decline', 'withdraw'] as const).map((decision) => ({
      kind: 'own-word-settled',
      word: proposed,
      decision,
      offers,
    })),
    'own-word-decided': all.map((word) => ({ kind: 'own-word-decided', word, offers })),
    'own-word-refused': [
      { ...refused, trial: { kind: 'taken' } },
      { ...refused, trial: { kind: 'changes', messages: 2_000, fields: tuan.fields } },
      { ...refused, trial: { kind: 'changes', messages: 1, fields: [] } },
    ],
    'own-word-unknown': [{ kind: 'own-word-unknown', words, offers }],
  };
}
