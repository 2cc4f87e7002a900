import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { updateKey } from '../../core/ids.ts';
import { type FileRef, type InboundMessage } from '../../core/messages.ts';
import { type Content, text, optionalText } from '../inbound-values.ts';

/** The kinds of update we ask Telegram for; all others stay away. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/** What one Telegram update says to us. */
export type ReadUpdate = {
  readonly updateId: number;
  /** Undefined: acknowledged without effect (a group, a service message, an update of an unknown kind). */
  readonly message: InboundMessage | undefined;
  /** A tapped button keeps turning until `answerCallbackQuery` is called with this. */
  readonly callbackQueryId: string | undefined;
};

/**
 * Telegram update → our message. Only private chats speak to us. Undefined: not an update at all (no `update_id`).
 * Never throws: whatever does not have the form that Telegram documents is left out.
 * `receivedAt` is the moment of a tap, which Telegram does not date, and of messages without a usable date.
 */
export function readUpdate(raw: unknown, receivedAt: Temporal.Instant): ReadUpdate | undefined {
  const update = updateSchema.safeParse(raw);
  if (!update.success) return undefined;
  const { update_id: updateId, message, edited_message, callback_query, my_chat_member } = update.data;
  const said = (spoken: Spoken | undefined): ReadUpdate => ({
    updateId,
    message: spoken && {
      key: updateKey(`u:${updateId}`),
      chat: { channel: 'telegram', externalId: String(spoken.chatId) },
      sentAt: instantOf(spoken.date, receivedAt),
      ...spoken.content,
    },
    callbackQueryId: callback_query?.id,
  });
  if (message) return said(readMessage(message));
  if (edited_message) return said(readEdit(edited_message));
  if (callback_query) return said(readTap(callback_query));
  if (my_chat_member) return said(readMembership(my_chat_member));
  return said(undefined);
}

type Spoken = {
  readonly chatId: number;
  /** Seconds since 1970. */
  readonly date: number | undefined;
  readonly content: Content;
};

const optionalInteger = z.int().optional().catch(undefined);

const chat = z.object({ id: z.int(), type: z.string() });

const fileFields = {
  file_id: text.pipe(z.string().min(1)),
  file_size: z.int().nonnegative().catch(0),
};
const photoSizes = z
  .array(z.object({ ...fileFields, width: z.number().catch(0), height: z.number().catch(0) }))
  .min(1)
  .optional()
  .catch(undefined);
const document = z
  .object({
    ...fileFields,
    mime_type: text.catch('application/octet-stream'),
    file_name: text.catch('document'),
  })
  .optional()
  .catch(undefined);

const messageSchema = z.looseObject({
  chat,
  from: z
    .object({ is_bot: z.boolean().catch(false) })
    .optional()
    .catch(undefined),
  date: optionalInteger,
  edit_date: optionalInteger,
  text: optionalText,
  forward_origin: z.unknown().optional(),
  media_group_id: optionalText,
  caption: optionalText,
  photo: photoSizes,
  document,
  animation: document,
  video: document,
  video_note: document,
});
type TelegramMessage = z.infer<typeof messageSchema>;

const callbackQuery = z.object({
  id: text,
  data: optionalText,
  message: z.object({ chat, message_id: optionalInteger }).optional().catch(undefined),
});

const membershipChange = z.object({
  chat,
  date: optionalInteger,
  new_chat_member: z.object({ status: z.string() }),
});

const updateSchema = z.object({
  update_id: z.int(),
  message: messageSchema.optional().catch(undefined),
  edited_message: messageSchema.optional().catch(undefined),
  callback_query: callbackQuery.optional().catch(undefined),
  my_chat_member: membershipChange.optional().catch(undefined),
});

function readMessage(message: TelegramMessage): Spoken | undefined {
  // A bot's own words are an echo, never something a person said.
  if (message.chat.type !== 'private' || message.from?.is_bot === true) return undefined;
  const content = readContent(message);
  return content && { chatId: message.chat.id, date: message.date, content };
}

