import { sql } from 'drizzle-orm';
import type { ZaloBotUse } from '../../core/organization/zalo-bot-plan.ts';
import type { Executor } from '../connect.ts';

/**
 * What of the bot's plan is used, by our own count: Zalo does not tell. Messages are those of the current calendar month (real time, in
 * `zone`); one that may have arrived counts.
 */
export async function loadZaloBotUse(db: Executor, zone: string): Promise<ZaloBotUse> {
  const month = sql`date_trunc('month', now(), ${zone}::text)`;
  const [use] = await db.execute<ZaloBotUse>(sql`
    select
      (select count(*) from chat where channel = 'zalo-bot') as people,
      (select count(*) from inbound_update where channel = 'zalo-bot' and received_at >= ${month})
      + (select count(*) from delivery d join chat c on c.id = d.chat_id
        where c.channel = 'zalo-bot' and d.state in ('sent', 'unknown') and d.queued_at >= ${month}) as messages`);
  if (!use) throw new RangeError('a select of counts returned no row');
  return use;
}
