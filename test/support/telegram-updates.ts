/** Updates as Telegram posts them, for webhooks and polls. Dates are seconds since 1970. */
export type TelegramUpdate = { readonly update_id: number } & Readonly<Record<string, unknown>>;

export const privateChat = (chatId: number) => ({ id: chatId, type: 'private', first_name: 'Bình' });
const person = (chatId: number) => ({ id: chatId, is_bot: false, first_name: 'Bình', language_code: 'vi' });

const SENT_AT = 1_798_000_000;

/** A message of any content: `messageUpdate(1, 42, { sticker: {…} })`. */
export function messageUpdate(
  updateId: number,
  chatId: number,
  content: Readonly<Record<string, unknown>>,
): TelegramUpdate {
  return {
    update_id: updateId,
    message: {
      message_id: updateId,
      from: person(chatId),
      chat: privateChat(chatId),
      date: SENT_AT,
      ...content,
    },
  };
}

export function textUpdate(updateId: number, chatId: number, text: string): TelegramUpdate {
  return messageUpdate(updateId, chatId, { text });
}

/** A tapped button under a message of the bot; `data` is what the button carried. */
export function tapUpdate(updateId: number, chatId: number, data: string, messageId = 7): TelegramUpdate {
  return {
    update_id: updateId,
    callback_query: {
      id: `tap-${updateId}`,
      from: person(chatId),
      message: {
        message_id: messageId,
        from: { id: 1, is_bot: true, first_name: 'Hai Chiều' },
        chat: privateChat(chatId),
        date: SENT_AT,
        text: 'Đồng chí kiểm tra giúp.',
      },
      chat_instance: '1',
      data,
    },
  };
}

export function blockedUpdate(updateId: number, chatId: number): TelegramUpdate {
  return {
    update_id: updateId,
    my_chat_member: {
      chat: privateChat(chatId),
      from: person(chatId),
      date: SENT_AT,
      old_chat_member: { user: person(chatId), status: 'member' },
      new_chat_member: { user: person(chatId), status: 'kicked', until_date: 0 },
    },
  };
}
