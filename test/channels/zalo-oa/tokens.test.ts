import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOauth } from '../../../src/channels/zalo-oa/oauth.ts';
import { createTokenKeeper, type TokenStore } from '../../../src/channels/zalo-oa/tokens.ts';
import { readConfig } from '../../../src/config.ts';
import { changeZaloOaTokens, loadZaloOaTokens } from '../../../src/db/queries/zalo-oa-tokens.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { notedLog } from '../../support/noted-log.ts';
import { waitFor } from '../../support/wait-for.ts';
import { startZaloOaApi, type ZaloOaApi } from '../../support/zalo-oa-api.ts';

const OAUTH = '/v4/oa/access_token';
const SECRET = 'a secret for tests only';

let oa: ZaloOaApi;
let database: TestDatabase;
/** Real time as the processes under test see it. */
let now: Temporal.Instant;
let ended: (() => Promise<void>)[];

beforeEach(async () => {
  [oa, database] = await Promise.all([startZaloOaApi(), createTestDatabase()]);
  now = Temporal.Instant.from('2026-11-30T08:00:00Z');
  ended = [];
});
afterEach(async () => {
  await Promise.all(ended.map((end) => end()));
  await Promise.all([oa.close(), database.close()]);
});

function storeOf(appId: string): TokenStore {
  return { exclusively: (work) => changeZaloOaTokens(database.db, { appId, secret: SECRET }, work) };
}

/** One process of the service; `seed` is what its environment says, null where it says nothing. */
function processOf(options: { readonly seed?: string | null; readonly store?: TokenStore } = {}) {
  const { seed = oa.tokens.refreshToken, store } = options;
  const config = readConfig(oa.environment()).zaloOa;
  if (!config) throw new Error('not configured');
  const { log, lines } = notedLog();
  const pauses: number[] = [];
  let goOn: (() => void) | undefined;
  const keeper = createTokenKeeper({
    store: store ?? storeOf(config.appId),
    oauth: createOauth(config, { now: () => now, timeoutMs: 200 }),
    seed: seed ?? undefined,
    log,
    now: () => now,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        pauses.push(ms);
        goOn = resolve;
        signal.addEventListener('abort', () => resolve());
      }),
  });
  ended.push(() => keeper.stop());
  /** Resolves after its first look. */
  const begin = async () => {
    keeper.start();
    await waitFor(() => pauses.length > 0);
  };
  const stored = () => loadZaloOaTokens(database.db, { appId: config.appId, secret: SECRET });
  /** What the clock would bring about: the look after the pause. */
  const lookAgain = async () => {
    const looks = pauses.length;
    goOn?.();
    await waitFor(() => pauses.length > looks);
  };
  return { keeper, begin, lines, stored, pauses, lookAgain };
}

const alerts = (lines: ReturnType<typeof notedLog>['lines']) =>
  lines.filter(({ level }) => level === 'error');

describe('the first pair', () => {
  it('comes of the environment’s refresh token, and is stored encrypted before it is used', async () => {
    const { keeper, stored } = processOf();
    const [first] = await Promise.all([keeper.current(), keeper.current(), keeper.current()]);
    expect(first).toBe(oa.tokens.accessToken);
    expect(oa.calls(OAUTH)).toHaveLength(1);
    expect(await stored()).toMatchObject({
      pair: { accessToken: first, refreshToken: oa.tokens.refreshToken, expiresAt: now.add({ hours: 25 }) },
    });
    const rows = JSON.stringify(await database.db.execute(sql`select * from zalo_oa_token`));
    expect(rows).not.toContain(oa.tokens.accessToken);
    expect(rows).not.toContain(oa.tokens.refreshToken);
  });

  it('outranks the environment’s from then on, also in a process that starts later', async () => {
    const seed = oa.tokens.refreshToken;
    await processOf({ seed }).keeper.current();
    now = now.add({ hours: 26 });
    const later = processOf({ seed });
    expect(await later.keeper.current()).toBe(oa.tokens.accessToken);
    expect(later.lines).toEqual([]);
  });
});

