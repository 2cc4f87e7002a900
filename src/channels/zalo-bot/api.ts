import { z } from 'zod';
import { createHttpCaller, unavailable, type CallOptions, type Unavailable } from '../http-call.ts';

/** Why a call of the Zalo Bot API gave no result. Texts are short and hold neither the token nor what we sent. */
export type ApiFailure =
  /** The API answered and said no. */
  | { readonly kind: 'refused'; readonly code: number; readonly description: string }
  | Unavailable
  /** Ended by our own signal. */
  | { readonly kind: 'stopped' };

export type ApiAnswer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly failure: ApiFailure };

type Method =
  | 'getMe'
  | 'getUpdates'
  | 'setWebhook'
  | 'getWebhookInfo'
  | 'sendMessage'
  | 'sendPhoto'
  | 'sendChatAction';

/** The Bot API of one bot. `call` never throws and always ends within `timeoutMs`. */
export type ZaloBotApi = {
  call(method: Method, payload: Readonly<Record<string, unknown>>, options: CallOptions): Promise<ApiAnswer>;
};

/** The token stands in the address, so of a refusal it is cut out. `apiRoot` has no trailing slash. */
export function createZaloBotApi(account: { readonly token: string; readonly apiRoot: string }): ZaloBotApi {
  const ask = createHttpCaller(`${account.apiRoot}/bot${account.token}/`);
  return {
    async call(method, payload, options) {
      const answer = await ask({ ...options, method: 'POST', path: method, data: payload });
      if (answer.kind !== 'answered') return { ok: false, failure: answer };
      return readAnswer(answer.status, answer.body, account.token);
    },
  };
}

const envelope = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error_code: z.coerce.number().int().optional().catch(undefined),
    description: z.string().catch(''),
  }),
]);

/** HTTP 200 does not mean success: `ok` does. Where a refusal has no code of its own, the HTTP status is it. */
function readAnswer(status: number, body: unknown, token: string): ApiAnswer {
  const answer = envelope.safeParse(body).data;
  if (!answer) {
    const isRefused = status === TOO_MANY_REQUESTS || status === UNAUTHORIZED;
    return isRefused
      ? refused(status, '')
      : { ok: false, failure: unavailable(`HTTP ${status}, no answer of the Bot API`, true) };
  }
  if (answer.ok) return { ok: true, result: answer.result };
  const code = answer.error_code ?? (status >= 400 ? status : undefined);
  if (code === undefined || code >= 500) {
    return { ok: false, failure: unavailable(`error ${code ?? 'without a code'}`, true) };
  }
  return refused(code, answer.description.replaceAll(token, '[token]').slice(0, 200));
}

const UNAUTHORIZED = 401;
const TOO_MANY_REQUESTS = 429;

function refused(code: number, description: string): ApiAnswer {
  return { ok: false, failure: { kind: 'refused', code, description } };
}
