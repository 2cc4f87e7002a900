import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { ChatId, DeliveryId, PersonId } from '../../core/ids.ts';
import type { OutgoingMessage } from '../../core/messages.ts';
import type { Executor, Transaction } from '../connect.ts';
import { idTable, tableOf } from './rows.ts';

export type NewDelivery = {
  readonly chat: ChatId;
  readonly dedupKey: string;
  readonly message: OutgoingMessage;
  readonly urgency: 0 | 1;
};

/**
 * What a notice of new messages carries: which process wrote them. That one wakes its own senders, so the notice tells it
 * nothing new.
 */
export const PROCESS: string = randomUUID();

/** Writes messages into the outbox and wakes the senders when the transaction commits. A known key is left as it is. */
export async function insertDeliveries(
  tx: Transaction,
  messages: readonly NewDelivery[],
  at: Temporal.Instant,
  realNow: Temporal.Instant,
): Promise<ReadonlyMap<string, DeliveryId>> {
  if (messages.length === 0) return new Map();
  const rows = await tx.execute<{ id: DeliveryId; key: string }>(sql`
    with written as (
      insert into delivery (chat_id, dedup_key, message, urgency, not_before, created_at)
      select chat, "dedupKey", message, urgency, ${realNow.toString()}::timestamptz, ${at.toString()}::timestamptz
      from ${tableOf(messages, 'decided', 'chat bigint, "dedupKey" text, message jsonb, urgency integer')}
      order by position
      on conflict (dedup_key) do nothing
      returning id, dedup_key
    )
    select id, dedup_key as key, pg_notify('delivery', ${PROCESS}) from written`);
  return new Map(rows.map((row) => [row.key, row.id]));
}

/** Unasked messages that each person got between two calendar moments, the first included. */
export async function countUnasked(
  db: Executor,
  people: readonly PersonId[],
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<ReadonlyMap<PersonId, number>> {
  if (people.length === 0) return new Map();
  const rows = await db.execute<{ person: PersonId; messages: number }>(sql`
    select c.person_id as person, count(*) as messages
    from ${idTable(people)} join chat c on c.person_id = wanted.id join delivery d on d.chat_id = c.id
    where d.urgency = 0 and d.created_at >= ${from.toString()} and d.created_at < ${until.toString()}
    group by c.person_id`);
  return new Map(rows.map((row) => [row.person, row.messages]));
}
