import { Temporal } from 'temporal-polyfill';
import type { Opts } from 'telegraf/types';
import { z } from 'zod';
import type { OutgoingMessage, RichText } from '../../core/messages.ts';
import type { CarriedFile, SendingChannel, SendResult } from '../channel.ts';
import type { ApiAnswer, BotApi } from './api.ts';
import { editResultOf, sendResultOf } from './failures.ts';
import { toHtml } from './html.ts';
import { MAX_CALLBACK_DATA_BYTES } from './receive.ts';
import { splitText } from '../split.ts';
import type { TroubleLog } from './trouble-log.ts';

export const MAX_TEXT_LENGTH = 4096;

/** Telegram answers in well under a second; a call that hangs longer keeps only its own chat waiting. */
const SEND_TIMEOUT_MS = 15_000;

/** A file of some hundred kilobytes goes up in so many times the time. */
const UPLOAD_PATIENCE = 4;

/** What comes later than the file would be wrong. */
const SHOWING_TIMEOUT_MS = 3_000;

export type SenderParts = {
  readonly api: BotApi;
  readonly trouble: TroubleLog;
  /** Real time. */
  readonly now?: () => Temporal.Instant;
  readonly timeoutMs?: number;
};

/** How far a message came that has to be tried again. */
type Unfinished = { readonly message: string; readonly partsSent: number; readonly failures: number };

/**
 * The sending half. A text over 4,096 characters goes out as several messages in order, the buttons under the last one, whose
 * id is the `providerId`. If one of them fails, only it and those after it are sent when the same message is tried again: the
 * progress is kept in memory, so a restart in between repeats the first parts, which on Telegram harms nothing.
 * A file goes up as one message with the text under it, a picture as a photo.
 * Expects at most one call at a time for a chat, as `delivery` does.
 */
export function createTelegramSender(parts: SenderParts): SendingChannel {
  const { api, trouble, timeoutMs = SEND_TIMEOUT_MS } = parts;
  const now = parts.now ?? (() => Temporal.Now.instant());
  const unfinished = new Map<string, Unfinished>();

  return {
    channel: 'telegram',
    capabilities: {
      buttons: true,
      maxTextLength: MAX_TEXT_LENGTH,
      files: { docx: 'bytes', xlsx: 'bytes', png: 'bytes' },
    },

    async send(externalId, message, file) {
      const calls = toCalls(api, externalId, message, file);
      if ('kind' in calls) return calls;
      const fingerprint = JSON.stringify(message);
      const before = unfinished.get(externalId);
      const { partsSent, failures } =
        before?.message === fingerprint ? before : { partsSent: 0, failures: 0 };
      let providerId = '';
      for (const [index, call] of calls.entries()) {
        if (index < partsSent) continue;
        // One after the other: the parts of a text must arrive in order.
        // oxlint-disable-next-line no-await-in-loop
        const answer = await call(timeoutMs);
        if (answer.ok) {
          providerId = sentMessage.parse(answer.result).message_id;
          continue;
        }
        const progressed = index > partsSent;
        const failuresInARow = progressed ? 1 : failures + 1;
        const result = sendResultOf(answer.failure, failuresInARow, now());
        if (result.kind === 'retry') {
          trouble.failed('sending', answer.failure);
          unfinished.set(externalId, { message: fingerprint, partsSent: index, failures: failuresInARow });
        } else {
          trouble.worked('sending');
          unfinished.delete(externalId);
        }
        return result;
      }
      trouble.worked('sending');
      unfinished.delete(externalId);
      return { kind: 'sent', providerId };
    },

    showUpload(externalId, format) {
      const action = format === 'png' ? 'upload_photo' : 'upload_document';
      void api.call('sendChatAction', { chat_id: externalId, action }, { timeoutMs: SHOWING_TIMEOUT_MS });
    },

    async edit(externalId, target, message) {
      const requests = toRequests(externalId, message);
      if ('kind' in requests) return requests;
      const [request, ...more] = requests;
      // Of a text in several messages only the last one is known by its id.
      if (!request || more.length > 0 || splitText(target.message.text, MAX_TEXT_LENGTH).length > 1) {
        return { kind: 'gone', reason: 'the text is in several messages' };
      }
      const answer = await api.call(
        'editMessageText',
        // Without a keyboard of its own an edited message might keep the old one.
        { reply_markup: { inline_keyboard: [] }, ...request, message_id: Number(target.providerId) },
        { timeoutMs },
      );
      if (answer.ok) {
        trouble.worked('sending');
        return { kind: 'sent', providerId: target.providerId };
      }
      const result = editResultOf(answer.failure, target, now());
      if (result.kind === 'retry') trouble.failed('sending', answer.failure);
      else trouble.worked('sending');
      return result;
    },
  };
}

