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
import { startZaloBotApi, type ZaloBotApi } from '../support/zalo-bot-api.ts';
import { startZaloOaApi, type ZaloOaApi } from '../support/zalo-oa-api.ts';

/** What is said, and what the first answer that matters says. */
type Step = readonly [says: string, expected: RegExp];

type Conversation = {
  /** Also the name of a commune on each channel. */
  readonly name: string;
  readonly steps: readonly Step[];
  /** Said on the Sunday of the week. */
  readonly onSunday?: readonly Step[];
  /** Said on the Monday after it, when the next report is owed too. */
  readonly onMonday?: readonly Step[];
  readonly stored: object;
  /** Only where choices are numbered. */
  readonly isNumbered?: true;
};

const PREVIEW = /^Báo cáo xã [^]*Hòa giải/;
const RECEIPT = /Đã nhận/;

/** Weekly reports that are told in words alone, so that they are the same on every channel. */
const CONVERSATIONS: readonly Conversation[] = [
  {
    name: 'one message',
    steps: [
      ['hg 5/6, kn 1; khó khăn: thiếu kinh phí', PREVIEW],
      ['gửi', RECEIPT],
    ],
    stored: {
      revision: 1,
      nil: false,
      on_time: true,
      values: { mediation: { part: 5, whole: 6 }, complaints: 1, difficulties: 'thiếu kinh phí' },
    },
  },
  {
    name: 'by number',
    isNumbered: true,
    steps: [
      ['hg 5/6, kn 1; khó khăn: thiếu kinh phí', /^1\. Gửi/m],
      ['1', RECEIPT],
    ],
    stored: {
      revision: 1,
      values: { mediation: { part: 5, whole: 6 }, complaints: 1, difficulties: 'thiếu kinh phí' },
    },
  },
  {
    name: 'several messages',
    steps: [
      ['kn: 2', /Khiếu nại/],
      ['hòa giải 7/7', PREVIEW],
      ['GUI', RECEIPT],
    ],
    stored: { revision: 1, nil: false, values: { mediation: { part: 7, whole: 7 }, complaints: 2 } },
  },
  {
    name: 'nothing new',
    steps: [
      ['không phát sinh', /[Kk]hông phát sinh/],
      ['gửi', RECEIPT],
    ],
    stored: { revision: 1, nil: true },
  },
  {
    name: 'a correction',
    steps: [
      ['hg 1/1, kn 0', PREVIEW],
      ['gửi', RECEIPT],
      ['sửa kn 3', /3/],
      ['gửi', RECEIPT],
    ],
    stored: { revision: 2, values: { mediation: { part: 1, whole: 1 }, complaints: 3 } },
  },
  {
    name: 'a gap',
    steps: [
      ['hg 4/4', PREVIEW],
      ['gửi', /Chưa có số liệu/],
      ['không phát sinh', RECEIPT],
    ],
    stored: { revision: 1, nil: false, values: { mediation: { part: 4, whole: 4 }, complaints: 0 } },
  },
  {
    name: 'days between',
    steps: [['hg 2/2, kn 5', PREVIEW]],
    onSunday: [['gửi', RECEIPT]],
    stored: { revision: 1, on_time: false, values: { mediation: { part: 2, whole: 2 }, complaints: 5 } },
  },
  {
    name: 'a gap for days',
    steps: [
      ['hg 4/4', PREVIEW],
      ['gửi', /Chưa có số liệu/],
    ],
    onSunday: [['không phát sinh', RECEIPT]],
    stored: { revision: 1, on_time: false, values: { mediation: { part: 4, whole: 4 }, complaints: 0 } },
  },
  {
    name: 'a number for days',
    isNumbered: true,
    steps: [['hg 2/2, kn 5', /^1\. Gửi/m]],
    onSunday: [['1', RECEIPT]],
    stored: { revision: 1, on_time: false, values: { mediation: { part: 2, whole: 2 }, complaints: 5 } },
  },
  {
    // As words do, it means the older of two reports only when that has been shown again.
    name: 'a number for a week',
    isNumbered: true,
    steps: [['hg 2/2, kn 5', /^1\. Gửi/m]],
    onMonday: [
      ['1', PREVIEW],
      ['1', RECEIPT],
    ],
    stored: { revision: 1, on_time: false, values: { mediation: { part: 2, whole: 2 }, complaints: 5 } },
  },
  {
    // Words mean the older of two reports only when it has been shown again.
    name: 'a week between',
    steps: [['hg 2/2, kn 5', PREVIEW]],
    onMonday: [
      ['gửi', PREVIEW],
      ['gửi', RECEIPT],
    ],
    stored: { revision: 1, on_time: false, values: { mediation: { part: 2, whole: 2 }, complaints: 5 } },
  },
];

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
    JSON.stringify(await districtOf([...CASES.map(({ code }) => code), ...PAIRS.map(pairCode)])),
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

/** The district of the other tests with these communes, each with a contact. */
async function districtOf(communes: readonly string[]): Promise<object> {
  const given = z
    .object({ units: z.array(z.unknown()), bodies: z.unknown(), forms: z.unknown() })
    .parse(parse(await readFile(new URL('district.yaml', import.meta.url), 'utf8')));
  return {
    ...given,
    units: [
      ...given.units.slice(0, 1),
      ...communes.map((code) => ({ code, name: `Xã ${code}`, kind: 'commune', parent: 'vinh-thuan' })),
    ],
    people: communes.map((code) => ({ code, name: `Người ở ${code}` })),
    posts: communes.map((code) => ({
      code: `dau-moi-${code}`,
      title: 'Đầu mối',
      role: 'contact',
      unit: code,
      holder: code,
    })),
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
