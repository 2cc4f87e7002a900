import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { updateKey } from '../../core/ids.ts';
import { type FileRef, type InboundMessage } from '../../core/messages.ts';
import { type Content, optionalText, opaqueId } from '../inbound-values.ts';
import { tappedToken } from './buttons.ts';
import type { TemplateChange } from './template-send.ts';

/** That messages of ours reached a person, or were looked at. */
export type Receipt = {
  readonly kind: 'receipt';
  readonly state: 'delivered' | 'seen';
  /** Who got them; of a template that went to a phone number, that number: `84…`. */
  readonly to: { readonly externalId: string } | { readonly phone: string };
  readonly providerIds: readonly string[];
  readonly at: Temporal.Instant;
};

/** What an event means. `nothing`: acknowledged without effect. */
export type Read =
  | { readonly kind: 'message'; readonly message: InboundMessage }
  | Receipt
  | { readonly kind: 'template'; readonly change: TemplateChange }
  | { readonly kind: 'nothing' };

/** Zalo repeats an event for an hour; what comes later than this was sent by someone else, or would mean nothing any more. */
const OLDEST = Temporal.Duration.from({ hours: 2 });

const NOTHING = { kind: 'nothing' } as const;

/**
 * Zalo event → what it means for us. Never throws. `now`: real time. `oaId`: our account, undefined while Zalo has not told it: an app
 * may have several, and all their events come to the one address.
 */
export function readEvent(
  raw: unknown,
  { now, oaId }: { readonly now: Temporal.Instant; readonly oaId: string | undefined },
): Read {
  const event = eventSchema.safeParse(raw).data;
  if (!event) return NOTHING;
  const account = accountIn(event);
  if (oaId !== undefined && account !== undefined && account !== oaId) return NOTHING;
  const at = instantOf(event.timestamp);
  if (!at || Temporal.Instant.compare(at, now.subtract(OLDEST)) < 0) return NOTHING;
  const state = RECEIPTS[event.event_name];
  if (state !== undefined) return readReceipt(event, state, at);
  if (event.event_name === 'change_template_status') return readTemplate(event);
  // Our own messages come back, and what a person of the office types in Zalo's console.
  const person = personIn(event);
  const content = person === undefined ? undefined : readContent(event);
  if (person === undefined || !content) return NOTHING;
  const place = {
    key: keyOf(event, person),
    chat: { channel: 'zalo-oa', externalId: person },
    sentAt: at,
  } as const;
  return { kind: 'message', message: { ...place, ...content } };
}

const optionalId = opaqueId.optional().catch(undefined);
const someone = z.object({ id: optionalId }).optional().catch(undefined);

const attachment = z.object({
  payload: z
    .object({
      url: optionalText,
      name: optionalText,
      type: optionalText,
      size: z.coerce.number().int().nonnegative().catch(0),
    })
    .catch({ url: undefined, name: undefined, type: undefined, size: 0 }),
});

const eventSchema = z.object({
  event_name: z.string(),
  timestamp: z.union([z.string(), z.number()]),
  sender: someone,
  recipient: someone,
  follower: someone,
  user_id: optionalId,
  oa_id: optionalId,
  message: z
    .object({
      msg_id: optionalId,
      msg_ids: z.array(opaqueId).catch([]),
      tracking_id: optionalId,
      text: optionalText,
      attachments: z.array(attachment).catch([]),
    })
    .optional()
    .catch(undefined),
  template_id: optionalId,
  status: z
    .union([z.string(), z.object({ new_status: z.string() }).transform((status) => status.new_status)])
    .optional()
    .catch(undefined),
  reason: optionalText,
});
type ZaloEvent = z.infer<typeof eventSchema>;

const RECEIPTS: Readonly<Record<string, Receipt['state']>> = {
  user_received_message: 'delivered',
  user_seen_message: 'seen',
};

