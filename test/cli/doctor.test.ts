import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { doctorCommand } from '../../src/cli/doctor.ts';
import type { CliParts } from '../../src/cli/parts.ts';
import { readConfig } from '../../src/config.ts';
import { changeZaloOaTokens } from '../../src/db/queries/zalo-oa-tokens.ts';
import { askPlatforms } from '../../src/service/ask-platforms.ts';
import { runCommand, type CommandRun } from '../support/cli.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { refused, startFaultyBotApi, type FaultyBotApi } from '../support/faulty-bot-api.ts';
import { startZaloBotApi, type ZaloBotApi } from '../support/zalo-bot-api.ts';
import { startZaloOaApi, type ZaloOaApi } from '../support/zalo-oa-api.ts';

const APP_SECRET = 'a secret for tests only';
const NOBODY_THERE = 'http://127.0.0.1:1';

const TEMPLATES = (['enabled', 'pending'] as const).map((state, index) => ({
  id: String(12_345 + index),
  name: 'Nhắc báo cáo',
  params: [],
  isDayOnly: false,
  priceVnd: 200,
  state,
}));

let telegram: FaultyBotApi;
let zaloBot: ZaloBotApi;
let oa: ZaloOaApi;
let database: TestDatabase;
beforeEach(async () => {
  [telegram, zaloBot, oa, database] = await Promise.all([
    startFaultyBotApi(),
    startZaloBotApi(),
    startZaloOaApi({ templates: TEMPLATES }),
    createTestDatabase(),
  ]);
});
afterEach(() => Promise.all([telegram.close(), zaloBot.close(), oa.close(), database.close()]));

type Environment = Readonly<Record<string, string>>;

const onTelegram = (): Environment => ({
  TELEGRAM_BOT_TOKEN: telegram.token,
  TELEGRAM_API_ROOT: telegram.apiRoot,
});
const onZaloBot = (): Environment => ({
  ZALO_BOT_TOKEN: zaloBot.token,
  ZALO_BOT_API_ROOT: zaloBot.apiRoot,
});

/** Runs `doctor` as main does, against these platforms. */
function doctor(environment: Environment, ...words: readonly string[]): Promise<CommandRun> {
  const config = readConfig({ APP_SECRET, ...environment });
  const create = (parts: CliParts) =>
    doctorCommand({ ...parts, config, askPlatforms: (db) => askPlatforms(config, db) });
  return runCommand(create, words, { db: database.db, botName: 'hai_bot' });
}

const line = (run: CommandRun, about: RegExp) => run.out.find((text) => about.test(text));

/** As the service keeps them; `hours` until the access token ends. */
async function keepTokens(hours: number): Promise<void> {
  const { accessToken, refreshToken } = oa.tokens;
  const expiresAt = Temporal.Now.instant().add({ hours });
  const owner = { appId: oa.environment()['ZALO_OA_APP_ID'] ?? '', secret: APP_SECRET };
  const pair = { accessToken, refreshToken, expiresAt };
  await changeZaloOaTokens(database.db, owner, async (kept) => ({ ...kept, pair }));
}

describe('doctor', () => {
  it('asks the platforms no more than their names unless it is told to', async () => {
    const run = await doctor(onTelegram());
    expect(line(run, /Telegram/)).toBe('ổn    Telegram: @hai_bot trả lời');
    expect(run.out.join('\n')).not.toContain('Việc chỉ người thử được');
    expect(telegram.requests).toEqual([]);
  });

  it('looks at the settings, and at tokens that this installation’s secret does not open', async () => {
    await keepTokens(20);
    const run = await doctor({ ...oa.environment(), APP_SECRET: 'not the secret of before' });
    expect(line(run, /PUBLIC_URL/)).toMatch(/^LỖI /);
    expect(line(run, /Zalo OA: mã/)).toMatch(/^LỖI .*đặt lại APP_SECRET cũ/);
  });
});

