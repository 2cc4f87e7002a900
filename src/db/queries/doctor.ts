import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Channel } from '../../core/messages.ts';
import type { ServiceHealth } from '../../core/organization/service-health.ts';
import type { Executor } from '../connect.ts';
import { createFormVersions } from './form-versions.ts';
import { loadHolidays } from './holidays.ts';
import { loadWaitingSignOffs } from './waiting-sign-offs.ts';

/** The platform named a later day, and for what stands behind that too. */
const IS_NOT_PUT_OFF = sql`not exists (
  select from delivery other
  where other.chat_id = d.chat_id and (other.id = d.id or (other.id < d.id and d.urgency = 0))
    and other.is_put_off and other.state = 'waiting'
)`;

export async function loadHealth(db: Executor): Promise<ServiceHealth> {
  const [health] = await db.execute<ServiceHealth>(sql`
    select
      (select count(*) from unit) as units,
      (select count(*) from chat where state = 'linked') as "linkedChats",
      (select count(*) from chat where state = 'blocked') as "blockedChats",
      (select count(distinct h.person_id) from holder h join post p on p.id = h.post_id
        where p.role in ('contact', 'leader') and h.held_until is null
          and not exists (select from chat c where c.person_id = h.person_id and c.state in ('linked', 'blocked'))) as "unreachablePeople",
      (select count(*) from delivery where state in ('waiting', 'sending')) as "waitingMessages",
      (select count(*) from delivery d
        where state in ('waiting', 'sending') and queued_at < now() - interval '5 minutes' and ${IS_NOT_PUT_OFF}) as "overdueMessages",
      (select extract(epoch from now() - min(queued_at))::float8 from delivery d
        where state in ('waiting', 'sending') and ${IS_NOT_PUT_OFF}) as "oldestWaitingSeconds",
      (select count(*) from delivery where state = 'rejected') as "rejectedMessages",
      (select error from delivery where state = 'rejected' order by id desc limit 1) as "lastRejection",
      (select count(*) from delivery where state = 'unknown' and queued_at > now() - interval '7 days') as "unknownMessages",
      (select count(*) from inbound_update where error is not null) as "setAsideUpdates",
      (select error from inbound_update where error is not null order by id desc limit 1) as "lastSetAside",
      (select coalesce(jsonb_object_agg(because, people), '{}') from (
        select because, count(*) as people from (
          select distinct on (c.person_id) coalesce(c.blocked_because, 'unknown') as because from chat c
          where c.state = 'blocked' and c.person_id is not null
            and not exists (select from chat other where other.person_id = c.person_id and other.state = 'linked')
            and exists (select from holder h where h.person_id = c.person_id and h.held_until is null)
          order by c.person_id, c.last_inbound_at desc nulls last
        ) person group by because
      ) blocked) as "blockedPeople",
      (select count(*) from attachment where state in ('waiting', 'fetching') and error is not null) as "troubledFiles",
      (select count(*) from attachment where state = 'failed') as "lostFiles"`);
  if (!health) throw new RangeError('a select of counts returned no row');
  return health;
}

/** What waits in the outbox, by channel. */
export async function loadQueues(
  db: Executor,
): Promise<
  readonly { readonly channel: Channel; readonly messages: number; readonly oldestSeconds: number }[]
> {
  return db.execute(sql`
    select c.channel, count(*) as messages, coalesce(extract(epoch from clock_timestamp() - min(d.queued_at) filter (where ${IS_NOT_PUT_OFF}))::float8, 0) as "oldestSeconds"
    from delivery d join chat c on c.id = d.chat_id
    where d.state in ('waiting', 'sending')
    group by c.channel`);
}

/** Reports of any age that nobody has signed off and whose time for that is over at the calendar moment. */
export async function countOverdueSignOffs(
  db: Executor,
  now: Temporal.Instant,
  zone: string,
): Promise<number> {
  const since = Temporal.Instant.fromEpochMilliseconds(0);
  const calendar = { zone, holidays: await loadHolidays(db), versions: createFormVersions() };
  const waiting = await loadWaitingSignOffs(db, { since, now }, calendar);
  return waiting.filter(({ stage }) => stage === 'overdue' || stage === 'lapsed').length;
}
