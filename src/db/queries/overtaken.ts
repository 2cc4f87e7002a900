import { sql } from 'drizzle-orm';
import type { InboundMessage } from '../../core/messages.ts';
import type { Transaction } from '../connect.ts';
import type { ChatRow } from './chats.ts';

/** Whether something that came before this message was sent after it. */
export async function isOvertaken(
  tx: Transaction,
  { message, chat }: { readonly message: InboundMessage; readonly chat: ChatRow },
): Promise<boolean> {
  const [row] = await tx.execute<{ later: boolean }>(sql`
    select exists (
      select from inbound_update
      where chat_id = ${chat.id} and (message ->> 'sentAt')::timestamptz > ${message.sentAt.toString()}::timestamptz
    ) as later`);
  return row?.later === true;
}
