import { z } from 'zod';
import {
  createHttpCaller,
  unavailable,
  type CallOptions,
  type HttpAnswer,
  type Unavailable,
} from '../http-call.ts';
import type { Tokens } from './tokens.ts';

/** Why a call of the Official Account API gave no data. Texts are short and hold neither a token nor what we sent. */
export type ApiFailure =
  /** The API answered and said no. */
  | { readonly kind: 'refused'; readonly code: number; readonly description: string }
  /** The access token is not taken, and no other is to be had for now; or there is none at all. */
  | { readonly kind: 'no-token'; readonly code: number | undefined }
  | Unavailable
  /** Ended by our own signal. */
  | { readonly kind: 'stopped' };

export type ApiAnswer =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly failure: ApiFailure };

/** A file to hand over; the platform judges it by the ending of its name. */
export type Upload = { readonly name: string; readonly content: Buffer<ArrayBuffer> };

/** The API of one account. Nothing throws, each call ends within `timeoutMs`, a renewal of the tokens apart. */
export type ZaloOaApi = {
  post(path: string, payload: Readonly<Record<string, unknown>>, options: CallOptions): Promise<ApiAnswer>;
  get(path: string, options: CallOptions): Promise<ApiAnswer>;
  upload(path: string, file: Upload, options: CallOptions): Promise<ApiAnswer>;
};

/** A call whose token is not taken is repeated once with a new one: it had no effect. `apiRoot` has no trailing slash. */
export function createZaloOaApi({
  apiRoot,
  tokens,
}: {
  readonly apiRoot: string;
  readonly tokens: Tokens;
}): ZaloOaApi {
  const ask = createHttpCaller(apiRoot);
  async function withToken(
    call: (headers: { access_token: string }) => Promise<HttpAnswer>,
  ): Promise<ApiAnswer> {
    const token = await tokens.current();
    if (token === undefined) return { ok: false, failure: { kind: 'no-token', code: undefined } };
    const first = readAnswer(await call({ access_token: token }), token);
    if (first.ok || first.failure.kind !== 'no-token') return first;
    const other = await tokens.renewed(token);
    return other === undefined ? first : readAnswer(await call({ access_token: other }), other);
  }
  return {
    post: (path, data, options) =>
      withToken((headers) => ask({ ...options, method: 'POST', path, headers, data })),
    get: (path, options) => withToken((headers) => ask({ ...options, method: 'GET', path, headers })),
    upload: (path, { name, content }, options) =>
      withToken((headers) => {
        const data = new FormData();
        data.set('file', new File([content], name));
        return ask({ ...options, method: 'POST', path, headers, data });
      }),
  };
}

const envelope = z.object({
  error: z.coerce.number().int(),
  message: z.string().catch(''),
  data: z.unknown().optional(),
});

const UNAUTHORIZED = 401;
/** Of messages and accounts; templates by phone have a code of their own. */
const TOKEN_CODES: ReadonlySet<number> = new Set([-216, -220, -124]);

/** `error` 0 is the only success; failures come with HTTP 200 too, a token that is not taken at times with 401. */
function readAnswer(answer: HttpAnswer, token: string): ApiAnswer {
  if (answer.kind !== 'answered') return { ok: false, failure: answer };
  const { status, body } = answer;
  const said = envelope.safeParse(body).data;
  if (status === UNAUTHORIZED || (said && TOKEN_CODES.has(said.error)))
    return { ok: false, failure: { kind: 'no-token', code: said?.error } };
  if (!said) return { ok: false, failure: unavailable(`HTTP ${status}, no answer of the API`, true) };
  if (said.error === 0) return { ok: true, data: said.data };
  const description = said.message.replaceAll(token, '[token]').slice(0, 200);
  return { ok: false, failure: { kind: 'refused', code: said.error, description } };
}
