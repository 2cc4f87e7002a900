import { and, isNull, lt } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { ChatId, UpdateKey } from '../../core/ids.ts';
import type { Channel, InboundMessage } from '../../core/messages.ts';
import type { Transaction } from '../connect.ts';
import { inboundUpdate } from '../schema/chat.ts';

export type NewUpdate = {
  readonly channel: Channel;
  readonly key: UpdateKey;
  readonly chat: ChatId;
  readonly message: InboundMessage;
  readonly error?: string;
};

/** Notes the updates under their platform keys and returns those that are new: the others took effect before. `at` is real time. */
export async function insertUpdates(
  tx: Transaction,
  updates: readonly NewUpdate[],
  at: Temporal.Instant,
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .insert(inboundUpdate)
    .values(
      updates.map(({ channel, key, chat, message, error }) => ({
        channel,
        updateKey: key,
        chatId: chat,
        message: { ...message, sentAt: message.sentAt.toString() },
        receivedAt: at,
        processedAt: error === undefined ? at : null,
        error: error ?? null,
      })),
    )
    .onConflictDoNothing({ target: [inboundUpdate.channel, inboundUpdate.updateKey] })
    .returning({ channel: inboundUpdate.channel, key: inboundUpdate.updateKey });
  return new Set(rows.map((row) => `${row.channel} ${row.key}`));
}


/** Days that raw messages are kept, as the consent text says; those set aside stay until someone has looked. */
const KEPT_DAYS = 30;

/** Deletes raw messages that are older than the consent text promises to keep them. `now` is real time. */
export async function deleteOldUpdates(tx: Transaction, now: Temporal.Instant): Promise<void> {
  await tx
    .delete(inboundUpdate)
    .where(
      and(lt(inboundUpdate.receivedAt, now.subtract({ hours: KEPT_DAYS * 24 })), isNull(inboundUpdate.error)),
    );
}
