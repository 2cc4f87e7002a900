import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { Refused } from '../src/core/errors.ts';

const ZALO_OA = { ZALO_OA_APP_ID: '118', ZALO_OA_APP_SECRET: 'a', ZALO_OA_SECRET: 'b' };
const ZALO_TOKEN = '1234567890123456789:ExampleExampleExample';
const TOKEN = '123456789:AAExampleExampleExampleExampleExample';

describe('without any variable', () => {
  it('is a demonstration on this machine with the embedded database', () => {
    expect(readConfig({})).toMatchObject({
      databaseUrl: undefined,
      host: '127.0.0.1',
      port: 3000,
      timeZone: 'Asia/Ho_Chi_Minh',
      demo: true,
      telegram: undefined,
      zaloBot: undefined,
      zaloOa: undefined,
      logLevel: 'info',
    });
  });

  it('treats an empty variable as absent', () => {
    expect(readConfig({ PORT: '', TELEGRAM_BOT_TOKEN: '' })).toMatchObject({ port: 3000, demo: true });
  });
});

describe('with a channel token', () => {
  it('is no demonstration, unless that is asked for', () => {
    expect(readConfig({ TELEGRAM_BOT_TOKEN: TOKEN }).demo).toBe(false);
    expect(readConfig({ ZALO_BOT_TOKEN: ZALO_TOKEN }).demo).toBe(false);
    expect(readConfig({ TELEGRAM_BOT_TOKEN: TOKEN, DEMO: '1' }).demo).toBe(true);
  });

  it('receives from Zalo by webhook only with a secret and an https address', () => {
    const zalo = (more: Record<string, string>) =>
      readConfig({ ZALO_BOT_TOKEN: ZALO_TOKEN, ...more }).zaloBot;
    const ZALO_BOT_WEBHOOK_SECRET = 'k3Jf9sLq';
    expect(zalo({})).toEqual({
      token: ZALO_TOKEN,
      apiRoot: 'https://bot-api.zaloplatforms.com',
      webhook: undefined,
      hasUnusedSecret: false,
    });
    expect(zalo({ ZALO_BOT_WEBHOOK_SECRET })).toMatchObject({ webhook: undefined, hasUnusedSecret: true });
    expect(zalo({ ZALO_BOT_WEBHOOK_SECRET, PUBLIC_URL: 'http://bot.vn' })?.webhook).toBeUndefined();
    expect(zalo({ PUBLIC_URL: 'https://bot.vn' })?.webhook).toBeUndefined();
    expect(zalo({ ZALO_BOT_WEBHOOK_SECRET, PUBLIC_URL: 'https://bot.vn/' })?.webhook).toEqual({
      url: 'https://bot.vn',
      secret: ZALO_BOT_WEBHOOK_SECRET,
    });
  });

  it('knows a Zalo Official Account by its app and both secrets; the refresh token may be stored already', () => {
    const account = {
      ZALO_OA_APP_ID: '118',
      ZALO_OA_APP_SECRET: 'of the app',
      ZALO_OA_SECRET: 'of the account',
    };
    expect(readConfig(account)).toMatchObject({ demo: false });
    expect(readConfig({ ...account, ZALO_OAUTH_ROOT: 'http://127.0.0.1:1/' }).zaloOa).toEqual({
      appId: '118',
      appSecret: 'of the app',
      oaSecret: 'of the account',
      signatureMode: 'strict',
      refreshToken: undefined,
      apiRoot: 'https://openapi.zalo.me',
      oauthRoot: 'http://127.0.0.1:1',
      znsRoot: 'https://business.openapi.zalo.me',
      templates: {},
      prices: { service: 55, 'template-by-user': 200, 'template-by-phone': 200 },
      monthlyBudget: undefined,
    });
    expect(
      readConfig({ ...account, ZALO_OA_PRICES: '0/300/310', ZALO_OA_MONTHLY_BUDGET: '200000' }).zaloOa,
    ).toMatchObject({
      prices: { service: 0, 'template-by-user': 300, 'template-by-phone': 310 },
      monthlyBudget: 200_000,
    });
    expect(
      readConfig({ ...account, ZALO_TEMPLATES: 'nhac-han:12345, tong-hop:12346:sdt' }).zaloOa?.templates,
    ).toEqual({
      'nhac-han': { id: '12345', byPhone: false },
      'tong-hop': { id: '12346', byPhone: true },
    });
  });

  it.each([
    'UERWBl-4q',
    'zalo_verifierUERWBl-4q.html',
    '<meta name="zalo-platform-site-verification" content="UERWBl-4q" />',
  ])('knows the code of the domain, as Zalo gives it: %s', (given) => {
    expect(readConfig({ ZALO_SITE_VERIFICATION: given }).zaloSiteCode).toBe('UERWBl-4q');
  });

  it('polls the official address at the platform rate by default', () => {
    expect(readConfig({ TELEGRAM_BOT_TOKEN: TOKEN }).telegram).toEqual({
      token: TOKEN,
      apiRoot: 'https://api.telegram.org',
      mode: 'polling',
      webhookSecret: undefined,
      rate: { perSecond: 30, perChatPerSecond: 1 },
    });
  });

  it('reads a value from the file that X_FILE names', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'token');
    writeFileSync(file, `${TOKEN}\n`);
    expect(readConfig({ TELEGRAM_BOT_TOKEN_FILE: file }).telegram?.token).toBe(TOKEN);
  });
});

