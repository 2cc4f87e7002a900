import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { ChatId } from '../../core/ids.ts';
import type { ChoiceToken } from '../../core/messages.ts';
import type { Transaction } from '../connect.ts';

/** Messages at most that are looked at: who got more has heard of more than one thing. */
const MOST = 20;

/** What messages have offered in a chat since `heardAt`, which is calendar time: that of the last turn, whose answers are not meant. */
export async function loadOfferedSince(
  tx: Transaction,
  chat: ChatId,
  heardAt: Temporal.Instant,
): Promise<readonly ChoiceToken[]> {
  const rows = await tx.execute<{ token: ChoiceToken }>(sql`
    select distinct token #>> '{}' as token
    from (
      select message from delivery
      where chat_id = ${chat} and edits is null and created_at > ${heardAt.toString()}::timestamptz
      order by id desc limit ${MOST}
    ) latest, jsonb_path_query(latest.message, '$.buttons[*][*].token') token`);
  return rows.map(({ token }) => token);
}
