import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../../core/ids.ts';
import { closesAt, windowOf, type ZaloOaUse } from '../../core/zalo-oa/window.ts';
import type { Executor } from '../connect.ts';
import { chat } from '../schema/chat.ts';
import { idTable } from './rows.ts';

/** How many linked people can be written to free of charge, at a price, or not until they are heard from. `now`: real time. */
export async function loadZaloOaUse(db: Executor, now: Temporal.Instant): Promise<ZaloOaUse> {
  const rows = await db
    .select({ lastInteraction: chat.lastInboundAt })
    .from(chat)
    .where(and(eq(chat.channel, 'zalo-oa'), eq(chat.state, 'linked')));
  const use = { free: 0, paid: 0, closed: 0 };
  for (const { lastInteraction } of rows) use[windowOf(lastInteraction, now)] += 1;
  return use;
}

/** Zalo's id of the linked person who was heard from last; undefined: nobody was. */
export async function loadLastWriter(db: Executor): Promise<string | undefined> {
  const [last] = await db
    .select({ externalId: chat.externalId })
    .from(chat)
    .where(and(eq(chat.channel, 'zalo-oa'), eq(chat.state, 'linked'), isNotNull(chat.lastInboundAt)))
    .orderBy(desc(chat.lastInboundAt))
    .limit(1);
  return last?.externalId;
}

/**
 * When the windows close of those among these people who have no other channel: nothing reaches them then until they are heard from.
 * Real time.
 */
export async function loadWindowEnds(
  db: Executor,
  people: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, Temporal.Instant>> {
  if (people.length === 0) return new Map();
  const rows = await db.execute<{ person: PersonId; heardAt: string }>(sql`
    select c.person_id as person, max(c.last_inbound_at) as "heardAt"
    from ${idTable(people)} join chat c on c.person_id = wanted.id
    where c.state = 'linked'
    group by c.person_id
    having bool_and(c.channel = 'zalo-oa') and count(c.last_inbound_at) > 0`);
  return new Map(rows.map(({ person, heardAt }) => [person, closesAt(Temporal.Instant.from(heardAt))]));
}
