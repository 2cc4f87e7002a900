import { Temporal } from 'temporal-polyfill';

/** What Zalo gives for an Official Account: the refresh token is good once, and using it ends the access token before. */
export type TokenPair = {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Real time at which the access token ends. */
  readonly expiresAt: Temporal.Instant;
};

export type KeptTokens = {
  readonly pair: TokenPair | undefined;
  /** Since when it is known, in real time, that the refresh token works no more. */
  readonly dead: { readonly since: Temporal.Instant; readonly reason: string } | undefined;
  /** Names the environment's refresh token that was used last. */
  readonly seedHash: string | undefined;
};

/** The environment's refresh token, and the name under which it is remembered. */
export type Seed = { readonly token: string; readonly hash: string };

export type TokenNeed =
  | { readonly kind: 'use'; readonly accessToken: string }
  | { readonly kind: 'refresh'; readonly refreshToken: string; readonly seed: Seed | undefined }
  /** Someone has to consent again, or for the first time. */
  | { readonly kind: 'consent' };

/** Zalo's access tokens live 25 hours; so long before their end they are replaced, also when nothing is sent. */
export const REFRESH_AHEAD: Temporal.Duration = Temporal.Duration.from({ hours: 1 });

/** An access token lives so long from when the pair was given. */
const ACCESS_LIFE = { hours: 25 };
/** A refresh token that is not used ends three months after it was given; the shortest three have 89 days. */
const REFRESH_LIFE_HOURS = 89 * 24;

/** When Zalo gave the pair, and until when its refresh token can be used: real time. Each is used long before, while the service runs. */
export function lifeOf({ expiresAt }: Pick<TokenPair, 'expiresAt'>): {
  readonly givenAt: Temporal.Instant;
  readonly renewableUntil: Temporal.Instant;
} {
  const givenAt = expiresAt.subtract(ACCESS_LIFE);
  return { givenAt, renewableUntil: givenAt.add({ hours: REFRESH_LIFE_HOURS }) };
}

/**
 * What to do for an access token that is good for at least `ahead`. A stored pair goes before the environment's token, which is for
 * the first start and for when the stored pair is dead, and is used once. `refused`: an access token that Zalo does not take any more.
 */
export function tokenNeed(
  kept: KeptTokens,
  asked: {
    readonly now: Temporal.Instant;
    readonly ahead: Temporal.Duration;
    readonly refused: string | undefined;
    readonly seed: Seed | undefined;
    /** Whether a refresh token that is known to be dead is tried all the same. */
    readonly triesDead: boolean;
  },
): TokenNeed {
  const { pair, dead, seedHash } = kept;
  const { seed } = asked;
  const isGood = (until: Temporal.Instant) =>
    pair !== undefined &&
    pair.accessToken !== asked.refused &&
    Temporal.Instant.compare(until, pair.expiresAt) < 0;
  if (pair && isGood(asked.now.add(asked.ahead))) return { kind: 'use', accessToken: pair.accessToken };
  if (pair && (dead === undefined || asked.triesDead))
    return { kind: 'refresh', refreshToken: pair.refreshToken, seed: undefined };
  if (seed && seed.hash !== seedHash) return { kind: 'refresh', refreshToken: seed.token, seed };
  if (pair && isGood(asked.now)) return { kind: 'use', accessToken: pair.accessToken };
  return { kind: 'consent' };
}
