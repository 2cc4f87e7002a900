import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { create } from 'axios';
import { z } from 'zod';
import { endAfter } from './end-after.ts';

export type CallOptions = { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined };

export type HttpRequest = CallOptions & {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON, a form as its kind of form. */
  readonly data?: Readonly<Record<string, unknown>> | URLSearchParams | FormData;
};

/** Texts are short and hold nothing of the address, of what was sent or of who sent it. */
export type HttpAnswer =
  /** `body`: read as JSON; undefined where it is none. */
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | Unavailable
  /** Ended by our own signal. */
  | { readonly kind: 'stopped' };

/** No answer; `sent`: the call may have had its effect. */
export type Unavailable = { readonly kind: 'unavailable'; readonly reason: string; readonly sent: boolean };

/** No answer of an API is nearly so long. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * Calls an API where a repeated call may do harm. Never throws and always ends within `timeoutMs`. Tokens may stand in the address or
 * the headers, which axios puts into its errors, so nothing of them leaves this file but a code. Each call has a connection of its
 * own: one kept open may be closed by the platform just as we write, and whether that call had its effect nobody could say.
 */
export function createHttpCaller(baseURL: string): (request: HttpRequest) => Promise<HttpAnswer> {
  const client = create({
    baseURL,
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
  return async ({ method, path, headers = {}, data, timeoutMs, signal }) => {
    const ending = endAfter(timeoutMs, signal);
    try {
      const response = await client.request<unknown>({
        method,
        url: path,
        headers,
        data,
        signal: ending.signal,
      });
      return { kind: 'answered', status: response.status, body: parseJson(response.data) };
    } catch (error) {
      if (signal?.aborted === true) return { kind: 'stopped' };
      if (ending.signal.aborted) return unavailable(`no answer within ${timeoutMs / 1000} s`, true);
      const code = errorCode.safeParse(error).data?.code;
      return unavailable(code ?? 'the call failed', code === undefined || !NOT_SENT.test(code));
    } finally {
      ending.release();
    }
  };
}

export function unavailable(reason: string, sent: boolean): Unavailable {
  return { kind: 'unavailable', reason, sent };
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
