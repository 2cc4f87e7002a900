import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { ChatId, DeliveryId, PersonId } from '../../core/ids.ts';
import type { Channel } from '../../core/messages.ts';
import type { BlockedBecause } from '../../core/organization/blocked.ts';
import type { Executor, Transaction } from '../connect.ts';
import { chat } from '../schema/chat.ts';
import { isHeld } from './held.ts';
import { idTable, tableOf } from './rows.ts';

/**
 * Chats that cannot be written to are blocked until they are heard from. What is unasked and waits for them goes to the person's
 * next channel, in its order; else it keeps its words, for `requeueUnreachable` or a channel that is linked later. An answer goes
 * nowhere else: it belongs to what was written there.
 */
export async function blockChats(
  tx: Transaction,
  blocked: readonly { readonly chat: ChatId; readonly because: BlockedBecause | null }[],
): Promise<void> {
  if (blocked.length === 0) return;
  const chats = blocked.map((one) => one.chat);
  await tx.execute(sql`
    update chat c set state = 'blocked', blocked_because = closed.because
    from ${tableOf(blocked, 'closed', 'chat bigint, because text')}
    where c.id = closed.chat and c.state in ('stranger', 'linked')`);
  await tx.execute(sql`
    update delivery d set state = 'unreachable', error = 'the chat could not be written to'
    from ${idTable(chats)} where d.chat_id = wanted.id and d.state = 'waiting'`);
  await reroute(tx, sql`exists (select from ${idTable(chats)} where wanted.id = closed.id)`);
}

/** A channel was linked: what could not be said to these people goes there. */
export async function rerouteToLinked(tx: Transaction, people: readonly PersonId[]): Promise<void> {
  if (people.length === 0) return;
  await reroute(tx, sql`exists (select from ${idTable(people)} where wanted.id = closed.person_id)`);
}

/** These messages alone cannot reach their chats: they go to another channel of the person, else they are kept. */
export async function rerouteKept(tx: Transaction, deliveries: readonly DeliveryId[]): Promise<void> {
  if (deliveries.length === 0) return;
  await reroute(tx, sql`exists (select from ${idTable(deliveries)} where wanted.id = d.id)`);
}

/**
 * The platform refuses the account that these messages were for: what is due on it and unasked goes to another channel of the person,
 * else it waits until someone has put that right.
 */
export async function rerouteRefused(tx: Transaction, deliveries: readonly DeliveryId[]): Promise<void> {
  if (deliveries.length === 0) return;
  await move(tx, {
    which: sql`not d.is_put_off and closed.channel in (
        select c.channel from delivery refused join chat c on c.id = refused.chat_id join ${idTable(deliveries)} on wanted.id = refused.id
      )`,
    from: 'waiting',
    takes: sql`c.channel <> closed.channel`,
    notBefore: sql`least(d.not_before, d.queued_at)`,
  });
}

/** A chat that takes other messages hands none to its like on the same platform, which would hand it back. */
async function reroute(tx: Transaction, which: SQL): Promise<void> {
  await move(tx, {
    which,
    from: 'unreachable',
    takes: sql`(closed.state = 'blocked' or c.channel <> closed.channel)`,
    notBefore: sql`d.not_before`,
  });
}

/** With a message that never arrived go the edits of it. The order is that of `routesTo`. */
async function move(
  tx: Transaction,
  of: {
    readonly which: SQL;
    readonly from: 'waiting' | 'unreachable';
    /** Which other chats `c` of the person. */
    readonly takes: SQL;
    readonly notBefore: SQL;
  },
): Promise<void> {
  await tx.execute(sql`
    with moved as (
      update delivery d set chat_id = next.id, state = 'waiting', error = null, not_before = ${of.notBefore}
      from chat closed, lateral (
        select c.id from chat c join person p on p.id = c.person_id
        where c.person_id = closed.person_id and c.state = 'linked' and ${of.takes}
        order by (c.channel is not distinct from p.preferred_channel) desc, c.last_inbound_at desc nulls last
        limit 1
      ) next
      where ${of.which} and d.chat_id = closed.id and d.state = ${of.from} and d.urgency = 0
        and (d.edits is null or exists (
          select from delivery target where target.id = d.edits and target.chat_id = d.chat_id and target.state = ${of.from}
        ))
      returning d.id
    )
    select pg_notify('delivery', '') where exists (select from moved)`);
}

/** The chats were heard from again. */
export async function markUnblocked(tx: Transaction, chats: readonly ChatId[]): Promise<void> {
  await tx
    .update(chat)
    .set({
      state: sql`case when ${chat.personId} is null then 'stranger' else 'linked' end`,
      blockedToldAt: null,
      blockedBecause: null,
    })
    .where(and(inArray(chat.id, [...chats]), eq(chat.state, 'blocked')));
}

/** Unasked messages that could not reach these chats go out after all, in their order; so does what a limit put off. */
export async function requeueUnreachable(
  db: Executor,
  chats: readonly ChatId[],
  now: Temporal.Instant,
): Promise<void> {
  if (chats.length === 0) return;
  await db.execute(sql`
    update delivery d set state = 'waiting', is_put_off = false, not_before = ${now.toString()}, error = null
    from ${idTable(chats)}
    where d.chat_id = wanted.id and ((d.state = 'unreachable' and d.urgency = 0) or (d.state = 'waiting' and d.is_put_off))`);
}

export type UnreachablePerson = {
  readonly person: PersonId;
  readonly name: string;
  /** Of the units and bodies of the person's posts. */
  readonly places: readonly string[];
  /** The chat that was blocked last. */
  readonly chat: ChatId;
  readonly channel: Channel;
  readonly because: BlockedBecause | null;
  /** Real time at which that chat was heard from last. */
  readonly lastInboundAt: string | null;
};

/** People in post whose every chat is blocked, where nobody was told so yet; from now on somebody was. */
export async function takeUnreachable(
  tx: Transaction,
  now: Temporal.Instant,
  today: Temporal.PlainDate,
): Promise<readonly UnreachablePerson[]> {
  return tx.execute<UnreachablePerson>(sql`
    with told as (
      update chat c set blocked_told_at = ${now.toString()}
      where c.state = 'blocked' and c.person_id is not null and c.blocked_told_at is null
        and not exists (select from chat other where other.person_id = c.person_id and other.state = 'linked')
        and exists (select from holder h where h.person_id = c.person_id and ${isHeld(today)})
      returning c.id, c.person_id, c.channel, c.blocked_because, c.last_inbound_at
    )
    select distinct on (t.person_id) t.person_id as person, p.name, t.id as chat, t.channel, t.blocked_because as because, t.last_inbound_at as "lastInboundAt", (
      select jsonb_agg(distinct coalesce(u.name, b.name))
      from holder h join post on post.id = h.post_id left join unit u on u.id = post.unit_id left join body b on b.id = post.body_id
      where h.person_id = t.person_id and ${isHeld(today)}
    ) as places
    from told t join person p on p.id = t.person_id
    order by t.person_id, t.last_inbound_at desc nulls last`);
}
