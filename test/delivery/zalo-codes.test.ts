import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SendingChannel } from '../../src/channels/channel.ts';
import { createZaloBotApi } from '../../src/channels/zalo-bot/api.ts';
import { createZaloBotSender } from '../../src/channels/zalo-bot/send.ts';
import { createTroubleLog as botTroubles } from '../../src/channels/zalo-bot/trouble-log.ts';
import { createZaloOaApi } from '../../src/channels/zalo-oa/api.ts';
import { createZaloOaSender } from '../../src/channels/zalo-oa/send.ts';
import { createTroubleLog as oaTroubles } from '../../src/channels/zalo-oa/trouble-log.ts';
import type { ChatId } from '../../src/core/ids.ts';
import { createDeliverer, type Deliverer } from '../../src/delivery/deliver.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { notedLog } from '../support/noted-log.ts';
import { queue } from '../support/outbox.ts';
import { scriptedChannel, type ScriptedChannel } from '../support/scripted-channel.ts';
import { waitFor } from '../support/wait-for.ts';
import { startZaloBotApi, type ZaloBotApi } from '../support/zalo-bot-api.ts';
import { startZaloOaApi, type ZaloOaApi } from '../support/zalo-oa-api.ts';

const AN = '7710000000000000001';

/** What becomes of two unasked messages to a person who has another channel, when every send of Zalo's ends with the code. */
type Action = {
  readonly name: string;
  /** Of the first message and of both, in the end. */
  readonly state: 'sent' | 'waiting' | 'rejected' | 'unknown';
  /** By the other channel. */
  readonly arrived: readonly string[];
  readonly chat: 'linked' | 'blocked';
  /** Seconds until the first is tried again. */
  readonly least: number;
  readonly most: number;
  /** Of the day in Vietnam, at which. */
  readonly hour?: number;
  /** Lines of the operator, by what they contain. */
  readonly told: readonly string[];
};

const ANY = { least: -Infinity, most: Infinity, chat: 'linked', arrived: [], told: [] } as const;
const HOUR = 3_600;

const fallBack: Action = {
  ...ANY,
  name: 'both go by the other channel, and the chat is blocked until it is heard from',
  state: 'sent',
  arrived: ['một', 'hai'],
  chat: 'blocked',
};
const goElsewhere = (...told: readonly string[]): Action => ({
  ...ANY,
  name: 'both go by the other channel, and the chat stays what it is',
  state: 'sent',
  arrived: ['một', 'hai'],
  told,
});
const waits = (least: number, most: number, ...told: readonly string[]): Action => ({
  ...ANY,
  name: `both wait, at most ${most} s`,
  state: 'waiting',
  least,
  most,
  told,
});
const untilMorning = (...told: readonly string[]): Action => ({
  ...waits(0, 36 * HOUR, ...told),
  name: 'both wait for the morning',
  hour: 6,
});
const ended = (state: 'rejected' | 'unknown'): Action => ({
  ...ANY,
  name: `each ends as ${state}, and that is told once`,
  state,
  told: [`A message ended as ${state}`],
});
/** Another line says that the platform does not answer. */
const unsure: Action = { ...ended('unknown'), told: ['does not answer', 'A message ended as unknown'] };

const OA: readonly (readonly [readonly number[], Action])[] = [
  [[-32], waits(0, 62, 'takes no more calls this minute')],
  [[-213, -217, -227, -230, -232, -244], fallBack],
  [[-218, -234], untilMorning()],
  [[-211], untilMorning('top up')],
  [
    [-209, -212, -219, -221, -223, -224, -235, -242, -320, -321],
    goElsewhere('package, verification, consent or billing'),
  ],
  [[-204, -205, -248], goElsewhere('link people on another channel')],
  [[-100, -201, -210, -233, -240, -9_999], ended('rejected')],
  [[-200], waits(50, 62)],
];

const BOT: readonly (readonly [readonly number[], Action])[] = [
  [[400], ended('rejected')],
  [[401], goElsewhere('check ZALO_BOT_TOKEN')],
  [[403, 500, 499], unsure],
  [[408], ended('unknown')],
  [[404], fallBack],
  [[429], waits(50, 62, 'the month’s quota')],
];

const rowsOf = (table: typeof OA) =>
  table.flatMap(([codes, action]) => codes.map((code) => [code, action.name, action] as const));

let database: TestDatabase;
let oa: ZaloOaApi;
let bot: ZaloBotApi;
let phone: ScriptedChannel;
let deliverer: Deliverer;
let log: ReturnType<typeof notedLog>['log'];
let lines: ReturnType<typeof notedLog>['lines'];

