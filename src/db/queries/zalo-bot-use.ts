import { sql } from 'drizzle-orm';
import type { ChatId, PersonId } from '../../core/ids.ts';
import { isKeptForAnswers, type ZaloBotUse } from '../../core/organization/zalo-bot-plan.ts';
import { ZALO_ZONE } from '../../core/zalo-oa/zone.ts';
import type { Executor } from '../connect.ts';
import { routesTo } from './chats.ts';

/**
 * What of the bot's plan is used, by our own count: Zalo does not tell. Messages are those of the current calendar month in real
 * time, a long text counts by its parts, and one that may have arrived counts. Reads the month's messages only, whatever the history.
 */
export async function loadZaloBotUse(db: Executor): Promise<ZaloBotUse> {
  const month = sql`date_trunc('month', now(), ${ZALO_ZONE}::text)`;
  const [use] = await db.execute<ZaloBotUse>(sql`
    select count(*)::int as people,
      coalesce(sum(ours.messages), 0)::int
      + (select count(*)::int from inbound_update where channel = 'zalo-bot' and received_at >= ${month}) as messages
    from chat c
      cross join lateral (
        select coalesce(max(d.id), 0) as id from (
          select id from delivery where chat_id = c.id and queued_at < ${month} order by id desc limit 1
        ) d
      ) before
      cross join lateral (
        select sum(d.parts) as messages from delivery d
        where d.chat_id = c.id and d.id > before.id and d.state in ('sent', 'unknown')
      ) ours
    where c.channel = 'zalo-bot'`);
  if (!use) throw new RangeError('a select of counts returned no row');
  return use;
}

/** As `routesTo`, for what may yield: while the rest of the Zalo bot's month is kept for answers, it goes elsewhere or nowhere. */
export async function bulkRoutesTo(
  db: Executor,
  people: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, ChatId>> {
  if (people.length === 0) return new Map();
  return routesTo(db, people, isKeptForAnswers(await loadZaloBotUse(db)) ? 'zalo-bot' : undefined);
}