const sentMessage = z
  .object({ message_id: z.union([z.number(), z.string()]).transform(String) })
  .catch({ message_id: '' });

type Call = (timeoutMs: number) => Promise<ApiAnswer>;

function toCalls(
  api: BotApi,
  externalId: string,
  message: OutgoingMessage,
  file: CarriedFile | undefined,
): readonly Call[] | SendResult {
  const requests = toRequests(externalId, message);
  if ('kind' in requests) return requests;
  const [first] = requests;
  if (file === undefined || first === undefined) {
    return requests.map((request) => (timeoutMs) => api.call('sendMessage', request, { timeoutMs }));
  }
  const content = file.kind === 'bytes' ? { source: Buffer.from(file.bytes), filename: file.name } : file.url;
  const { text: caption, link_preview_options: _, ...to } = first;
  return [
    (timeoutMs) => {
      const patience = { timeoutMs: timeoutMs * UPLOAD_PATIENCE };
      return file.format === 'png'
        ? api.call('sendPhoto', { ...to, caption, photo: content }, patience)
        : api.call('sendDocument', { ...to, caption, document: content }, patience);
    },
  ];
}

/** Fits sendMessage and, with the id of a message, editMessageText. */
type SendMessage = Pick<Opts<'sendMessage'>, 'text' | 'parse_mode' | 'link_preview_options'> & {
  readonly chat_id: number;
  readonly reply_markup?: NonNullable<Opts<'editMessageText'>['reply_markup']>;
};

/** The calls that make up one message, or why there can be none. */
export function toRequests(
  externalId: string,
  message: OutgoingMessage,
): readonly SendMessage[] | SendResult {
  const chatId = Number(externalId);
  if (!/^-?\d+$/.test(externalId) || !Number.isSafeInteger(chatId)) {
    return { kind: 'unreachable', reason: 'not the id of a Telegram chat' };
  }
  const rows = message.buttons.filter((row) => row.length > 0);
  const unfit = rows
    .flat()
    .find(({ token }) => token === '' || Buffer.byteLength(token) > MAX_CALLBACK_DATA_BYTES);
  if (unfit !== undefined) {
    return {
      kind: 'rejected',
      reason: `a button carries ${Buffer.byteLength(unfit.token)} bytes, Telegram takes 1-${MAX_CALLBACK_DATA_BYTES}`,
    };
  }
  const pieces = splitText(message.text, MAX_TEXT_LENGTH);
  if (pieces.length === 0) return { kind: 'rejected', reason: 'the text is blank' };
  return pieces.map((piece, index) => toRequest(chatId, piece, index === pieces.length - 1 ? rows : []));
}

function toRequest(chatId: number, text: RichText, rows: OutgoingMessage['buttons']): SendMessage {
  return {
    chat_id: chatId,
    text: toHtml(text),
    parse_mode: 'HTML',
    // Telegram would open the address to show a preview, and a login link works only once.
    link_preview_options: { is_disabled: true },
    ...(rows.length > 0 && {
      reply_markup: {
        inline_keyboard: rows.map((row) =>
          row.map((button) => ({ text: button.text, callback_data: button.token })),
        ),
      },
    }),
  };
}
