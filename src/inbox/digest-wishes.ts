import { may } from '../core/access/access.ts';
import type { Looked } from '../core/conversation/context.ts';
import { readDigestWish } from '../core/digest/wishes.ts';
import type { InboundMessage } from '../core/messages.ts';
import type { Transaction } from '../db/connect.ts';
import { loadDigestWishes } from '../db/queries/digest-wishes.ts';
import type { KnownPerson } from '../db/queries/people.ts';

/** How a leader wants digests, for words that are about it; undefined for others. */
export async function lookUpDigestWishes(
  tx: Transaction,
  message: InboundMessage,
  { view, places }: Pick<KnownPerson, 'view' | 'places'>,
): Promise<Looked | undefined> {
  const isAbout = message.kind === 'text' && readDigestWish(message.text) !== undefined;
  if (!isAbout || !may(places, 'receive-digest')) return undefined;
  const wishesOf = await loadDigestWishes(tx, [view.id]);
  return { kind: 'digest-wishes', wishes: wishesOf(view.id) };
}
