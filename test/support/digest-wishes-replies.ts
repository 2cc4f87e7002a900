import { NO_WISHES } from '../../src/core/digest/wishes.ts';
import type { DigestWishesReply } from '../../src/core/replies/digest-wishes.ts';
import type { Reply } from '../../src/core/replies.ts';

/** The samples of replies about how a leader wants digests. */
export const digestWishesReplies: { readonly [Kind in DigestWishesReply['kind']]: readonly Reply[] } = {
  'digest-wishes': [
    { kind: 'digest-wishes', wishes: NO_WISHES, changed: false, offers: [] },
    {
      kind: 'digest-wishes',
      wishes: { notBefore: '08:30', onlyNeeded: true, without: ['week', 'month', 'nine-months', 'custom'] },
      changed: true,
      offers: [],
    },
  ],
  'digest-wishes-unclear': [{ kind: 'digest-wishes-unclear', offers: [] }],
};