describe('a refresh', () => {
  it('happens an hour ahead of the end, also when nothing is sent', async () => {
    const { keeper, begin, lookAgain } = processOf();
    await begin();
    now = now.add({ hours: 23, minutes: 59 });
    await lookAgain();
    expect(oa.calls(OAUTH)).toHaveLength(1);
    now = now.add({ minutes: 1 });
    await lookAgain();
    expect(oa.calls(OAUTH)).toHaveLength(2);
    expect(await keeper.current()).toBe(oa.tokens.accessToken);
  });

  it('is one for all processes that need it at once', async () => {
    const one = processOf();
    const old = await one.keeper.current();
    const others = [one, processOf(), processOf()];
    await Promise.all(others.map(({ keeper }) => keeper.current()));
    oa.tokens.killAccess();
    const given = await Promise.all(
      others.flatMap(({ keeper }) => [keeper.renewed(old ?? ''), keeper.renewed(old ?? '')]),
    );
    expect(new Set(given)).toEqual(new Set([oa.tokens.accessToken]));
    expect(oa.calls(OAUTH)).toHaveLength(2);
  });

  it('that timed out and had no effect is tried once more', async () => {
    const { keeper, lines } = processOf();
    oa.fail(OAUTH, 'hang');
    expect(await keeper.current()).toBe(oa.tokens.accessToken);
    expect(lines).toEqual([]);
  });

  it('that timed out and had its effect leaves a dead token, of which one alert tells', async () => {
    const { keeper, begin, lines, stored, lookAgain } = processOf();
    oa.fail(OAUTH, 'hang after');
    await begin();
    expect(alerts(lines)).toEqual([
      expect.objectContaining({
        event: expect.stringMatching(/messages wait: run `npx hai-chieu zalo login`/),
      }),
    ]);
    expect(await stored()).toMatchObject({
      pair: undefined,
      dead: { reason: expect.stringMatching(/^-14014/) },
    });
    await lookAgain();
    await keeper.current();
    expect(lines).toHaveLength(1);
    expect(oa.calls(OAUTH)).toHaveLength(2);
  });

  it('without an answer leaves the token that is still good', async () => {
    const { keeper, begin, lines, lookAgain } = processOf();
    await begin();
    const before = await keeper.current();
    now = now.add({ hours: 24, minutes: 30 });
    oa.fail(OAUTH, { status: 502, html: '' }, { status: 502, html: '' });
    await lookAgain();
    expect(await keeper.current()).toBe(before);
    expect(lines.map(({ level }) => level)).toEqual(['warn']);
    await lookAgain();
    expect(await keeper.current()).not.toBe(before);
    expect(lines.at(-1)).toMatchObject({ level: 'info' });
  });

  it('of a refused app does not give the token up', async () => {
    const { keeper, lines, stored } = processOf();
    oa.fail(OAUTH, { code: -14_002 });
    expect(await keeper.current()).toBeUndefined();
    expect(alerts(lines)).toEqual([
      expect.objectContaining({ event: expect.stringContaining('ZALO_OA_APP_SECRET') }),
    ]);
    expect((await stored()).dead).toBeUndefined();
    expect(await keeper.current()).toBe(oa.tokens.accessToken);
  });

  it('whose pair could not be stored is not lost, and not used before it is stored', async () => {
    const config = readConfig(oa.environment()).zaloOa;
    const real = storeOf(config?.appId ?? '');
    let fails = true;
    const store: TokenStore = {
      exclusively: (work) =>
        real.exclusively(async (kept) => {
          const changed = await work(kept);
          if (fails) throw new Error('the database went away');
          return changed;
        }),
    };
    const { keeper, begin, lines, pauses, lookAgain } = processOf({ store });
    await begin();
    expect(pauses).toEqual([1_000]);
    expect(await keeper.current()).toBeUndefined();
    expect(alerts(lines)).toHaveLength(1);
    fails = false;
    await lookAgain();
    expect(await keeper.current()).toBe(oa.tokens.accessToken);
    expect(oa.calls(OAUTH)).toHaveLength(1);
  });
});

describe('a dead refresh token', () => {
  it('is told while there is still time, and a new one in the environment mends it', async () => {
    const { keeper, begin, lines, lookAgain } = processOf();
    await begin();
    const before = await keeper.current();
    oa.tokens.killRefresh();
    now = now.add({ hours: 24, minutes: 10 });
    await lookAgain();
    expect(alerts(lines)).toHaveLength(1);
    expect(await keeper.current()).toBe(before);
    now = now.add({ hours: 1 });
    expect(await keeper.current()).toBeUndefined();

    const { ZALO_OA_REFRESH_TOKEN: consented } = await consentAgain();
    expect(await processOf({ seed: consented ?? null }).keeper.current()).toBe(oa.tokens.accessToken);
    await lookAgain();
    expect(await keeper.current()).toBe(oa.tokens.accessToken);
    expect(lines.at(-1)).toMatchObject({ level: 'info' });
  });
});

it('no tokens at all: one alert, with what to do', async () => {
  const { keeper, lines } = processOf({ seed: null });
  expect(await keeper.current()).toBeUndefined();
  expect(await keeper.current()).toBeUndefined();
  expect(alerts(lines)).toHaveLength(1);
  expect(oa.calls(OAUTH)).toEqual([]);
});

/** The account's manager consents; the pair is handed to the environment. */
async function consentAgain(): Promise<Readonly<Record<string, string>>> {
  const config = readConfig(oa.environment()).zaloOa;
  if (!config) throw new Error('not configured');
  const verifier = 'v'.repeat(43);
  const challenge = Buffer.from(
    await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)),
  ).toString('base64url');
  const code = oa.tokens.consent(challenge);
  const answer = await createOauth(config).exchange(code, verifier);
  if (answer.kind !== 'pair') throw new Error(answer.reason);
  return oa.environment();
}
