import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  BAD_GATEWAY,
  refused,
  startFaultyBotApi,
  type FaultyAnswer,
  type FaultyBotApi,
} from '../support/faulty-bot-api.ts';
import { makeChats, outbox, queue } from '../support/outbox.ts';
import { openTelegramOffice, type TelegramOffice } from '../support/telegram-office.ts';
import { textUpdate } from '../support/telegram-updates.ts';
import { waitFor } from '../support/wait-for.ts';

/** What a chat sees of three messages of which the first meets the fault. */
const SEEN = {
  'each once, in order': ['một', 'hai', 'ba'],
  // Whether the first had arrived could not be known.
  'the first twice, in the same words': ['một', 'một', 'hai', 'ba'],
  'all but the first': ['hai', 'ba'],
  'none until they write again': [],
} as const;
type Seen = keyof typeof SEEN;

type Row = {
  readonly fault: string;
  /** How the next calls are answered. */
  readonly answers: readonly FaultyAnswer[];
  /** Set after the first of them. */
  readonly clock?: Temporal.DurationLike;
  /** Lines, each by its beginning. */
  readonly read: readonly string[];
};

const PATIENCE = ['Telegram asks for fewer calls: waiting', 'Telegram works again'];
const NO_ANSWER = ['Telegram does not answer: trying again', 'Telegram works again'];
const TOKEN = ['Telegram does not accept the bot: check TELEGRAM_BOT_TOKEN', 'Telegram works again'];
const REFUSED = ['Telegram refuses getUpdates: trying again', 'Telegram works again'];

const twice = (answer: FaultyAnswer): readonly FaultyAnswer[] => [answer, answer];
const UNAUTHORIZED = twice(refused(401, 'Unauthorized'));

/** The same on every call. */
const REFUSALS: readonly Row[] = [
  {
    fault: '429 with retry_after',
    answers: twice(refused(429, 'Too Many Requests: retry after 20', 20)),
    read: PATIENCE,
  },
  { fault: '429 without retry_after', answers: twice(refused(429, 'Too Many Requests')), read: PATIENCE },
  { fault: '500', answers: twice(refused(500, 'Internal Server Error')), read: NO_ANSWER },
  { fault: '502 with a page', answers: twice(BAD_GATEWAY), read: NO_ANSWER },
  { fault: 'hang', answers: twice('hang'), read: NO_ANSWER },
  { fault: 'hang in the body', answers: twice('hang in the body'), read: NO_ANSWER },
  { fault: 'reset', answers: twice('reset'), read: NO_ANSWER },
  { fault: 'reset in the body', answers: twice('reset in the body'), read: NO_ANSWER },
  { fault: 'truncated JSON', answers: twice('truncated'), read: NO_ANSWER },
  { fault: 'slow, within the time', answers: twice({ lateMs: 200 }), read: [] },
  { fault: '401, the token is revoked', answers: UNAUTHORIZED, read: TOKEN },
];

const JUMPS: readonly Row[] = [
  {
    fault: '429 with retry_after, then the clock a day back',
    answers: [refused(429, 'Too Many Requests: retry after 3000', 3_000)],
    clock: { hours: -24 },
    read: PATIENCE,
  },
  {
    fault: '429 with retry_after, then the clock a day ahead',
    answers: [refused(429, 'Too Many Requests: retry after 3000', 3_000)],
    clock: { hours: 24 },
    read: PATIENCE,
  },
];

const sending = (row: Row, seen: Seen) => ({ ...row, seen });
const once = (rows: readonly Row[]) => rows.map((row) => sending(row, 'each once, in order'));
const SENDING: readonly (Row & { readonly seen: Seen })[] = [
  ...once(REFUSALS),
  ...(['hang', 'reset', 'reset in the body', 'truncated', 'hang in the body'] as const).map((answer) =>
    sending(
      { fault: `${answer}, after the message has gone out`, answers: [{ after: answer }], read: NO_ANSWER },
      'the first twice, in the same words',
    ),
  ),
  ...once(JUMPS),
  sending(
    {
      fault: '400, the message is at fault',
      answers: [refused(400, "Bad Request: can't parse entities")],
      read: ['A message ended as rejected'],
    },
    'all but the first',
  ),
  sending(
    {
      fault: '403, the person has blocked the bot',
      answers: [refused(403, 'Forbidden: bot was blocked by the user')],
      read: ['A message ended as unreachable'],
    },
    'none until they write again',
  ),
];

