import type { Effect, Scene } from '../core/effects.ts';
import type { Transaction } from '../db/connect.ts';
import { rerouteToLinked } from '../db/queries/blocked-chats.ts';
import { linkChat } from '../db/queries/chats.ts';
import { spendInvite } from '../db/queries/invites.ts';

type Join = { readonly scene: Scene; readonly effect: Extract<Effect, { kind: 'link-chat' }> };

/** Links chats to the people who agreed. An invite that someone else used up meanwhile refuses the transaction. */
export async function joinChats(tx: Transaction, joins: readonly Join[]): Promise<void> {
  for (const { scene, effect } of joins) {
    await spendInvite(tx, effect.invite, scene.realNow);
    await linkChat(tx, {
      chat: scene.chat,
      person: effect.person,
      consentVersion: effect.consentVersion,
      at: scene.at,
    });
  }
  await rerouteToLinked(
    tx,
    joins.map(({ effect }) => effect.person),
  );
}
