import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { startBotApi, type BotApi } from '../support/bot-api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  answerTo,
  demoPhones,
  telegramPhones,
  zaloBotPhones,
  zaloOaPhones,
  type Phone,
  type PhoneMaker,
} from '../support/phones.ts';
import { runHaiChieu, startService, type Service } from '../support/service.ts';
import {
  CONVERSATIONS,
  PREVIEW,
  RECEIPT,
  type Conversation,
  type Step,
} from '../support/told-conversations.ts';
import { startZaloBotApi, type ZaloBotApi } from '../support/zalo-bot-api.ts';
import { startZaloOaApi, type ZaloOaApi } from '../support/zalo-oa-api.ts';

const CHANNELS = ['telegram', 'zalo-bot', 'zalo-oa', 'demo'] as const;
const NUMBERED: ReadonlySet<string> = new Set(['zalo-bot']);

type Case = Conversation & { readonly channel: (typeof CHANNELS)[number]; readonly code: string };

/** Each with a commune and a contact of its own, of the same code. */
const CASES: readonly Case[] = CHANNELS.flatMap((channel) =>
  CONVERSATIONS.filter(({ isNumbered }) => !isNumbered || NUMBERED.has(channel)).map((conversation) => ({
    ...conversation,
    channel,
    code: `${conversation.name.replaceAll(' ', '-')}-${channel}`,
  })),
);

/** They have two phones each. */
const PAIRS = [
  ['telegram', 'zalo-bot'],
  ['zalo-bot', 'telegram'],
  ['demo', 'zalo-oa'],
  ['zalo-oa', 'zalo-bot'],
] as const;
const pairCode = ([first, second]: (typeof PAIRS)[number]) => `${first}-then-${second}`;

const joinCode = (channel: string) => `joins-${channel}`;
const leaderCode = (channel: string) => `leads-${channel}`;

let folder: string;
let database: TestDatabase;
let telegram: BotApi;
let zaloBot: ZaloBotApi;
let zaloOa: ZaloOaApi;
let service: Service;
let environment: Record<string, string>;
let makers: Readonly<Record<(typeof CHANNELS)[number], PhoneMaker>>;
const phones = new Map<string, Phone>();
let codes: ReadonlyMap<string, string>;

const phoneOf = (code: string): Phone => {
  const phone = phones.get(code);
  if (!phone) throw new RangeError(`nobody has the phone ${code}`);
  return phone;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'channels-'));
  [database, telegram, zaloBot, zaloOa] = await Promise.all([
    createTestDatabase(),
    startBotApi(),
    startZaloBotApi(),
    startZaloOaApi({ webhookServedAt: () => service.url }),
  ]);
  environment = {
    DATABASE_URL: database.url,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ZALO_BOT_TOKEN: zaloBot.token,
    ZALO_BOT_API_ROOT: zaloBot.apiRoot,
    ...zaloOa.environment(),
    DEMO: '1',
  };
  makers = {
    telegram: telegramPhones(telegram),
    'zalo-bot': zaloBotPhones(zaloBot),
    'zalo-oa': zaloOaPhones(zaloOa),
    demo: demoPhones(() => service),
  };
  const file = join(folder, 'district.json');
  await writeFile(
    file,
    JSON.stringify(
      await districtOf(
        [...CASES.map(({ code }) => code), ...PAIRS.map(pairCode), ...CHANNELS.map(joinCode)],
        CHANNELS.map(leaderCode),
      ),
    ),
  );
  await runHaiChieu(['tick', '--now', '2026-11-30T08:00:00+07:00'], environment);
  const imported = await runHaiChieu(['org', 'import', file], environment);
  if (imported.status !== 0) throw new Error(imported.err);
  const { out } = await runHaiChieu(['invites', '--json'], environment);
  const invites = z.array(z.object({ person: z.string(), code: z.string() })).parse(JSON.parse(out));
  codes = new Map(invites.map(({ person, code }) => [person, code]));
  service = await startService(environment);
  await Promise.all(
    CASES.map(async ({ code, channel }, index) => {
      const phone = makers[channel](6000 + index, code);
      phones.set(code, phone);
      await enrol(phone, codes.get(code) ?? '');
    }),
  );
}, 120_000);

afterAll(async () => {
  await service.kill('SIGTERM');
  await Promise.all([
    telegram.close(),
    zaloBot.close(),
    zaloOa.close(),
    database.close(),
    rm(folder, { recursive: true }),
  ]);
});

/** The district of the other tests with these communes, each with a contact, and these leaders. */
async function districtOf(communes: readonly string[], leaders: readonly string[]): Promise<object> {
  const given = z
    .object({ units: z.array(z.unknown()), bodies: z.unknown(), forms: z.unknown() })
    .parse(parse(await readFile(new URL('district.yaml', import.meta.url), 'utf8')));
  return {
    ...given,
    units: [
      ...given.units.slice(0, 1),
      ...communes.map((code) => ({ code, name: `Xã ${code}`, kind: 'commune', parent: 'vinh-thuan' })),
    ],
    people: [...communes, ...leaders].map((code) => ({ code, name: `Người ở ${code}` })),
    posts: [
      ...communes.map((code) => ({
        code: `dau-moi-${code}`,
        title: 'Đầu mối',
        role: 'contact',
        unit: code,
        holder: code,
      })),
      ...leaders.map((code) => ({
        code: `lanh-dao-${code}`,
        title: 'Trưởng Ban',
        role: 'leader',
        body: 'ban-dan-van',
        holder: code,
      })),
    ],
  };
}

