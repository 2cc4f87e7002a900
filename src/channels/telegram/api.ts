import { Telegram, TelegramError } from 'telegraf';
import type { Opts, Telegram as BotMethods } from 'telegraf/types';
import { z } from 'zod';
import { endAfter } from '../end-after.ts';

/** Why a call of the Bot API gave no result. Texts are short and hold neither the token nor what we sent. */
export type ApiFailure =
  /** The API answered and said no. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly description: string;
      readonly retryAfterSeconds: number | undefined;
    }
  /** No answer of the API: 5xx, not JSON, reset, refused connection, time-out. The call may have had its effect. */
  | { readonly kind: 'unavailable'; readonly reason: string }
  /** Ended by our own signal. */
  | { readonly kind: 'stopped' };

export type ApiAnswer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly failure: ApiFailure };

export type CallOptions = { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined };

/** The Bot API of one bot. `call` never throws and always ends within `timeoutMs`. */
export type BotApi = {
  call<M extends keyof BotMethods>(method: M, payload: Opts<M>, options: CallOptions): Promise<ApiAnswer>;
};

/**
 * telegraf's client has no time-out of its own, its errors can hold the token (in the URL of an answer that is no JSON) and
 * always hold the payload, so nothing of it leaves this file but a status, Telegram's description or an error code.
 * `apiRoot` has no trailing slash.
 */
export function createBotApi(account: { readonly token: string; readonly apiRoot: string }): BotApi {
  const client = new Telegram(account.token, { apiRoot: `${account.apiRoot}/`, webhookReply: false });
  return {
    async call(method, payload, { timeoutMs, signal }) {
      const ending = endAfter(timeoutMs, signal);
      try {
        if (!endsCalls(ending.signal)) throw new TypeError('an AbortSignal without addEventListener');
        return { ok: true, result: await client.callApi(method, payload, { signal: ending.signal }) };
      } catch (error) {
        if (signal?.aborted === true) return { ok: false, failure: { kind: 'stopped' } };
        if (ending.signal.aborted) return unavailable(`no answer within ${timeoutMs / 1000} s`);
        return error instanceof TelegramError
          ? refusal(error.response, account.token)
          : unavailable(codeOf(error));
      } finally {
        ending.release();
      }
    },
  };
}

type EndingSignal = NonNullable<NonNullable<Parameters<Telegram['callApi']>[2]>['signal']>;

/** telegraf names the signal of an old stand-in package, whose events are typed otherwise; it uses only what Node's own has. */
function endsCalls(signal: AbortSignal): signal is AbortSignal & EndingSignal {
  return typeof signal.addEventListener === 'function';
}

const errorAnswer = z.object({
  error_code: z.int(),
  description: z.string().catch(''),
  parameters: z
    .object({ retry_after: z.number().nonnegative().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

function refusal(response: unknown, token: string): ApiAnswer {
  const answer = errorAnswer.safeParse(response);
  if (!answer.success) return unavailable('the answer is none of the Bot API');
  const { error_code: status, description, parameters } = answer.data;
  if (status >= 500) return unavailable(`HTTP ${status}`);
  return {
    ok: false,
    failure: {
      kind: 'refused',
      status,
      description: description.replaceAll(token, '[token]').slice(0, 200),
      retryAfterSeconds: parameters?.retry_after,
    },
  };
}

function unavailable(reason: string): ApiAnswer {
  return { ok: false, failure: { kind: 'unavailable', reason } };
}

/** The error's code (ECONNRESET) or kind (invalid-json); never its message, which can hold the URL with the token. */
function codeOf(error: unknown): string {
  const codes = errorCodes.safeParse(error).data;
  return codes?.code ?? codes?.type ?? 'the call failed';
}

const word = z
  .string()
  .regex(/^[\w-]{1,40}$/)
  .optional()
  .catch(undefined);
const errorCodes = z.object({ code: word, type: word });
