import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { ChatRef } from '../../core/messages.ts';
import type { Executor } from '../connect.ts';

export type MessageReceipt = {
  readonly chat: ChatRef;
  readonly state: 'delivered' | 'seen';
  /** The platform's names of messages. */
  readonly providerIds: readonly string[];
  /** Real time. */
  readonly at: Temporal.Instant;
};

/** Notes that messages reached somebody or were looked at, which implies the former; the first moment counts. */
export async function noteMessageReceipt(
  db: Executor,
  { chat, state, providerIds, at }: MessageReceipt,
): Promise<void> {
  const moment = sql`${at.toString()}::timestamptz`;
  await db.execute(sql`
    update delivery d set
      delivered_at = least(d.delivered_at, ${moment}),
      seen_at = ${state === 'seen' ? sql`least(d.seen_at, ${moment})` : sql`d.seen_at`}
    from chat c
    where c.channel = ${chat.channel} and c.external_id = ${chat.externalId} and d.chat_id = c.id
      and d.provider_id in (select jsonb_array_elements_text(${JSON.stringify(providerIds)}::text::jsonb))`);
}