const RECEIVING: readonly Row[] = [
  ...REFUSALS,
  ...JUMPS,
  { fault: '400', answers: twice(refused(400, 'Bad Request: no')), read: REFUSED },
  { fault: '403', answers: twice(refused(403, 'Forbidden: no')), read: REFUSED },
];

const titleOf = ({ fault, read }: Row, seen: string) =>
  `${fault.padEnd(48)} | ${seen.padEnd(34)} | ${read.join('; ') || 'nothing'}`;

let database: TestDatabase;
let platform: FaultyBotApi;
let office: TelegramOffice;
let updateId = 1_000;
let ann: number;
let bob: number;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  platform = await startFaultyBotApi();
  office = await openTelegramOffice(database, platform);
  [ann, bob] = [(updateId += 1), (updateId += 1)];
});
afterEach(async () => {
  await office.stop();
  await platform.close();
});

const says = (chatId: number, text: string) => textUpdate((updateId += 1), chatId, text);

/** Nothing waits or is on its way. */
async function isQuiet(): Promise<boolean> {
  return (await outbox(database.db)).every((line) => !/ (?:waiting|sending)$/.test(line));
}

async function expectLines(expected: readonly string[]): Promise<void> {
  await waitFor(() => office.lines.length >= expected.length);
  expect(office.lines.map(({ event }) => event)).toEqual(
    expected.map((line) => expect.stringContaining(line)),
  );
  const shown = JSON.stringify(office.lines);
  for (const secret of [platform.token, 'một', 'hai', 'chào']) expect(shown).not.toContain(secret);
}

describe('sendMessage: fault | what the chat sees | what the operator reads', () => {
  it.each(SENDING.map((row) => [titleOf(row, row.seen), row] as const))('%s', async (_, row) => {
    const { answers, clock, seen, read } = row;

    const [annChat, bobChat] = await makeChats(database.db, 'telegram', [String(ann), String(bob)]);
    if (annChat === undefined || bobChat === undefined) throw new Error('no chats');
    platform.answer('sendMessage', ...answers);
    await queue(
      database.db,
      ['một', 'hai', 'ba'].map((text) => ({ chatId: annChat, text })),
    );
    await platform.waitForRequests('sendMessage', 1);
    if (clock) office.setClock(clock);
    await waitFor(isQuiet);
    await queue(database.db, [{ chatId: bobChat, text: 'chào' }]);
    await waitFor(isQuiet);
    expect(platform.delivered(ann)).toEqual(SEEN[seen]);
    expect(platform.delivered(bob)).toEqual(['chào']);
    expect(platform.seen('sendMessage').length).toBeLessThanOrEqual(4 + answers.length);
    await expectLines(read);
    platform.push(says(ann, 'xin chào'));
    await waitFor(() => platform.delivered(ann).length > SEEN[seen].length);
  });
});

describe('getUpdates: fault | what takes effect | what the operator reads', () => {
  const takesEffect = 'each message once, in order';
  it.each(RECEIVING.map((row) => [titleOf(row, takesEffect), row] as const))('%s', async (_, row) => {
    const { answers, clock, read } = row;

    platform.answer('getUpdates', ...answers);
    platform.push(says(ann, 'một'), says(bob, 'chào'), says(ann, 'hai'));
    await platform.waitForRequests('getUpdates', 2);
    if (clock) office.setClock(clock);
    await waitFor(() => platform.delivered(ann).length === 2 && platform.delivered(bob).length === 1);
    await waitFor(() => platform.unconfirmed().length === 0);
    const stored = await database.db.execute<{ text: string; error: string | null }>(sql`
        select message ->> 'text' as text, error from inbound_update join chat on chat.id = chat_id
        where external_id = ${String(ann)} order by inbound_update.id`);
    expect(stored).toEqual([
      { text: 'một', error: null },
      { text: 'hai', error: null },
    ]);
    await expectLines(read);
  });
});

it('a token revoked for all calls is said once; the poll asks every 30 s, and all goes out when it is back', async () => {
  const [chat] = await makeChats(database.db, 'telegram', [String(ann)]);
  if (chat === undefined) throw new Error('no chat');
  platform.answerAll(refused(401, 'Unauthorized'));
  await queue(database.db, [{ chatId: chat, text: 'một' }]);
  platform.push(says(bob, 'chào'));
  await Promise.all([platform.waitForRequests('sendMessage', 3), platform.waitForRequests('getUpdates', 3)]);
  platform.answerAll(undefined);
  await waitFor(() => platform.delivered(ann).length === 1 && platform.delivered(bob).length === 1);
  expect(new Set(office.pollWaitsMs)).toEqual(new Set([30_000]));
  await expectLines(TOKEN);
});
