import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Channel } from '../../core/messages.ts';
import type { Executor } from '../connect.ts';

export type MessageReceipt = {
  readonly channel: Channel;
  /** The chat as the platform names it; or the phone number (`84…`) to which it was sent, of a person who is linked there. */
  readonly to: { readonly externalId: string } | { readonly phone: string };
  readonly state: 'delivered' | 'seen';
  /** The platform's names of messages. */
  readonly providerIds: readonly string[];
  /** Real time. */
  readonly at: Temporal.Instant;
};

/** Notes that messages reached somebody or were looked at, which implies the former; the first moment counts. */
export async function noteMessageReceipt(
  db: Executor,
  { channel, to, state, providerIds, at }: MessageReceipt,
): Promise<void> {
  const isTheirs =
    'externalId' in to
      ? sql`c.external_id = ${to.externalId}`
      : sql`c.person_id in (select p.id from person p where regexp_replace(p.phone, '^(\\+84|0)', '84') = ${to.phone})`;
  const moment = sql`${at.toString()}::timestamptz`;
  await db.execute(sql`
    update delivery d set
      delivered_at = least(d.delivered_at, ${moment}),
      seen_at = ${state === 'seen' ? sql`least(d.seen_at, ${moment})` : sql`d.seen_at`}
    from chat c
    where c.channel = ${channel} and ${isTheirs} and d.chat_id = c.id
      and d.provider_id in (select jsonb_array_elements_text(${JSON.stringify(providerIds)}::text::jsonb))`);
}