describe('doctor --live', () => {
  it('asks every platform in use, sends nobody anything and spends no refresh token', async () => {
    await keepTokens(20);
    const run = await doctor({ ...onTelegram(), ...onZaloBot(), ...oa.environment() }, '--live');
    expect(run.out.filter((text) => text.startsWith('LỖI'))).toEqual([
      expect.stringMatching(/PUBLIC_URL: chưa đặt nên Zalo OA/),
    ]);
    expect(run.out).toEqual(
      expect.arrayContaining([
        'ổn    Telegram: @hai_bot trả lời',
        'ổn    Telegram: không đặt webhook, hệ thống tự hỏi tin',
        'ổn    Zalo Bot: Bot Hai Chiều trả lời',
        'ổn    Zalo Bot: không đặt webhook, hệ thống tự hỏi tin',
        `ổn    Zalo OA: “Dân vận Vĩnh Thuận” (mã ${oa.oaId}) trả lời; đã xác thực, gói Nâng cao, đã liên kết Zalo Cloud Account`,
      ]),
    );
    expect([...new Set(telegram.requests.map(({ method }) => method))].toSorted()).toEqual([
      'getMe',
      'getWebhookInfo',
    ]);
    expect(zaloBot.calls('sendMessage')).toEqual([]);
    expect(oa.calls('/v3.0/oa/message/cs')).toEqual([]);
    expect(oa.calls('/v4/oa/access_token')).toEqual([]);
  });

  it('ends with what only a person can try, ten steps', async () => {
    const { out } = await doctor({}, '--live');
    const steps = out.filter((text) => /^\d+\. /.test(text));
    expect(steps).toHaveLength(10);
    expect(out.at(-1)).toBe(steps.at(-1));
  });

  it('names the host alone of a webhook that is not ours: the path may hold somebody’s secret', async () => {
    zaloBot.setWebhookUrl('https://khac.example.vn/hook/s3cret');
    const run = await doctor(onZaloBot(), '--live');
    expect(line(run, /webhook|địa chỉ khác/)).toMatch(
      /^LỖI {3}Zalo Bot: đang gửi tin tới một địa chỉ khác trên máy khac\.example\.vn, nên hỏi tin không được: gỡ bằng/,
    );
    expect(run.out.join('\n')).not.toContain('s3cret');
    expect(run.refused).toBe('có 1 điểm cần xử lý, xem các dòng “LỖI” ở trên');
  });

  it('misses the webhook that the service sets when it starts', async () => {
    const run = await doctor(
      {
        ...onZaloBot(),
        ZALO_BOT_WEBHOOK_SECRET: 'k3Jf9sLq',
        PUBLIC_URL: zaloBot.apiRoot.replace('http:', 'https:'),
      },
      '--live',
    );
    expect(line(run, /Zalo Bot: chưa đặt webhook/)).toMatch(/^LỖI .*npm start/);
    expect(line(run, /từ máy này/)).toMatch(
      /^LỖI {3}PUBLIC_URL: từ máy này không tới được https:\/\/127\.0\.0\.1:\d+ \(ERR_SSL_\w+\): kiểm tra tên miền/,
    );
  });

  it('tells a token that is not taken from a platform that does not answer', async () => {
    telegram.answer('getMe', refused(401, 'Unauthorized'));
    const run = await doctor({ ...onTelegram(), ...onZaloBot(), ZALO_BOT_API_ROOT: NOBODY_THERE }, '--live');
    expect(run.out.filter((text) => text.startsWith('LỖI'))).toEqual([
      'LỖI   Telegram: mã truy cập không được nhận (401 Unauthorized): lấy lại mã từ @BotFather trên Telegram, đặt vào TELEGRAM_BOT_TOKEN rồi khởi động lại',
      expect.stringMatching(/^LỖI {3}Zalo Bot: không trả lời \(ECONNREFUSED\): lỗi đường mạng/),
    ]);
    expect(run.refused).toContain('2 điểm');
  });

  it.each([
    ['ended', 0],
    ['is not there', undefined],
  ])('asks Zalo nothing with an access token that %s', async (_, hours) => {
    if (hours !== undefined) await keepTokens(hours);
    const run = await doctor(oa.environment(), '--live');
    expect(line(run, /chưa hỏi được/)).toMatch(/^lưu ý Zalo OA: .*không tự gia hạn/);
    expect(oa.calls('/v2.0/oa/getoa')).toEqual([]);
    expect(oa.calls('/v4/oa/access_token')).toEqual([]);
  });

  it.each([
    [-216, /^LỖI .*không được nhận.*zalo login/],
    [-224, /^LỖI .*gói, xác thực hoặc quyền chưa đủ \(-224 as told\): sửa tại oa\.zalo\.me/],
    [-204, /^LỖI .*bị gỡ hoặc vi phạm/],
    [-32, /^lưu ý .*thử lại sau một phút/],
  ])('says what to do where Zalo answers %i about the account', async (code, expected) => {
    await keepTokens(20);
    oa.fail('/v2.0/oa/getoa', { code });
    const run = await doctor(oa.environment(), '--live');
    expect(line(run, /Zalo OA: (?!mã truy cập còn hạn|\d)/)).toMatch(expected);
    expect(oa.calls('/v4/oa/access_token')).toEqual([]);
  });

  it('asks about the templates that are set, where Zalo keeps them', async () => {
    await keepTokens(20);
    const environment = { ...oa.environment(), ZALO_TEMPLATES: 'nhac-han:12345,tong-hop:12346' };
    const run = await doctor(environment, '--live');
    expect(line(run, /nhac-han/)).toBe('ổn    Tin mẫu nhac-han (12345): Zalo đã duyệt');
    expect(line(run, /tong-hop/)).toMatch(
      /^LỖI {3}Tin mẫu tong-hop \(12346\): chưa gửi được \(PENDING_REVIEW\)/,
    );
  });

  it('prints what was asked and answered as data', async () => {
    const run = await doctor(onZaloBot(), '--live', '--json');
    expect(run.out).toHaveLength(1);
    expect(JSON.parse(run.out[0] ?? '')).toMatchObject({
      telegram: 'off',
      zaloBot: { name: 'Bot Hai Chiều' },
      live: [
        { asked: 'bot', platform: 'zalo-bot', result: { kind: 'ok', name: 'Bot Hai Chiều' } },
        { asked: 'webhook', platform: 'zalo-bot', result: { kind: 'ok', receiving: 'polling' } },
      ],
    });
  });
});