describe('a wrong value', () => {
  it.each(['nhac', 'nhac-han', 'nhac-han:x', 'nhac-han:1:email', 'nhac-han:1,nhac-han:2'])(
    'of a template, %s, is refused with an example',
    (ZALO_TEMPLATES) => {
      const account = { ZALO_OA_APP_ID: '118', ZALO_OA_APP_SECRET: 'a', ZALO_OA_SECRET: 'b' };
      expect(() => readConfig({ ...account, ZALO_TEMPLATES })).toThrow(
        /^ZALO_TEMPLATES: .*nhac-han:12345,tong-hop:12346$/,
      );
    },
  );

  it.each([
    [{ PORT: 'abc' }, /^PORT: .*ví dụ: PORT=3000$/],
    [{ PORT: '70000' }, /^PORT: /],
    [{ TIME_ZONE: 'Hanoi' }, /^TIME_ZONE: .*Asia\/Ho_Chi_Minh$/],
    [{ DATABASE_URL: 'mysql://x' }, /^DATABASE_URL: .*postgres:\/\//],
    [{ DEMO: 'yes' }, /^DEMO: /],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL: /],
    [{ APP_SECRET: 'short' }, /^APP_SECRET: /],
    [{ ZALO_OA_APP_ID: '118', ZALO_OA_SECRET: 'b' }, /^ZALO_OA_APP_SECRET: .*ZALO_OA_APP_ID; ví dụ/],
    [{ ZALO_OA_APP_ID: '118', ZALO_OA_APP_SECRET: 'a' }, /^ZALO_OA_SECRET: .*ZALO_OA_APP_ID; ví dụ/],
    [
      {
        ZALO_OA_APP_ID: '118',
        ZALO_OA_APP_SECRET: 'a',
        ZALO_OA_SECRET: 'b',
        ZALO_OA_SIGNATURE: 'off',
      },
      /^ZALO_OA_SIGNATURE: /,
    ],
    [{ ZALO_OA_REFRESH_TOKEN: 'r' }, /^ZALO_OA_APP_ID: .*ZALO_OA_REFRESH_TOKEN; ví dụ/],
    [{ ZALO_OA_REFRESH_TOKEN: 'hai\ndòng' }, /^ZALO_OA_REFRESH_TOKEN: /],
    [{ ZALO_OA_MONTHLY_BUDGET: '1' }, /^ZALO_OA_APP_ID: .*ZALO_OA_MONTHLY_BUDGET; ví dụ/],
    [{ ...ZALO_OA, ZALO_OA_MONTHLY_BUDGET: '200.000' }, /^ZALO_OA_MONTHLY_BUDGET: “200.000” .*=200000$/],
    [{ ...ZALO_OA, ZALO_OA_PRICES: '55' }, /^ZALO_OA_PRICES: “55” .*=55\/200\/200$/],
    [{ ZALO_TEMPLATES: 'nhac-han:1' }, /^ZALO_OA_APP_ID: .*ZALO_TEMPLATES; ví dụ/],
    [{ ZALO_BOT_TOKEN: 'hello' }, /^ZALO_BOT_TOKEN: /],
    [{ ZALO_SITE_VERIFICATION: '<script>' }, /^ZALO_SITE_VERIFICATION: .*ví dụ/],
    [{ ZALO_BOT_TOKEN: ZALO_TOKEN, ZALO_BOT_WEBHOOK_SECRET: '1234567' }, /^ZALO_BOT_WEBHOOK_SECRET: /],
    [{ ZALO_BOT_TOKEN: ZALO_TOKEN, ZALO_BOT_API_ROOT: 'https://a.vn/bot' }, /^ZALO_BOT_API_ROOT: /],
    [{ TELEGRAM_BOT_TOKEN: 'hello' }, /^TELEGRAM_BOT_TOKEN: /],
    [{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_MODE: 'push' }, /^TELEGRAM_MODE: /],
    [{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_MODE: 'webhook' }, /^TELEGRAM_WEBHOOK_SECRET: /],
    [
      { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: 'abc' },
      /^PUBLIC_URL: /,
    ],
    [{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_RATE: '30' }, /^TELEGRAM_RATE: .*30\/1$/],
    [{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'telegram' }, /^TELEGRAM_API_ROOT: /],
    [
      { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/bot' },
      /^TELEGRAM_API_ROOT: .*https:\/\/api\.telegram\.org$/,
    ],
    [{ TELEGRAM_BOT_TOKEN_FILE: '/dev/null' }, /^TELEGRAM_BOT_TOKEN_FILE: .*TELEGRAM_BOT_TOKEN$/],
    [{ APP_SECRET_FILE: '/nowhere/secret' }, /^APP_SECRET_FILE: .*APP_SECRET$/],
  ])('%o is refused in one line that names the variable and an example', (environment, line) => {
    const read = () => readConfig(environment);
    expect(read).toThrow(Refused);
    expect(read).toThrow(line);
  });
});
