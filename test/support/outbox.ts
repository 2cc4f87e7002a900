import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { DigestFile } from '../../src/core/digest/digest-file.ts';
import type { ChatId } from '../../src/core/ids.ts';
import { plainText, type Channel } from '../../src/core/messages.ts';
import type { Database } from '../../src/db/connect.ts';
import { insertEdits } from '../../src/db/queries/outbox.ts';
import { chat, delivery } from '../../src/db/schema/chat.ts';

/** Chats of one channel named `1`, `2` and so on, in that order. */
export async function makeChats(
  db: Database,
  channel: Channel,
  names: readonly string[],
): Promise<readonly ChatId[]> {
  const rows = await db
    .insert(chat)
    .values(names.map((externalId) => ({ channel, externalId })))
    .returning({ id: chat.id });
  return rows.map(({ id }) => id);
}

export type Queued = {
  readonly chatId: ChatId;
  readonly text: string;
  readonly urgency?: 0 | 1;
  readonly file?: DigestFile;
};

/** Puts messages into the outbox as one transaction would, and says so. */
export async function queue(db: Database, messages: readonly Queued[]): Promise<void> {
  const now = Temporal.Now.instant();
  await db.transaction(async (tx) => {
    await tx.insert(delivery).values(
      messages.map(({ chatId, text, urgency = 1, file }) => ({
        chatId,
        dedupKey: `test ${randomUUID()}`,
        urgency,
        message: { text: [text], buttons: [], ...(file && { file }) },
        notBefore: now,
        createdAt: now,
      })),
    );
    await tx.execute(sql`select pg_notify('delivery', '')`);
  });
}

/** Decides, in a transaction of its own, what the message with the text `of` is to say instead. */
export async function rewrite(db: Database, of: string, text: string): Promise<void> {
  const now = Temporal.Now.instant();
  const [row] = await db
    .select({ id: delivery.id })
    .from(delivery)
    .where(sql`${delivery.message} -> 'text' ->> 0 = ${of} and ${delivery.edits} is null`);
  if (!row) throw new RangeError(`no message says “${of}”`);
  const edit = { target: row.id, dedupKey: `${row.id}: ${text}`, message: { text: [text], buttons: [] } };
  await db.transaction((tx) => insertEdits(tx, [edit], now, now));
}

/** Text and state of every message, in the order of `id`. */
export async function outbox(db: Database): Promise<readonly string[]> {
  const rows = await db.select().from(delivery).orderBy(delivery.id);
  return rows.map(({ message, state }) => `${plainText(message.text)} ${state}`);
}
