import { sql, type SQL } from 'drizzle-orm';
import type { Channel } from '../../core/messages.ts';
import type { Reach, ReachTally } from '../../core/reach.ts';
import type { Executor } from '../connect.ts';

/** States from the one that says most to the one that says least. */
const BEST_FIRST: readonly Reach[] = ['seen', 'delivered', 'accepted', 'unknown', 'waiting', 'failed'];

const REACH_OF_D = sql`case
  when d.seen_at is not null then 'seen'
  when d.delivered_at is not null then 'delivered'
  when d.state = 'sent' then 'accepted'
  when d.state = 'unknown' then 'unknown'
  when d.state in ('waiting', 'sending') then 'waiting'
  else 'failed' end`;

/**
 * Of the obligation under this alias: how far the last reminder of it came with whoever of those that report for the unit it came
 * furthest with; null: there was none. What somebody saw who holds no post any more says nothing of their successor.
 */
export function lastReminderReach(alias: string): SQL<Reach | null> {
  return sql<Reach | null>`(
    select ${REACH_OF_D} as reach from living_notice n join delivery d on d.id = n.delivery_id
    where n.obligation_id = ${sql.identifier(alias)}.id and n.noticed_as = 'owed'
      and exists (select from holder h where h.person_id = n.person_id and h.held_until is null)
    order by array_position(array[${sql.join(
      BEST_FIRST.map((reach) => sql`${reach}::text`),
      sql`, `,
    )}], ${REACH_OF_D}) limit 1)`;
}

export type ChannelReach = ReachTally & { readonly channel: Channel };

/** How far the messages of the last seven days came, by channel; edits are no messages of their own. Real time. */
export async function loadReach(db: Executor): Promise<readonly ChannelReach[]> {
  return db.execute<ChannelReach>(sql`
    select c.channel, count(d.sent_at) as accepted, count(d.delivered_at) as delivered, count(d.seen_at) as seen
    from delivery d join chat c on c.id = d.chat_id
    where d.queued_at > now() - interval '7 days' and d.edits is null
    group by c.channel having count(d.sent_at) > 0
    order by c.channel`);
}
