import { Temporal } from 'temporal-polyfill';
import type { Receive } from '../../src/channels/channel.ts';
import type { InboundMessage, OutgoingMessage } from '../../src/core/messages.ts';
import type { Database, Transaction } from '../../src/db/connect.ts';
import { chat, delivery, inboundUpdate } from '../../src/db/schema/chat.ts';

/**
 * An inbox without a conversation: keeps the update and answers at once with what it heard, in bold, over the buttons Gửi and
 * Sửa. For tests of what stands around the inbox.
 */
export function echoInbox(db: Database): Receive {
  return async (messages) => {
    for (const message of messages) await db.transaction((tx) => answer(tx, message));
  };
}

async function answer(tx: Transaction, message: InboundMessage): Promise<void> {
  const [row] = await tx
    .insert(chat)
    .values({ ...message.chat, lastInboundAt: message.sentAt })
    .onConflictDoUpdate({
      target: [chat.channel, chat.externalId],
      set: { lastInboundAt: message.sentAt },
    })
    .returning({ id: chat.id });
  if (row === undefined) throw new Error('no chat');
  const realNow = Temporal.Now.instant();
  await tx.insert(inboundUpdate).values({
    channel: message.chat.channel,
    updateKey: message.key,
    chatId: row.id,
    message,
    receivedAt: realNow,
  });
  await tx.insert(delivery).values({
    chatId: row.id,
    dedupKey: `echo ${message.key}`,
    urgency: 1,
    message: echo(message),
    state: 'sent',
    notBefore: realNow,
    createdAt: message.sentAt,
    sentAt: realNow,
    providerId: '1',
  });
}

function echo(message: InboundMessage): OutgoingMessage {
  const heard = message.kind === 'text' ? message.text : message.kind === 'choice' ? message.token : '';
  return {
    text: ['Đã nghe: ', { bold: heard }],
    buttons: [
      [
        { text: 'Gửi', token: 'send.1' },
        { text: 'Sửa', token: 'edit.1' },
      ],
    ],
  };
}