beforeEach(async () => {
  ({ log, lines } = notedLog());
  [database, oa, bot] = await Promise.all([createTestDatabase(), startZaloOaApi(), startZaloBotApi()]);
  await Promise.all([oa.say(AN, 'xin chào'), bot.say(AN, 'xin chào')]);
  phone = scriptedChannel('demo');
});
afterEach(async () => {
  await deliverer.stop();
  await Promise.all([oa.close(), bot.close(), database.close()]);
});

function oaSender(): SendingChannel {
  const token = oa.tokens.accessToken;
  return createZaloOaSender({
    api: createZaloOaApi({
      apiRoot: oa.environment()['ZALO_OA_API_ROOT'] ?? '',
      appSecret: oa.environment()['ZALO_OA_APP_SECRET'] ?? '',
      tokens: { current: async () => token, renewed: async () => token },
    }),
    trouble: oaTroubles(log, { calmMs: 0 }),
  });
}

function botSender(): SendingChannel {
  return createZaloBotSender({ api: createZaloBotApi(bot), trouble: botTroubles(log, { calmMs: 0 }) });
}

/** Two messages for a person of both channels, sent as far as they can be. */
async function send(zalo: SendingChannel): Promise<void> {
  const [row] = await database.db.execute<{ id: ChatId }>(sql`
    with an as (insert into person (code, name) values ('an', 'An') returning id),
    other as (insert into chat (channel, external_id, person_id, state) select 'demo', 'an', id, 'linked' from an)
    insert into chat (channel, external_id, person_id, state)
    select ${zalo.channel}, ${AN}, id, 'linked' from an returning id`);
  if (!row) throw new Error('no chat');
  await queue(
    database.db,
    ['một', 'hai'].map((text) => ({ chatId: row.id, text, urgency: 0 as const })),
  );
  deliverer = createDeliverer({ ...database, channels: [zalo, phone], rates: {}, log });
  await deliverer.start();
}

const chatState = () =>
  database.db.execute(sql`select state from chat where external_id = ${AN} and person_id is not null`);
/** `isPutOff`: it was tried, and waits again. */
const deliveries = () =>
  database.db.execute<{ state: string; isPutOff: boolean; seconds: number; hour: number }>(sql`
    select state, state = 'waiting' and error is not null as "isPutOff",
      extract(epoch from not_before - now())::float as seconds,
      extract(hour from not_before at time zone 'Asia/Ho_Chi_Minh')::int as hour
    from delivery order by id`);

async function first(state: Action['state']) {
  const isDone = async () => {
    const rows = await deliveries();
    return state === 'waiting' ? rows[0]?.isPutOff === true : rows.every((row) => row.state === state);
  };
  await waitFor(isDone);
  return (await deliveries())[0] ?? { seconds: Number.NaN, hour: Number.NaN };
}

const told = () =>
  lines.filter(({ level }) => level === 'error' || level === 'warn').map(({ event }) => event);

async function outcome(action: Action) {
  const { seconds, hour } = await first(action.state);
  return {
    arrived: phone.arrived.map(({ text }) => text),
    chats: await chatState(),
    isInTime: seconds > action.least && seconds <= action.most,
    hour: action.hour === undefined ? undefined : hour,
    told: told(),
  };
}

/** What `outcome` gives of it. */
function asTold({ arrived, chat, hour, told: parts }: Action) {
  return {
    arrived,
    chats: [{ state: chat }],
    isInTime: true,
    hour,
    told: parts.map((part) => expect.stringContaining(part)),
  };
}

describe('a code of the Official Account', () => {
  it.each(rowsOf(OA))('%i: %s', async (code, _, action) => {
    oa.fail('/v3.0/oa/message/cs', ...Array.from({ length: 4 }, () => ({ code })));
    await send(oaSender());
    expect(await outcome(action)).toEqual(asTold(action));
  });

  it('-216 and -220: both go by the other channel while there is no token', async () => {
    const sender = oaSender();
    oa.tokens.killAccess();
    await send(sender);
    await first('sent');
    expect(phone.arrived.map(({ text }) => text)).toEqual(['một', 'hai']);
    expect(await chatState()).toEqual([{ state: 'linked' }]);
  });
});

describe('a code of the bot', () => {
  it.each(rowsOf(BOT))('%i: %s', async (code, _, action) => {
    bot.fail('sendMessage', ...Array.from({ length: 4 }, () => ({ code })));
    await send(botSender());
    expect(await outcome(action)).toEqual(asTold(action));
  });
});
