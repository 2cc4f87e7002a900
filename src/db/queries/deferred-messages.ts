import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Channel, InboundMessage } from '../../core/messages.ts';
import type { Executor } from '../connect.ts';
import { tableOf } from './rows.ts';

export type DeferredMessage = { readonly id: number; readonly message: InboundMessage };

type Stored<Message> = Message extends InboundMessage
  ? Omit<Message, 'sentAt'> & { readonly sentAt: string }
  : never;

/** Keeps messages of one channel to be taken later, in their order. */
export async function deferMessages(db: Executor, messages: readonly InboundMessage[]): Promise<void> {
  const rows = messages.map((message) => ({ ...message.chat, message }));
  await db.execute(sql`
    insert into deferred_message (channel, external_id, message)
    select channel, "externalId", message
    from ${tableOf(rows, 'said', 'channel text, "externalId" text, message jsonb')}
    order by position`);
}

/** The chats of which messages are kept. */
export async function loadDeferringChats(db: Executor, channel: Channel): Promise<readonly string[]> {
  const rows = await db.execute<{ chat: string }>(sql`
    select distinct external_id as chat from deferred_message where channel = ${channel}`);
  return rows.map(({ chat }) => chat);
}

/** The first messages that are kept of a chat. */
export async function loadDeferred(
  db: Executor,
  channel: Channel,
  chat: string,
  most: number,
): Promise<readonly DeferredMessage[]> {
  const rows = await db.execute<{ id: number; message: Stored<InboundMessage> }>(sql`
    select id, message from deferred_message
    where channel = ${channel} and external_id = ${chat}
    order by id limit ${most}`);
  return rows.map(({ id, message }) => ({
    id,
    message: { ...message, sentAt: Temporal.Instant.from(message.sentAt) },
  }));
}

/** Forgets messages that have taken effect. */
export async function deleteDeferred(db: Executor, taken: readonly DeferredMessage[]): Promise<void> {
  const ids = taken.map(({ id }) => id).join(',');
  await db.execute(
    sql`delete from deferred_message where id = any(string_to_array(${ids}::text, ',')::bigint[])`,
  );
}
