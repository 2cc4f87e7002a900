import { inArray, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { INITIAL_STATE, isState, type State } from '../../core/conversation/state.ts';
import type { ChatId } from '../../core/ids.ts';
import type { Transaction } from '../connect.ts';
import { conversation } from '../schema/chat.ts';

/** Each chat's place in its conversation; a state of an older version starts anew, and loses no values: they are in the drafts. */
export async function loadConversations(
  tx: Transaction,
  chats: readonly ChatId[],
): Promise<(chat: ChatId) => State> {
  const rows = await tx
    .select({ chat: conversation.chatId, state: conversation.state })
    .from(conversation)
    .where(inArray(conversation.chatId, [...chats]));
  const states = new Map(rows.map((row) => [row.chat, row.state]));
  return (chat) => {
    const state = states.get(chat);
    return isState(state) ? state : INITIAL_STATE;
  };
}

export async function saveConversations(
  tx: Transaction,
  states: readonly { readonly chat: ChatId; readonly state: State }[],
  at: Temporal.Instant,
): Promise<void> {
  if (states.length === 0) return;
  await tx
    .insert(conversation)
    .values(states.map(({ chat, state }) => ({ chatId: chat, state, updatedAt: at })))
    .onConflictDoUpdate({
      target: conversation.chatId,
      set: { state: sql`excluded.state`, updatedAt: sql`excluded.updated_at` },
    });
}
