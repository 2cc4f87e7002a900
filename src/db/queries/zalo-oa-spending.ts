import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { DeliveryId } from '../../core/ids.ts';
import type { Spending } from '../../core/zalo-oa/cost.ts';
import { ZALO_ZONE } from '../../core/zalo-oa/zone.ts';
import type { Executor, Transaction } from '../connect.ts';
import { idTable, tableOf } from './rows.ts';

/** Held while messages are weighed against the budget: senders of several processes would spend the same rest. */
const SPENDING_LOCK = 7_301_014;

/**
 * What the Official Account's messages of the calendar month around `now` cost, in real time: what Zalo said, or where it has not
 * answered, what is expected. What may have arrived counts, what was refused does not. Reads the month's paid messages only.
 */
export async function loadSpending(db: Executor, now: Temporal.Instant): Promise<Spending> {
  const month = now.toZonedDateTimeISO(ZALO_ZONE).with({ day: 1 }).startOfDay();
  const [spending] = await db.execute<Spending>(sql`
    select count(*)::int as messages, coalesce(sum(coalesce(cost, expected_cost)), 0)::int as dong
    from delivery
    where expected_cost > 0 and priced_at >= ${month.toInstant().toString()}::timestamptz
      and priced_at < ${month.add({ months: 1 }).toInstant().toString()}::timestamptz
      and coalesce(cost, expected_cost) > 0 and state in ('sending', 'sent', 'unknown')`);
  if (!spending) throw new RangeError('a select of counts returned no row');
  return spending;
}

/** Until the transaction ends nobody else weighs messages against the budget. */
export async function lockSpending(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${SPENDING_LOCK})`);
}

/** When the people to whom these messages go were heard from last there, real time; null: never. */
export async function loadLastInteractions(
  db: Executor,
  deliveries: readonly DeliveryId[],
): Promise<ReadonlyMap<DeliveryId, string | null>> {
  const rows = await db.execute<{ id: DeliveryId; heardAt: string | null }>(sql`
    select d.id, c.last_inbound_at as "heardAt"
    from ${idTable(deliveries)} join delivery d on d.id = wanted.id join chat c on c.id = d.chat_id`);
  return new Map(rows.map(({ id, heardAt }) => [id, heardAt]));
}

/** What messages that are about to be sent will cost, in đồng. */
export async function notePrices(
  tx: Transaction,
  prices: readonly { readonly id: DeliveryId; readonly cost: number }[],
  now: Temporal.Instant,
): Promise<void> {
  if (prices.length === 0) return;
  await tx.execute(sql`
    update delivery d set expected_cost = priced.cost, cost = null, quota_type = null, priced_at = ${now.toString()}::timestamptz
    from ${tableOf(prices, 'priced', 'id bigint, cost integer')} where d.id = priced.id`);
}

/**
 * Messages that were taken to be sent and that no money is left for: they go to another channel of their reader, or wait until the
 * given moment, and before that for the reader to write, which makes them free.
 */
export async function yieldDeliveries(
  tx: Transaction,
  deliveries: readonly DeliveryId[],
  until: Temporal.Instant,
): Promise<void> {
  if (deliveries.length === 0) return;
  await tx.execute(sql`
    with yielded as (
      select d.id, next.id as chat
      from ${idTable(deliveries)} join delivery d on d.id = wanted.id join chat c on c.id = d.chat_id
        left join lateral (
          select other.id from chat other join person p on p.id = other.person_id
          where other.person_id = c.person_id and other.state = 'linked' and other.channel <> c.channel
          order by (other.channel is not distinct from p.preferred_channel) desc, other.last_inbound_at desc nulls last
          limit 1
        ) next on true
    ), moved as (
      update delivery d set state = 'waiting', leased_until = null, attempts = d.attempts - 1,
        chat_id = coalesce(y.chat, d.chat_id), is_put_off = y.chat is null,
        not_before = case when y.chat is null then ${until.toString()}::timestamptz else d.not_before end,
        error = 'the budget of the month is spent'
      from yielded y where d.id = y.id
      returning is_put_off
    )
    select pg_notify('delivery', '') where exists (select from moved where not is_put_off)`);
}
