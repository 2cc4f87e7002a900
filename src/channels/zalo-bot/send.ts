import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { plainText } from '../../core/messages.ts';
import type { SendingChannel } from '../channel.ts';
import { createPartsSender } from '../send-in-parts.ts';
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

/**
 * The sending half: plain text, for Zalo has no buttons and what people typed may hold any markup. A text over 2,000 characters goes
 * out as several messages: see `createPartsSender`. A picture is sent by its address, which Zalo fetches.
 */
export function createZaloBotSender(parts: SenderParts): SendingChannel {
  const { api, trouble, now = () => Temporal.Now.instant(), timeoutMs = SEND_TIMEOUT_MS } = parts;
  const sendInParts = createPartsSender({ sendResultOf, trouble, now });
  const call = async (method: 'sendMessage' | 'sendPhoto', payload: Readonly<Record<string, string>>) => {
    const answer = await api.call(method, payload, { timeoutMs });
    if (!answer.ok) return answer;
    return { ok: true, providerId: sentMessage.parse(answer.result).message_id } as const;
  };
  return {
    channel: 'zalo-bot',
    capabilities: { buttons: false, maxTextLength: MAX_TEXT_LENGTH, files: { png: 'address' } },
    async send(externalId, message, file) {
      const caption = plainText(message.text).normalize('NFC');
      const picture = file?.kind === 'address' ? file.url : undefined;
      if (picture !== undefined) {
        const shown = await sendInParts(externalId, caption, [picture], (photo) =>
          call('sendPhoto', { chat_id: externalId, photo, caption }),
        );
        // It may be refused because Zalo does not reach us; whoever opens the address may.
        if (shown.kind !== 'rejected') return shown;
      }
      const whole = [caption, ...(picture === undefined ? [] : [picture])].join('\n');
      const pieces = splitText([whole], MAX_TEXT_LENGTH).map(plainText);
      return sendInParts(externalId, whole, pieces, (text) =>
        call('sendMessage', { chat_id: externalId, text }),
      );
    },
  };
}

const sentMessage = z
  .object({ message_id: z.union([z.string(), z.number()]).transform(String) })
  .catch({ message_id: '' });
