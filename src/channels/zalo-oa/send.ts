import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { plainText, type Button, type OutgoingMessage } from '../../core/messages.ts';
import type { SendingChannel } from '../channel.ts';
import { createPartsSender } from '../send-in-parts.ts';
import { splitText } from '../split.ts';
import type { ApiAnswer, ApiFailure, ZaloOaApi } from './api.ts';
import { buttonMessage, MAX_BUTTONS, SHAPES, type Shape } from './buttons.ts';
import { createAssets, type BytesFile } from './assets.ts';
import { sendResultOf, troubleOf } from './failures.ts';
import type { TroubleLog } from './trouble-log.ts';

/** Zalo refuses a longer text. It says "characters"; counted in UTF-16 units, of which there are at least as many. */
export const MAX_TEXT_LENGTH = 2000;
/** However long what may be typed is, so much of the text stands before it. */
const LEAST_BESIDE_TYPED = 200;

/** Long, because a call that is given up leaves a message of which nobody knows whether it arrived. */
export const SEND_TIMEOUT_MS = 20_000;

export type SenderParts = {
  readonly api: Pick<ZaloOaApi, 'post' | 'upload'>;
  readonly trouble: TroubleLog;
  /** Real time. */
  readonly now?: () => Temporal.Instant;
  readonly timeoutMs?: number;
};

/** One of the messages that a message goes out as; the last one carries the choices. */
type TextPart = { readonly text: string; readonly buttons: readonly Button[]; readonly typed: string };
type Part = TextPart | { readonly file: BytesFile };

/**
 * The sending half: customer service messages in plain text. A text over 2,000 characters goes out as several: see
 * `createPartsSender`. Where buttons cannot be shown, because there are too many or Zalo does not take them, what may be typed stands
 * in their place. A picture or a document goes up first and stands as a message of its own above the text.
 */
export function createZaloOaSender(parts: SenderParts): SendingChannel {
  const { api, trouble, now = () => Temporal.Now.instant(), timeoutMs = SEND_TIMEOUT_MS } = parts;
  const sendInParts = createPartsSender({ sendResultOf, trouble, now });
  const assets = createAssets({ api });
  /** The ways of buttons that Zalo may still take, the likeliest first. */
  let shapes: readonly Shape[] = SHAPES;

  const post = (userId: string, message: object) =>
    api.post('/v3.0/oa/message/cs', { recipient: { user_id: userId }, message }, { timeoutMs });

  /** A refusal of the buttons had no effect, so that the text may go again, and without them. */
  async function sendText(userId: string, { text, buttons, typed }: TextPart): Promise<ApiAnswer> {
    for (const shape of buttons.length > 0 ? shapes : []) {
      // oxlint-disable-next-line no-await-in-loop
      const answer = await post(userId, buttonMessage(text, buttons.slice(0, MAX_BUTTONS), shape));
      if (answer.ok) shapes = [shape];
      if (answer.ok || !isAboutButtons(answer.failure)) return answer;
    }
    return post(userId, { text: typed === '' ? text : `${text}\n${typed}` });
  }

  /** Nobody has seen anything before the last call, so that what was uploaded and is gone may be uploaded again. */
  async function sendFile(userId: string, file: BytesFile, isRepeated = false): Promise<ApiAnswer> {
    const asset = await assets.idOf(file);
    if (!asset.ok) return withoutEffect(asset.failure);
    const answer = await post(userId, fileMessage(file, asset.id));
    if (answer.ok || isRepeated || troubleOf(answer.failure) !== 'asset-expired') return answer;
    assets.forget(file);
    return sendFile(userId, file, true);
  }

  return {
    channel: 'zalo-oa',
    capabilities: { buttons: true, maxTextLength: MAX_TEXT_LENGTH, files: { png: 'bytes', docx: 'bytes' } },
    async send(externalId, message, file) {
      const whole = plainText(message.text).normalize('NFC');
      const texts = partsOf(whole, message);
      const all: readonly Part[] = file?.kind === 'bytes' ? [{ file }, ...texts] : texts;
      const quotaTypes: (string | null)[] = [];
      const result = await sendInParts(externalId, whole, all, async (part) => {
        const answer =
          'file' in part ? await sendFile(externalId, part.file) : await sendText(externalId, part);
        if (!answer.ok) return answer;
        const { message_id: providerId, quota } = sentMessage.parse(answer.data);
        quotaTypes.push(quota);
        return { ok: true, providerId };
      });
      return result.kind === 'sent' ? { ...result, quotaTypes } : result;
    },
  };
}

/** What may be typed stands below where there are more choices than buttons; else the last part leaves room for it. */
function partsOf(whole: string, { buttons: rows, typed }: OutgoingMessage): readonly TextPart[] {
  const buttons = rows.flat();
  const typedText = typed === undefined ? '' : plainText(typed).normalize('NFC');
  if (buttons.length > MAX_BUTTONS && typedText !== '')
    return splitText([`${whole}\n${typedText}`], MAX_TEXT_LENGTH).map((piece) => textPart(plainText(piece)));
  const room = Math.max(LEAST_BESIDE_TYPED, MAX_TEXT_LENGTH - typedText.length - 1);
  const pieces = splitText([whole], MAX_TEXT_LENGTH).map(plainText);
  const last = pieces.at(-1) ?? '';
  const texts =
    last.length <= room ? pieces : [...pieces.slice(0, -1), ...splitText([last], room).map(plainText)];
  return texts.map((text, index) =>
    index === texts.length - 1 ? { text, buttons, typed: typedText } : textPart(text),
  );
}

function textPart(text: string): TextPart {
  return { text, buttons: [], typed: '' };
}

function fileMessage({ format }: BytesFile, id: string) {
  const attachment =
    format === 'png'
      ? {
          type: 'template',
          payload: { template_type: 'media', elements: [{ media_type: 'image', attachment_id: id }] },
        }
      : { type: 'file', payload: { token: id } };
  return { attachment };
}

/**
 * An upload shows nobody anything: whether it had its effect does not matter. When those of the month are used up, no file goes for
 * weeks; a message does, so that it is the file that is refused.
 */
function withoutEffect(failure: ApiFailure): ApiAnswer {
  if (failure.kind === 'unavailable') return { ok: false, failure: { ...failure, sent: false } };
  return {
    ok: false,
    failure: troubleOf(failure) === 'quota' ? NO_UPLOADS : failure,
  };
}

const NO_UPLOADS: ApiFailure = {
  kind: 'refused',
  code: 0,
  description: 'the uploads of the month are used up',
};

/** The shape is not the one that Zalo wants, or the account's package has no buttons. */
function isAboutButtons(failure: ApiFailure): boolean {
  return failure.kind === 'refused' && (failure.code === -201 || failure.code === -224);
}

/** `quota`: what the message was drawn from. */
const sentMessage = z
  .object({
    message_id: z.union([z.string(), z.number()]).transform(String),
    quota: z
      .object({ quota_type: z.string().max(40) })
      .transform(({ quota_type: type }) => type)
      .nullable()
      .catch(null),
  })
  .catch({ message_id: '', quota: null });
