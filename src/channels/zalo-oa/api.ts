import { createHmac } from 'node:crypto';
import { z } from 'zod';
import {
  createHttpCaller,
  unavailable,
  type CallOptions,
  type HttpAnswer,
  type Unavailable,
} from '../http-call.ts';
import { zaloCode } from './code.ts';
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

type Headers = { readonly access_token: string; readonly appsecret_proof?: string };

/**
 * A call whose token is not taken is repeated once with a new one: it had no effect. So is one that Zalo wants the app's secret proved
 * with, if a switch of its console says so; from then on each proves it. `apiRoot` has no trailing slash.
 */
export function createZaloOaApi({
  apiRoot,
  tokens,
  appSecret,
}: {
  readonly apiRoot: string;
  readonly tokens: Tokens;
  readonly appSecret: string;
}): ZaloOaApi {
  const ask = createHttpCaller(apiRoot);
  let proves = false;
  async function callWith(
    token: string,
    call: (headers: Headers) => Promise<HttpAnswer>,
  ): Promise<ApiAnswer> {
    const proof = { appsecret_proof: createHmac('sha256', appSecret).update(token).digest('hex') };
    const proved = proves;
    const answer = readAnswer(await call({ access_token: token, ...(proved && proof) }), token);
    if (proved || answer.ok || answer.failure.kind !== 'refused' || answer.failure.code !== WANTS_PROOF)
      return answer;
    proves = true;
    return readAnswer(await call({ access_token: token, ...proof }), token);
  }
  async function withToken(call: (headers: Headers) => Promise<HttpAnswer>): Promise<ApiAnswer> {
    const token = await tokens.current();
    if (token === undefined) return { ok: false, failure: { kind: 'no-token', code: undefined } };
    const first = await callWith(token, call);
    if (first.ok || first.failure.kind !== 'no-token') return first;
    const other = await tokens.renewed(token);
    return other === undefined ? first : callWith(other, call);
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
  error: zaloCode,
  message: z.string().catch(''),
  data: z.unknown().optional(),
});

const UNAUTHORIZED = 401;
const WANTS_PROOF = -242;
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
