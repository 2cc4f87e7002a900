import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { updateKey } from '../../core/ids.ts';
import { type FileRef, type InboundMessage } from '../../core/messages.ts';
import { type Content, optionalText, opaqueId } from '../inbound-values.ts';

/**
 * Zalo event → our message. Undefined: acknowledged without effect (a group, an echo of the bot's own words, an event of an unknown
 * kind, or nothing that could be answered). Never throws. Zalo shows the event alone or as the `result` of an envelope; both are read.
 * `receivedAt` is the moment of a message without a usable date, `botId` the bot's own id where it is known.
 */
export function readEvent(
  raw: unknown,
  receivedAt: Temporal.Instant,
  botId: string | undefined,
): InboundMessage | undefined {
  const event = eventSchema.safeParse(wrapped.safeParse(raw).data?.result ?? raw).data;
  if (!event) return undefined;
  const { event_name: name, message } = event;
  const isOwn = botId !== undefined && message.from.id === botId;
  if (message.chat.chat_type === 'GROUP' || message.from.is_bot || isOwn) return undefined;
  const content = readContent(name, message);
  return (
    content && {
      key: keyOf(name, message),
      chat: { channel: 'zalo-bot', externalId: message.chat.id },
      sentAt: instantOf(message.date, receivedAt),
      ...content,
    }
  );
}

const messageSchema = z.object({
  message_id: opaqueId.optional().catch(undefined),
  from: z
    .object({ id: opaqueId.optional().catch(undefined), is_bot: z.boolean().catch(false) })
    .catch({ id: undefined, is_bot: false }),
  chat: z.object({ id: opaqueId, chat_type: z.string().toUpperCase().catch('PRIVATE') }),
  date: z.coerce.number().optional().catch(undefined),
  text: optionalText,
  caption: optionalText,
  photo: optionalText,
  photo_url: optionalText,
});
type ZaloMessage = z.infer<typeof messageSchema>;

const eventSchema = z.object({ event_name: z.string(), message: messageSchema });
const wrapped = z.object({ result: z.object({ event_name: z.string() }).loose() });

function readContent(name: string, message: ZaloMessage): Content | undefined {
  switch (name) {
    case 'message.text.received':
      return message.text === undefined ? undefined : { kind: 'text', text: message.text };
    case 'message.image.received':
      return readPhoto(message);
    case 'message.voice.received':
      return { kind: 'unsupported', what: 'voice' };
    // Of documents, cards and much else Zalo tells a bot no more than that something came.
    case 'message.sticker.received':
    case 'message.unsupported.received':
      return { kind: 'unsupported', what: 'unseen' };
    default:
      return undefined;
  }
}

/** The address is the file's name: Zalo gives no other, and no size. */
function readPhoto({ photo, photo_url, caption, text: words }: ZaloMessage): Content {
  const address = photo ?? photo_url;
  if (address === undefined || !URL.canParse(address)) return { kind: 'unsupported', what: 'unseen' };
  const file: FileRef = { externalId: address, mediaType: 'image/jpeg', sizeBytes: 0, name: 'photo.jpg' };
  return { kind: 'files', files: [file], caption: caption ?? words ?? '' };
}

/** Zalo's only key is `message_id`; an event without one is known by its content, which has the moment in it. */
function keyOf(name: string, message: ZaloMessage) {
  const { message_id: messageId } = message;
  if (messageId !== undefined) return updateKey(`m:${messageId}`);
  return updateKey(
    `h:${createHash('sha256')
      .update(JSON.stringify([name, message]))
      .digest('hex')}`,
  );
}

/** Milliseconds, says Zalo; seconds have been seen. Milliseconds below this would lie in 1973, seconds above it beyond the year 5000. */
const LEAST_MILLISECONDS = 100_000_000_000;
/** The year 3000: a date beyond it is no date. */
const LAST_USABLE_MILLISECOND = 32_503_680_000_000;

function instantOf(date: number | undefined, fallback: Temporal.Instant): Temporal.Instant {
  if (date === undefined || !(date > 0)) return fallback;
  const milliseconds = Math.trunc(date < LEAST_MILLISECONDS ? date * 1000 : date);
  if (milliseconds > LAST_USABLE_MILLISECOND) return fallback;
  return Temporal.Instant.fromEpochMilliseconds(milliseconds);
}