function readReceipt(event: ZaloEvent, state: Receipt['state'], at: Temporal.Instant): Read {
  const { msg_id: one, msg_ids: several = [] } = event.message ?? {};
  const providerIds = one === undefined ? several : [one, ...several];
  const reader = event.recipient?.id;
  if (reader === undefined || providerIds.length === 0) return NOTHING;
  const isPhone = event.message?.tracking_id !== undefined && PHONE.test(reader);
  return {
    kind: 'receipt',
    state,
    to: isPhone ? { phone: reader } : { externalId: reader },
    providerIds,
    at,
  };
}

/** A person's id is longer. */
const PHONE = /^84\d{8,10}$/;

function readTemplate({ template_id: id, status, reason }: ZaloEvent): Read {
  if (id === undefined || status === undefined) return NOTHING;
  return { kind: 'template', change: { id, status: status.toUpperCase(), reason } };
}

/** Which of the app's accounts it happened to. */
function accountIn({ event_name: name, oa_id: told, sender, recipient }: ZaloEvent): string | undefined {
  if (told !== undefined) return told;
  return RECEIPTS[name] === undefined ? recipient?.id : sender?.id;
}

/** Undefined: nobody but us did anything. */
function personIn({ event_name: name, sender, follower, user_id: opener }: ZaloEvent): string | undefined {
  if (name === 'follow' || name === 'unfollow') return follower?.id;
  if (name === 'user_click_chatnow') return opener ?? sender?.id;
  return name.startsWith('user_') ? sender?.id : undefined;
}

function readContent(event: ZaloEvent): Content | undefined {
  const { text: words, attachments = [] } = event.message ?? {};
  switch (event.event_name) {
    case 'user_send_text':
    case 'user_send_link':
      return words === undefined || words === '' ? undefined : readText(words);
    case 'user_send_image':
      return readFiles(attachments, words, 'image/jpeg', 'photo.jpg');
    case 'user_send_file':
      return readFiles(attachments, words, 'application/octet-stream', 'document');
    case 'user_send_sticker':
    case 'user_send_gif':
      return { kind: 'unsupported', what: 'sticker' };
    case 'user_send_audio':
      return { kind: 'unsupported', what: 'voice' };
    case 'user_send_location':
      return { kind: 'unsupported', what: 'location' };
    case 'user_send_business_card':
      return { kind: 'unsupported', what: 'contact' };
    case 'user_send_video':
      return { kind: 'unsupported', what: 'other' };
    case 'follow':
    case 'user_click_chatnow':
    case 'user_submit_info':
      return { kind: 'opened' };
    case 'unfollow':
      return { kind: 'left' };
    default:
      return undefined;
  }
}

/** A tap comes as the text of its button. */
function readText(words: string): Content {
  const token = tappedToken(words);
  return token === undefined ? { kind: 'text', text: words } : { kind: 'choice', token };
}

/** The address is the file's name: Zalo gives no other. */
function readFiles(
  attachments: readonly z.infer<typeof attachment>[],
  words: string | undefined,
  mediaType: string,
  name: string,
): Content {
  const files = attachments.flatMap(({ payload }): FileRef[] =>
    payload.url !== undefined && URL.canParse(payload.url)
      ? [
          {
            externalId: payload.url,
            mediaType,
            sizeBytes: payload.size,
            name: payload.name ?? name,
          },
        ]
      : [],
  );
  // Other photos and files are taken here.
  if (files.length === 0) return { kind: 'unsupported', what: 'other' };
  return { kind: 'files', files, caption: words ?? '' };
}

/** `msg_id` where there is one; following and opening have none: there the moment tells one from another. */
function keyOf({ event_name: name, message, timestamp }: ZaloEvent, person: string) {
  if (message?.msg_id !== undefined) return updateKey(`m:${message.msg_id}`);
  const hash = createHash('sha256').update(JSON.stringify([name, person, timestamp, message ?? null]));
  return updateKey(`h:${hash.digest('hex')}`);
}

/** The year 3000: a date beyond it is no date. */
const LAST_USABLE_MILLISECOND = 32_503_680_000_000;

function instantOf(timestamp: string | number): Temporal.Instant | undefined {
  const milliseconds = Math.trunc(Number(timestamp));
  if (!(milliseconds > 0 && milliseconds < LAST_USABLE_MILLISECOND)) return undefined;
  return Temporal.Instant.fromEpochMilliseconds(milliseconds);
}