async function enrol(phone: Phone, code: string): Promise<void> {
  await answerTo(phone, `mã ${code}`, /Đồng ý/);
  await answerTo(phone, 'Đồng ý', /./);
}

async function talk(phone: Phone, steps: readonly Step[]): Promise<void> {
  for (const [says, expected] of steps) {
    // One after the other, as people do.
    // oxlint-disable-next-line no-await-in-loop
    await answerTo(phone, says, expected);
  }
}

async function reports(): Promise<ReadonlyMap<string, object>> {
  const { out } = await runHaiChieu(
    ['reports', 'export', '--format', 'json', '--from', '2026-W49', '--to', '2026-W49'],
    environment,
  );
  const rows = z.array(z.object({ unit: z.string() }).loose()).parse(JSON.parse(out));
  return new Map(rows.map((row) => [row.unit, row]));
}

/** What is stored of these cases, and what is to be. */
async function storedOf(cases: readonly Case[]): Promise<{ readonly found: object; readonly due: object }> {
  const stored = await reports();
  return {
    found: Object.fromEntries(cases.map(({ code }) => [code, stored.get(code)])),
    due: Object.fromEntries(cases.map(({ code, channel, stored: row }) => [code, { channel, ...row }])),
  };
}

describe('the same conversation on every channel', () => {
  it('stores the same report', async () => {
    await Promise.all(CASES.map(({ code, steps }) => talk(phoneOf(code), steps)));
    const { found, due } = await storedOf(CASES.filter(({ onSunday, onMonday }) => !onSunday && !onMonday));
    expect(found).toMatchObject(due);
  }, 90_000);

  it('takes nothing of a stranger, or of who does not agree, and the report of who does', async () => {
    await Promise.all(
      CHANNELS.map(async (channel, index) => {
        const phone = makers[channel](9000 + index, joinCode(channel));
        const code = codes.get(joinCode(channel)) ?? '';
        await talk(phone, [
          ['hg 9/9, kn 9', /mã mời/],
          ['mã ABCD2345', /chưa đúng/],
          [`mã ${code}`, /Đồng ý/],
          ['không đồng ý', /không lưu gì thêm/],
          ['hg 8/8, kn 8', /mã mời/],
          [`ma ${code.toLowerCase()}`, /Đồng ý/],
          ['đồng ý', /./],
          ['hg 1/2, kn 7', PREVIEW],
          ['gửi', RECEIPT],
        ]);
      }),
    );
    const stored = await reports();
    for (const channel of CHANNELS)
      expect(stored.get(joinCode(channel))).toMatchObject({
        channel,
        revision: 1,
        values: { mediation: { part: 1, whole: 2 }, complaints: 7 },
      });
  }, 90_000);

  it('shows a leader the same digest, and the same parts of it', async () => {
    const told = await Promise.all(
      CHANNELS.map(async (channel, index) => {
        const phone = makers[channel](9500 + index, leaderCode(channel));
        await enrol(phone, codes.get(leaderCode(channel)) ?? '');
        const digest = await answerTo(phone, 'tổng hợp', /Tổng hợp tuần|Chưa có kỳ/);
        const help = await answerTo(phone, 'hướng dẫn', /\/tonghop/);
        // Where there are no buttons, numbered lines stand below.
        return [digest, help].map((text) => text.replaceAll(/\n\d{1,2}\. .*/g, ''));
      }),
    );
    expect(new Set(told.map((texts) => texts.join('\n'))).size).toBe(1);
  }, 90_000);

  it('begun on one channel of a person ends on another', async () => {
    await Promise.all(
      PAIRS.map(async (pair, index) => {
        const person = pairCode(pair);
        const first = makers[pair[0]](7000 + index, person);
        const second = makers[pair[1]](8000 + index, person);
        await enrol(first, codes.get(person) ?? '');
        await talk(first, [['hg 3/4, kn 6', PREVIEW]]);
        const { out } = await runHaiChieu(['invites', '--person', person, '--json'], environment);
        const [invite] = z.array(z.object({ code: z.string() })).parse(JSON.parse(out));
        await enrol(second, invite?.code ?? '');
        // What this chat has not shown is shown in it before it is sent.
        await talk(second, [
          ['gửi', PREVIEW],
          ['gửi', RECEIPT],
        ]);
        await talk(first, [['trạng thái', /đã nhận/]]);
      }),
    );
    const stored = await reports();
    const values = { mediation: { part: 3, whole: 4 }, complaints: 6 };
    for (const pair of PAIRS)
      expect(stored.get(pairCode(pair))).toMatchObject({ channel: pair[1], revision: 1, values });
  }, 90_000);

  it.each([
    ['2026-12-06T20:00:00+07:00', 'onSunday'],
    ['2026-12-07T08:00:00+07:00', 'onMonday'],
  ] as const)(
    'goes on where it was days ago, at %s',
    async (now, when) => {
      const cases = CASES.filter((one) => one[when]);
      await runHaiChieu(['tick', '--now', now], environment);
      await Promise.all(cases.map((one) => talk(phoneOf(one.code), one[when] ?? [])));
      const { found, due } = await storedOf(cases);
      expect(found).toMatchObject(due);
    },
    90_000,
  );
});