function readContent(message: TelegramMessage): Content | undefined {
  if (message.text !== undefined) {
    const isForwarded = message.forward_origin !== undefined;
    return { kind: 'text', text: message.text, ...(isForwarded ? { forwarded: true } : {}) };
  }
  const caption = message.caption ?? '';
  const file = readFile(message);
  if (file) {
    const album = message.media_group_id;
    return { kind: 'files', files: [file], caption, ...(album === undefined ? {} : { album }) };
  }
  if (SERVICE_FIELDS.some((field) => message[field] !== undefined)) return undefined;
  const unsupported = UNSUPPORTED_FIELDS.find(([field]) => message[field] !== undefined);
  return { kind: 'unsupported', what: unsupported?.[1] ?? 'other' };
}

/** A film is a file as well, though none that is kept: its caption may be a report. */
function readFile({
  animation,
  document: sent,
  photo,
  video,
  video_note: round,
}: TelegramMessage): FileRef | undefined {
  // A moving picture also comes as a document, for old clients.
  const film = animation ?? video ?? round;
  if (film) return { ...documentFile(film), mediaType: 'video/mp4', name: 'video.mp4' };
  if (sent) return documentFile(sent);
  return photo && largestPhoto(photo);
}

type Unsupported = Extract<InboundMessage, { kind: 'unsupported' }>['what'];
const UNSUPPORTED_FIELDS: readonly (readonly [string, Unsupported])[] = [
  ['sticker', 'sticker'],
  ['voice', 'voice'],
  ['audio', 'voice'],
  ['location', 'location'],
  ['contact', 'contact'],
];

/** Notes that Telegram itself writes into a private chat: nobody waits for an answer to them. */
const SERVICE_FIELDS: readonly string[] = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'chat_background_set',
  'write_access_allowed',
  'connected_website',
  'users_shared',
  'chat_shared',
  'web_app_data',
  'passport_data',
  'successful_payment',
  'refunded_payment',
  'gift',
  'unique_gift',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
];

function documentFile(file: NonNullable<TelegramMessage['document']>): FileRef {
  return {
    externalId: file.file_id,
    mediaType: file.mime_type,
    sizeBytes: file.file_size,
    name: file.file_name,
  };
}

/** A picture comes in several sizes of the same file; Telegram always stores it as JPEG. */
function largestPhoto(sizes: NonNullable<TelegramMessage['photo']>): FileRef {
  const largest = sizes.reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
  return {
    externalId: largest.file_id,
    mediaType: 'image/jpeg',
    sizeBytes: largest.file_size,
    name: 'photo.jpg',
  };
}

function readEdit(message: TelegramMessage): Spoken | undefined {
  if (message.chat.type !== 'private' || message.from?.is_bot === true) return undefined;
  // A shared live location "edits" itself every few seconds: no person did anything.
  if (message['location'] !== undefined) return undefined;
  return {
    chatId: message.chat.id,
    date: message.edit_date,
    content: { kind: 'unsupported', what: 'edit' },
  };
}

/** Telegram allows a button 1-64 bytes. */
export const MAX_CALLBACK_DATA_BYTES = 64;

function readTap({ data, message }: z.infer<typeof callbackQuery>): Spoken | undefined {
  if (message?.chat.type !== 'private') return undefined;
  const { message_id: under } = message;
  const ours = data !== undefined && data !== '' && Buffer.byteLength(data) <= MAX_CALLBACK_DATA_BYTES;
  return {
    chatId: message.chat.id,
    date: undefined,
    content: ours
      ? { kind: 'choice', token: data, ...(under === undefined ? {} : { under: String(under) }) }
      : { kind: 'unsupported', what: 'other' },
  };
}

function readMembership(change: z.infer<typeof membershipChange>): Spoken | undefined {
  if (change.chat.type !== 'private') return undefined;
  const { status } = change.new_chat_member;
  if (status !== 'kicked' && status !== 'left') return undefined;
  return { chatId: change.chat.id, date: change.date, content: { kind: 'left' } };
}

/** Seconds of the year 3000: a date beyond it is no date. */
const LAST_USABLE_SECOND = 32_503_680_000;

function instantOf(seconds: number | undefined, fallback: Temporal.Instant): Temporal.Instant {
  if (seconds === undefined || seconds <= 0 || seconds > LAST_USABLE_SECOND) return fallback;
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
}
