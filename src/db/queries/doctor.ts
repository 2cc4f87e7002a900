import { sql } from 'drizzle-orm';
import type { Executor } from '../connect.ts';

/** Counts that tell an operator whether messages flow. */
export type Health = {
  readonly units: number;
  readonly linkedChats: number;
  readonly blockedChats: number;
  /** Contacts and leaders in post whom no chat reaches. */
  readonly unreachablePeople: number;
  readonly waitingMessages: number;
  /** Waiting for more than five minutes of real time. */
  readonly overdueMessages: number;
  readonly rejectedMessages: number;
  readonly setAsideUpdates: number;
};

export async function loadHealth(db: Executor): Promise<Health> {
  const [health] = await db.execute<Health>(sql`
    select
      (select count(*) from unit) as units,
      (select count(*) from chat where state = 'linked') as "linkedChats",
      (select count(*) from chat where state = 'blocked') as "blockedChats",
      (select count(distinct h.person_id) from holder h join post p on p.id = h.post_id
        where p.role in ('contact', 'leader') and h.held_until is null
          and not exists (select from chat c where c.person_id = h.person_id and c.state = 'linked')) as "unreachablePeople",
      (select count(*) from delivery where state in ('waiting', 'sending')) as "waitingMessages",
      (select count(*) from delivery where state in ('waiting', 'sending') and not_before < now() - interval '5 minutes')
        as "overdueMessages",
      (select count(*) from delivery where state = 'rejected') as "rejectedMessages",
      (select count(*) from inbound_update where error is not null) as "setAsideUpdates"`);
  if (!health) throw new RangeError('a select of counts returned no row');
  return health;
}
