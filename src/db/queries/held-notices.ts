import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { DeliveryId, PersonId } from '../../core/ids.ts';
import type { OutgoingMessage } from '../../core/messages.ts';
import type { Executor, Transaction } from '../connect.ts';
import { tableOf } from './rows.ts';

export type NewHeldNotice = {
  readonly dedupKey: string;
  readonly person: PersonId;
  readonly message: OutgoingMessage;
  readonly dueAt: Temporal.Instant;
};

/** Keeps what cannot be said now; a known key is left as it is. `at` is calendar time. */
export async function holdNotices(
  tx: Transaction,
  notices: readonly NewHeldNotice[],
  at: Temporal.Instant,
): Promise<void> {
  if (notices.length === 0) return;
  await tx.execute(sql`
    insert into held_notice (dedup_key, person_id, message, due_at, decided_at)
    select "dedupKey", person, message, "dueAt", ${at.toString()}::timestamptz
    from ${tableOf(notices, 'stated', '"dedupKey" text, person bigint, message jsonb, "dueAt" timestamptz')}
    order by position
    on conflict (dedup_key) do nothing`);
}

/** Forgets what is still held back under a key, whomever it was for. */
export async function withdrawNotices(tx: Transaction, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.execute(sql`
    delete from held_notice n using ${tableOf(
      keys.map((key) => ({ key })),
      'withdrawn',
      'key text',
    )}
    where n.delivery_id is null and n.dedup_key = withdrawn.key || ' ' || n.person_id`);
}

export type HeldNotice = {
  readonly id: number;
  readonly person: PersonId;
  readonly message: OutgoingMessage;
};

/** What may be said by now to people who can be reached, in the order in which it was decided. */
export async function loadDueNotices(db: Executor, now: Temporal.Instant): Promise<readonly HeldNotice[]> {
  return db.execute<HeldNotice>(sql`
    select n.id, n.person_id as person, n.message
    from held_notice n
    where n.delivery_id is null and n.due_at <= ${now.toString()}
      and exists (select from chat c where c.person_id = n.person_id and c.state = 'linked')
    order by n.id`);
}

export async function markNoticesSent(
  tx: Transaction,
  sent: readonly { readonly id: number; readonly delivery: DeliveryId }[],
): Promise<void> {
  if (sent.length === 0) return;
  await tx.execute(sql`
    update held_notice n set delivery_id = sent.delivery
    from ${tableOf(sent, 'sent', 'id bigint, delivery bigint')} where n.id = sent.id`);
}
