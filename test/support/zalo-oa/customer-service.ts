import { z } from 'zod';
import type { JsonObject } from '../platform-http.ts';
import type { FakeClock } from './clock.ts';
import { done, refused } from './envelope.ts';
import type { Cost, OaMessage, People } from './people.ts';
import type { Uploads } from './uploads.ts';

export type Sent = Omit<OaMessage, 'id' | 'atMs'>;

export type CustomerServiceParts = {
  readonly clock: FakeClock;
  readonly people: People;
  readonly uploads: Uploads;
  /** What POST …/message/cs may draw on after the free 48 hours. */
  readonly account: { packageMessages: number; balanceVnd: number };
  readonly isFreeTier: boolean;
  /** Keeps a message that was taken and gives its id. */
  readonly keep: (message: Sent) => string;
};

/** Of a message between 48 hours and 7 days without a package, roughly. */
const PRICE_VND = 55;

/** What POST /v3.0/oa/message/cs answers. */
export function sendCustomerService(body: JsonObject, parts: CustomerServiceParts): JsonObject {
  const asked = request.safeParse(body).data;
  if (!asked) return refused(-201, 'body is invalid');
  const userId = asked.recipient.user_id;
  const content = readContent(asked.message, parts);
  if ('error' in content) return refused(content.error, content.why);
  const window = parts.people.window(userId);
  if ('refusal' in window) return refused(window.refusal, 'user can not receive this message');
  const cost = window.isFree ? 'free' : charge(parts.account);
  if (cost === undefined) return refused(-211, 'out of quota');
  const id = parts.keep({ userId, ...content, cost });
  const quota = cost === 'paid' ? {} : { quota: { quota_type: cost === 'free' ? 'reply' : 'sub_quota' } };
  return done({ message_id: id, user_id: userId, sent_time: String(parts.clock.now()), ...quota });
}

function charge(account: CustomerServiceParts['account']): Cost | undefined {
  if (account.packageMessages > 0) {
    account.packageMessages -= 1;
    return 'package';
  }
  if (account.balanceVnd < PRICE_VND) return undefined;
  account.balanceVnd -= PRICE_VND;
  return 'paid';
}

type Content = Pick<Sent, 'kind' | 'text' | 'buttons' | 'asset'>;
type Fault = { readonly error: number; readonly why: string };

const MAX_TEXT_LENGTH = 2000;

function readContent(
  message: z.infer<typeof request>['message'],
  { uploads, isFreeTier }: CustomerServiceParts,
): Content | Fault {
  const { attachment } = message;
  const text = message.text ?? '';
  if (text.length > MAX_TEXT_LENGTH) return { error: -210, why: 'text is too long' };
  if (!attachment)
    return text.trim() === '' ? { error: -201, why: 'text is empty' } : { kind: 'text', text, buttons: [] };
  if (attachment.type === 'file') {
    if (text !== '') return { error: -201, why: 'a file has no text' };
    const { token = '' } = filePayload.safeParse(attachment.payload).data ?? {};
    const asset = uploads.living(token, 'file');
    return asset ? { kind: 'file', text: asset.name, buttons: [], asset: asset.id } : EXPIRED;
  }
  const isTemplate = attachment.type === 'template';
  const media = mediaPayload.safeParse(attachment.payload).data;
  if (isTemplate && media) {
    const [{ url, attachment_id: id = '' }] = media.elements;
    const asset = url ?? uploads.living(id, 'image', 'gif')?.id;
    return asset === undefined ? EXPIRED : { kind: 'image', text, buttons: [], asset };
  }
  const asking = askPayload.safeParse(attachment.payload).data;
  if (isTemplate && asking) return { kind: 'ask info', text: asking.elements[0].title, buttons: [] };
  const choosing = buttonsPayload.safeParse(attachment.payload).data;
  const words = choosing?.text ?? text;
  if (!isTemplate || !choosing || words === '') return { error: -201, why: 'attachment is invalid' };
  if (words.length > MAX_TEXT_LENGTH) return { error: -210, why: 'text is too long' };
  if (isFreeTier) return { error: -224, why: 'upgrade the package to use buttons' };
  return { kind: 'text', text: words, buttons: choosing.buttons };
}

const EXPIRED: Fault = { error: -100, why: 'the uploaded asset has expired' };

const request = z.object({
  recipient: z.object({ user_id: z.string().min(1) }),
  message: z.object({
    text: z.string().optional(),
    quote_message_id: z.string().optional(),
    attachment: z.object({ type: z.string(), payload: z.unknown() }).optional(),
  }),
});

const filePayload = z.object({ token: z.string() });

const mediaPayload = z.object({
  template_type: z.literal('media'),
  elements: z.tuple([
    z
      .object({
        media_type: z.enum(['image', 'gif']),
        url: z.url({ protocol: /^https?$/ }).optional(),
        attachment_id: z.string().optional(),
      })
      .refine(({ url, attachment_id: id }) => (url === undefined) !== (id === undefined)),
  ]),
});

const askPayload = z.object({
  template_type: z.literal('request_user_info'),
  elements: z.tuple([
    z.object({
      title: z.string().min(1).max(100),
      subtitle: z.string().min(1).max(500),
      image_url: z.url({ protocol: /^https$/ }),
    }),
  ]),
});

/** Sources disagree on the wrapper: without `template_type`, or `button` with the text inside. Both are taken. */
const buttonsPayload = z.object({
  template_type: z.literal('button').optional(),
  text: z.string().min(1).optional(),
  buttons: z
    .array(
      z
        .object({
          title: z.string().min(1).max(100),
          type: z.enum(['oa.query.show', 'oa.query.hide', 'oa.open.url', 'oa.open.phone', 'oa.open.sms']),
          payload: z.unknown(),
        })
        .transform(({ title, type, payload }) => ({ title, type, payload: payloadText(payload) }))
        .refine(({ payload }) => payload !== '' && payload.length <= 1000),
    )
    .min(1)
    .max(5),
});

/** A query's payload is text, that of an address or a number an object. */
function payloadText(payload: unknown): string {
  return typeof payload === 'string' ? payload : JSON.stringify(payload ?? '');
}
