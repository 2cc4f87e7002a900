import { createHash, randomBytes } from 'node:crypto';
import type { JsonObject } from '../platform-http.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type FakeClock } from './clock.ts';

export type Tokens = {
  /** What POST /v4/oa/access_token answers; `secretKey` is its header. */
  exchange(form: URLSearchParams, secretKey: string | undefined): JsonObject;
  /** The code that the manager's consent gives: good for ten minutes, once. `challenge` as the link carried it. */
  consent(challenge: string | undefined): string;
  /** -216 (unknown or replaced) or -220 (older than 25 hours); undefined where the token is good. */
  fault(accessToken: string | undefined): number | undefined;
  /** The pair that is good now, used up or not. */
  readonly refreshToken: string;
  readonly accessToken: string;
  /** A new pair, as somebody's refresh would give it. */
  rotate(): void;
  killAccess(): void;
  killRefresh(): void;
};

const ACCESS_MS = 25 * HOUR_MS;
const REFRESH_MS = 90 * DAY_MS;
const CODE_MS = 10 * MINUTE_MS;

export function createTokens(
  app: { readonly id: string; readonly secret: string },
  clock: FakeClock,
): Tokens {
  let access = { token: newToken('access'), until: clock.now() + ACCESS_MS };
  let refresh = { token: newToken('refresh'), until: clock.now() + REFRESH_MS, isUsed: false };
  const codes = new Map<string, { readonly challenge: string | undefined; readonly until: number }>();

  function rotate(): JsonObject {
    access = { token: newToken('access'), until: clock.now() + ACCESS_MS };
    refresh = { token: newToken('refresh'), until: clock.now() + REFRESH_MS, isUsed: false };
    return {
      access_token: access.token,
      refresh_token: refresh.token,
      expires_in: String(ACCESS_MS / 1000),
    };
  }

  function redeem(form: URLSearchParams): JsonObject {
    const code = form.get('code') ?? '';
    const given = codes.get(code);
    codes.delete(code);
    if (!given || given.until < clock.now()) return oauthError(-14_010, 'Invalid code');
    const verifier = form.get('code_verifier') ?? '';
    const hash = createHash('sha256').update(verifier).digest('base64url');
    if (verifier.length !== 43 || hash !== given.challenge)
      return oauthError(-14_012, 'Invalid code verifier');
    return rotate();
  }

  return {
    exchange(form, secretKey) {
      if (form.get('app_id') !== app.id || secretKey !== app.secret)
        return oauthError(-14_002, 'Invalid application');
      switch (form.get('grant_type')) {
        case 'authorization_code':
          return redeem(form);
        case 'refresh_token': {
          const isGood =
            form.get('refresh_token') === refresh.token && !refresh.isUsed && refresh.until >= clock.now();
          if (!isGood) return oauthError(-14_014, 'Invalid refresh token');
          refresh.isUsed = true;
          return rotate();
        }
        default:
          return oauthError(-14_001, 'Invalid grant type');
      }
    },
    consent(challenge) {
      const code = newToken('code');
      codes.set(code, { challenge, until: clock.now() + CODE_MS });
      return code;
    },
    fault(token) {
      if (token !== access.token) return -216;
      return access.until < clock.now() ? -220 : undefined;
    },
    get refreshToken() {
      return refresh.token;
    },
    get accessToken() {
      return access.token;
    },
    rotate,
    killAccess() {
      access = { ...access, token: newToken('access') };
    },
    killRefresh() {
      refresh = { ...refresh, isUsed: true };
    },
  };
}

/** OAuth's own failures come with HTTP 200 as well, and in other words. */
export function oauthError(error: number, description: string): JsonObject {
  return { error, error_name: description, error_reason: description, error_description: description };
}

function newToken(kind: string): string {
  return `${kind}-${randomBytes(24).toString('base64url')}`;
}
