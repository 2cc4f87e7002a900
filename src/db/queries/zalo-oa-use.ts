import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { windowOf, type ZaloOaUse } from '../../core/zalo-oa/window.ts';
import type { Executor } from '../connect.ts';
import { chat } from '../schema/chat.ts';

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
