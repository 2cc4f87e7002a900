import { sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { INITIAL_STATE, readState, type State } from '../../core/conversation/state.ts';
import type { ChatId } from '../../core/ids.ts';
import { question, type Question } from './ask.ts';
import { idTable, tableOf } from './rows.ts';

/** Each chat's place in its conversation; one that cannot be read starts anew, and loses no values: they are in the drafts. */
export function conversationsOf(chats: readonly ChatId[]): Question<(chat: ChatId) => State> {
  return question(
    sql`select c.chat_id as chat, c.state from ${idTable(chats)} join conversation c on c.chat_id = wanted.id`,
    (rows: readonly { readonly chat: ChatId; readonly state: unknown }[]) => {
      const states = new Map(rows.map((row) => [row.chat, row.state]));
      return (chat) => readState(states.get(chat)) ?? INITIAL_STATE;
    },
  );
}

/** A statement that keeps where each chat's conversation stands. */
export function savingConversations(
  states: readonly { readonly chat: ChatId; readonly state: State }[],
  at: Temporal.Instant,
): SQL {
  return sql`
    insert into conversation (chat_id, state, updated_at)
    select chat, state, ${at.toString()}::timestamptz from ${tableOf(states, 'stated', 'chat bigint, state jsonb')}
    on conflict (chat_id) do update set state = excluded.state, updated_at = excluded.updated_at`;
}
