import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { plainText, type OutgoingMessage } from '../../core/messages.ts';
import type { SendingChannel, SendResult } from '../channel.ts';
import { splitText } from '../split.ts';
import type { ZaloBotApi } from './api.ts';
import { sendResultOf } from './failures.ts';
import type { TroubleLog } from './trouble-log.ts';

/** In UTF-16 units; Zalo refuses a longer text. */
export const MAX_TEXT_LENGTH = 2000;

/** Long, because a call that is given up leaves a message of which nobody knows whether it arrived. */
const SEND_TIMEOUT_MS = 20_000;

export type SenderParts = {
  readonly api: ZaloBotApi;
  readonly trouble: TroubleLog;
  /** Real time. */
  readonly now?: () => Temporal.Instant;
  readonly timeoutMs?: number;
};

/** How far a message came that has to be tried again. */
type Unfinished = { readonly message: string; readonly partsSent: number; readonly failures: number };

/**
 * The sending half: plain text, for Zalo has no buttons and what people typed may hold any markup. A text over 2,000 characters goes
 * out as several messages in order, the last one's id is the `providerId`. If one is put off, only it and those after it are sent when
 * the same message is tried again. If it is unknown whether one arrived, those after it stay back: without it they might mislead.
 * A picture is sent by its address, which Zalo fetches.
 * Expects at most one call at a time for a chat, as `delivery` does.
 */
export function createZaloBotSender(parts: SenderParts): SendingChannel {
  const { api, trouble, timeoutMs = SEND_TIMEOUT_MS } = parts;
  const now = parts.now ?? (() => Temporal.Now.instant());
  const unfinished = new Map<string, Unfinished>();

  /** Undefined: Zalo takes no such picture, which may be because it does not reach us; whoever opens the address may. */
  async function showPicture(
    externalId: string,
    { text }: OutgoingMessage,
    photo: string,
  ): Promise<SendResult | undefined> {
    const caption = plainText(text);
    const before = unfinished.get(externalId);
    const failures = before?.message === caption ? before.failures + 1 : 1;
    const answer = await api.call('sendPhoto', { chat_id: externalId, photo, caption }, { timeoutMs });
    unfinished.delete(externalId);
    if (answer.ok) {
      trouble.worked('sending');
      return { kind: 'sent', providerId: sentMessage.parse(answer.result).message_id };
    }
    const result = sendResultOf(answer.failure, failures, now());
    if (result.kind === 'rejected') return undefined;
    if (result.kind === 'retry') unfinished.set(externalId, { message: caption, partsSent: 0, failures });
    if (result.kind === 'retry' || result.kind === 'unknown') trouble.failed('sending', answer.failure);
    else trouble.worked('sending');
    return result;
  }

  return {
    channel: 'zalo-bot',
    capabilities: { buttons: false, maxTextLength: MAX_TEXT_LENGTH, files: { png: 'address' } },

    async send(externalId, message, file) {
      const picture = file?.kind === 'address' ? file.url : undefined;
      const shown = picture && (await showPicture(externalId, message, picture));
      if (shown) return shown;
      const whole = [plainText(message.text), ...(picture === undefined ? [] : [picture])].join('\n');
      const pieces = splitText([whole], MAX_TEXT_LENGTH).map(plainText);
      if (pieces.length === 0) return { kind: 'rejected', reason: 'the text is blank' };
      const before = unfinished.get(externalId);
      const { partsSent, failures } = before?.message === whole ? before : { partsSent: 0, failures: 0 };
      let providerId = '';
      for (const [index, text] of pieces.entries()) {
        if (index < partsSent) continue;
        // One after the other: the parts of a text must arrive in order.
        // oxlint-disable-next-line no-await-in-loop
        const answer = await api.call('sendMessage', { chat_id: externalId, text }, { timeoutMs });
        if (answer.ok) {
          providerId = sentMessage.parse(answer.result).message_id;
          continue;
        }
        const failuresInARow = index > partsSent ? 1 : failures + 1;
        const result = sendResultOf(answer.failure, failuresInARow, now());
        if (result.kind === 'retry') {
          unfinished.set(externalId, { message: whole, partsSent: index, failures: failuresInARow });
        } else unfinished.delete(externalId);
        if (result.kind === 'retry' || result.kind === 'unknown') trouble.failed('sending', answer.failure);
        else trouble.worked('sending');
        return result.kind === 'unknown' ? { ...result, parts: index + 1 } : result;
      }
      trouble.worked('sending');
      unfinished.delete(externalId);
      return { kind: 'sent', providerId, parts: pieces.length };
    },
  };
}

const sentMessage = z
  .object({ message_id: z.union([z.string(), z.number()]).transform(String) })
  .catch({ message_id: '' });
