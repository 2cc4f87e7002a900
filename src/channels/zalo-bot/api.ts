import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { create } from 'axios';
import { z } from 'zod';
import { endAfter } from '../end-after.ts';

/** Why a call of the Zalo Bot API gave no result. Texts are short and hold neither the token nor what we sent. */
export type ApiFailure =
  /** The API answered and said no. */
  | { readonly kind: 'refused'; readonly code: number; readonly description: string }
  /** No answer of the API; `sent`: the call may have had its effect. */
  | { readonly kind: 'unavailable'; readonly reason: string; readonly sent: boolean }
  /** Ended by our own signal. */
  | { readonly kind: 'stopped' };

export type ApiAnswer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly failure: ApiFailure };

type Method = 'getMe' | 'getUpdates' | 'setWebhook' | 'getWebhookInfo' | 'sendMessage';

export type CallOptions = { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined };

/** The Bot API of one bot. `call` never throws and always ends within `timeoutMs`. */
export type ZaloBotApi = {
  call(method: Method, payload: Readonly<Record<string, unknown>>, options: CallOptions): Promise<ApiAnswer>;
};

/** No answer of the API is nearly so long. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * The token stands in the address, which axios puts into its errors, so nothing of them leaves this file but a code. Each call has
 * a connection of its own: one kept open may be closed by the platform just as we write, and whether that message arrived nobody
 * could say. `apiRoot` has no trailing slash.
 */
export function createZaloBotApi(account: { readonly token: string; readonly apiRoot: string }): ZaloBotApi {
  const client = create({
    baseURL: `${account.apiRoot}/bot${account.token}/`,
    httpAgent: new HttpAgent({ keepAlive: false }),
    httpsAgent: new HttpsAgent({ keepAlive: false }),
    proxy: false,
    maxRedirects: 0,
    maxContentLength: MAX_ANSWER_BYTES,
    responseType: 'text',
    transformResponse: (text: unknown) => text,
    // What counts stands in the body.
    validateStatus: () => true,
  });
  return {
    async call(method, payload, { timeoutMs, signal }) {
      const ending = endAfter(timeoutMs, signal);
      try {
        const { status, data } = await client.post<unknown>(method, payload, { signal: ending.signal });
        return readAnswer(status, data, account.token);
      } catch (error) {
        if (signal?.aborted === true) return { ok: false, failure: { kind: 'stopped' } };
        if (ending.signal.aborted) return unavailable(`no answer within ${timeoutMs / 1000} s`, true);
        const code = errorCode.safeParse(error).data?.code;
        return unavailable(code ?? 'the call failed', code === undefined || !NOT_SENT.test(code));
      } finally {
        ending.release();
      }
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
  const answer = envelope.safeParse(parseJson(body)).data;
  if (!answer) {
    const isRefused = status === TOO_MANY_REQUESTS || status === UNAUTHORIZED;
    return isRefused ? refused(status, '') : unavailable(`HTTP ${status}, no answer of the Bot API`, true);
  }
  if (answer.ok) return { ok: true, result: answer.result };
  const code = answer.error_code ?? (status >= 400 ? status : undefined);
  if (code === undefined || code >= 500) return unavailable(`error ${code ?? 'without a code'}`, true);
  return refused(code, answer.description.replaceAll(token, '[token]').slice(0, 200));
}

const UNAUTHORIZED = 401;
const TOO_MANY_REQUESTS = 429;

function refused(code: number, description: string): ApiAnswer {
  return { ok: false, failure: { kind: 'refused', code, description } };
}

function unavailable(reason: string, sent: boolean): ApiAnswer {
  return { ok: false, failure: { kind: 'unavailable', reason, sent } };
}

function parseJson(body: unknown): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : body;
  } catch {
    return undefined;
  }
}

const errorCode = z.object({ code: z.string().regex(/^[\w-]{1,60}$/) });

/** Codes of a connection that never came about: no name, no route, nobody there, no trust. */
const NOT_SENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ERR_TLS_.*|CERT_.*|.*_CERT.*|UNABLE_TO_VERIFY_.*)$/;
