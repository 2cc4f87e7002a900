import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { REFRESH_AHEAD, tokenNeed, type KeptTokens } from '../../../src/core/zalo-oa/tokens.ts';

const NOW = Temporal.Instant.from('2026-11-30T08:00:00Z');
const AT_ONCE = Temporal.Duration.from({ seconds: 0 });
const SEED = { token: 'from the environment', hash: 'h1' };
const DEAD = { since: NOW, reason: '-14014' };

const kept = (minutes: number, more: Partial<KeptTokens> = {}): KeptTokens => ({
  pair: { accessToken: 'a1', refreshToken: 'r1', expiresAt: NOW.add({ minutes }) },
  dead: undefined,
  seedHash: SEED.hash,
  ...more,
});
const nothing = (seedHash?: string): KeptTokens => ({ pair: undefined, dead: undefined, seedHash });

type Asked = Partial<Parameters<typeof tokenNeed>[1]>;
const need = (tokens: KeptTokens, asked: Asked = {}) =>
  tokenNeed(tokens, { now: NOW, ahead: AT_ONCE, refused: undefined, seed: SEED, triesDead: false, ...asked });

const use = { kind: 'use', accessToken: 'a1' };
const refresh = { kind: 'refresh', refreshToken: 'r1', seed: undefined };
const begin = { kind: 'refresh', refreshToken: SEED.token, seed: SEED };
const consent = { kind: 'consent' };

describe('the access token', () => {
  it.each<[string, KeptTokens, Asked, object]>([
    ['is used while it is good', kept(1), {}, use],
    ['is replaced at its end', kept(0), {}, refresh],
    ['is replaced when Zalo does not take it', kept(600), { refused: 'a1' }, refresh],
    ['is used when another process replaced the one that was not taken', kept(600), { refused: 'a0' }, use],
    ['is left alone more than an hour ahead', kept(61), { ahead: REFRESH_AHEAD }, use],
    ['is replaced an hour ahead', kept(60), { ahead: REFRESH_AHEAD }, refresh],
    [
      'is used to its end when the refresh token is dead',
      kept(30, { dead: DEAD }),
      { ahead: REFRESH_AHEAD },
      use,
    ],
  ])('%s', (_, tokens, asked, expected) => {
    expect(need(tokens, asked)).toEqual(expected);
  });
});

describe('the environment’s refresh token', () => {
  it.each<[string, KeptTokens, Asked, object]>([
    ['begins where nothing is stored', nothing(), {}, begin],
    ['is not tried twice', nothing(SEED.hash), {}, consent],
    ['yields to a stored pair, also a newer one', kept(-600, { seedHash: 'h0' }), {}, refresh],
    [
      'takes the place of a dead pair when it is a new one',
      kept(-1, { seedHash: 'h0', dead: DEAD }),
      {},
      begin,
    ],
    ['is no way out when it is the old one', kept(-1, { dead: DEAD }), {}, consent],
    ['may be absent', nothing(), { seed: undefined }, consent],
  ])('%s', (_, tokens, asked, expected) => {
    expect(need(tokens, asked)).toEqual(expected);
  });
});

it('a dead refresh token is tried again only where that is asked for', () => {
  expect(need(kept(-1, { dead: DEAD }))).toEqual(consent);
  expect(need(kept(-1, { dead: DEAD }), { triesDead: true })).toEqual(refresh);
});
