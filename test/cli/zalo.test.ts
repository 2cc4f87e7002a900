import { afterEach, beforeEach, expect, it } from 'vitest';
import { createOauth } from '../../src/channels/zalo-oa/oauth.ts';
import { exchangeCode } from '../../src/channels/zalo-oa/start.ts';
import { zaloCommand, type ZaloParts } from '../../src/cli/zalo.ts';
import { readConfig } from '../../src/config.ts';
import { loadZaloOaTokens } from '../../src/db/queries/zalo-oa-tokens.ts';
import { runCommand } from '../support/cli.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startZaloOaApi, type ZaloOaApi } from '../support/zalo-oa-api.ts';

let oa: ZaloOaApi;
let database: TestDatabase;
beforeEach(async () => {
  [oa, database] = await Promise.all([startZaloOaApi(), createTestDatabase()]);
});
afterEach(() => Promise.all([oa.close(), database.close()]));

const APP_SECRET = 'a secret for tests only';

/** Runs `zalo login`; what is pasted is what the browser shows after the manager's consent, or `pasted`. */
async function login(environment: Readonly<Record<string, string>>, pasted?: string) {
  const config = readConfig({ APP_SECRET, PUBLIC_URL: 'https://bot.example.vn', ...environment });
  let link = '';
  const create = (parts: Parameters<Parameters<typeof runCommand>[0]>[0]) => {
    const whole: ZaloParts = {
      ...parts,
      config,
      print: (line) => (link = line),
      async *readStandardInput() {
        const { headers } = await fetch(link, { redirect: 'manual' });
        yield pasted ?? headers.get('location') ?? '';
      },
      askZaloTemplates: async () => [],
      exchangeZaloCode: (code, verifier) => exchangeCode(config, code, verifier),
    };
    return zaloCommand(whole);
  };
  return runCommand(create, ['login'], { db: database.db });
}

const stored = () =>
  loadZaloOaTokens(database.db, { appId: oa.environment()['ZALO_OA_APP_ID'] ?? '', secret: APP_SECRET });

it('walks through the consent, and keeps the pair, also in the place of a dead one', async () => {
  expect((await login(oa.environment())).refused).toBeUndefined();
  expect(await stored()).toMatchObject({
    pair: { accessToken: oa.tokens.accessToken, refreshToken: oa.tokens.refreshToken },
    dead: undefined,
  });
  const config = readConfig(oa.environment()).zaloOa;
  if (!config) throw new Error('not configured');
  expect((await createOauth(config).refresh((await stored()).pair?.refreshToken ?? '')).kind).toBe('pair');
  await login(oa.environment());
  expect((await stored()).pair?.accessToken).toBe(oa.tokens.accessToken);
});

it.each([
  ['an address without a code', 'https://bot.example.vn/?state=1', /code=/],
  ['nothing', ' ', /code=/],
  ['a code that is not good', 'https://bot.example.vn/?code=other', /không cấp mã/],
])('refuses %s in one line', async (_, pasted, expected) => {
  expect((await login(oa.environment(), pasted)).refused).toMatch(expected);
  expect((await stored()).pair).toBeUndefined();
});

it('needs the app first, and where Zalo sends the browser', async () => {
  expect((await login({})).refused).toMatch(/^ZALO_OA_APP_ID: /);
  expect((await login({ ...oa.environment(), PUBLIC_URL: '' })).refused).toMatch(/^PUBLIC_URL: /);
});
