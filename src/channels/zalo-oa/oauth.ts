import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { ZaloOaConfig } from '../../config.ts';
import type { TokenPair } from '../../core/zalo-oa/tokens.ts';
import { createHttpCaller } from '../http-call.ts';
import { zaloCode } from './code.ts';

export type OauthAnswer =
  | { readonly kind: 'pair'; readonly pair: TokenPair }
  /** What was given for the pair is used up, too old or wrong. */
  | { readonly kind: 'dead'; readonly reason: string }
  /** The app itself is refused: inactive, or its settings are wrong. What was given may still be good. */
  | { readonly kind: 'app-refused'; readonly reason: string }
  /** `sent`: what was given may be used up by now. */
  | { readonly kind: 'unavailable'; readonly reason: string; readonly sent: boolean };

/** Zalo's OAuth v4. Both calls never throw. */
export type Oauth = {
  refresh(refreshToken: string): Promise<OauthAnswer>;
  /** `verifier`: of the challenge in the link under which the account's manager consented. */
  exchange(code: string, verifier: string): Promise<OauthAnswer>;
};

export const OAUTH_TIMEOUT_MS = 10_000;

/** Codes of the app's own state; Zalo documents none, every other one is taken for a dead token. */
const APP_CODES: ReadonlySet<number> = new Set([-14_002, -14_003]);

export function createOauth(
  config: Pick<ZaloOaConfig, 'appId' | 'appSecret' | 'oauthRoot'>,
  { now = () => Temporal.Now.instant(), timeoutMs = OAUTH_TIMEOUT_MS } = {},
): Oauth {
  const ask = createHttpCaller(config.oauthRoot);
  async function call(form: Readonly<Record<string, string>>): Promise<OauthAnswer> {
    const answer = await ask({
      method: 'POST',
      path: '/v4/oa/access_token',
      headers: { secret_key: config.appSecret },
      data: new URLSearchParams({ app_id: config.appId, ...form }),
      timeoutMs,
    });
    if (answer.kind === 'stopped') return { kind: 'unavailable', reason: 'stopped', sent: true };
    if (answer.kind === 'unavailable') return answer;
    return readAnswer(answer.status, answer.body, now());
  }
  return {
    refresh: (token) => call({ grant_type: 'refresh_token', refresh_token: token }),
    exchange: (code, verifier) => call({ grant_type: 'authorization_code', code, code_verifier: verifier }),
  };
}

const pairSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(90_000),
});

const refusalSchema = z.object({
  error: zaloCode,
  error_name: z.string().catch(''),
});

/** Failures come with HTTP 200 too. */
function readAnswer(status: number, body: unknown, now: Temporal.Instant): OauthAnswer {
  const pair = pairSchema.safeParse(body).data;
  if (pair) {
    const expiresAt = now.add({ seconds: Math.floor(pair.expires_in) });
    return {
      kind: 'pair',
      pair: { accessToken: pair.access_token, refreshToken: pair.refresh_token, expiresAt },
    };
  }
  const refusal = refusalSchema.safeParse(body).data;
  if (refusal === undefined || refusal.error === 0)
    return { kind: 'unavailable', reason: `HTTP ${status}, no answer of the OAuth API`, sent: true };
  const reason = `${refusal.error} ${refusal.error_name}`.trim().slice(0, 100);
  return { kind: APP_CODES.has(refusal.error) ? 'app-refused' : 'dead', reason };
}
