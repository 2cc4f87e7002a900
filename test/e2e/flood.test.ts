import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startFaultyBotApi, type FaultyBotApi } from '../support/faulty-bot-api.ts';
import { startService, type Service } from '../support/service.ts';
import { textUpdate, type TelegramUpdate } from '../support/telegram-updates.ts';
import { waitFor } from '../support/wait-for.ts';

const SECRET = 'k3Jf9sLq0ZxT7vBn';
const FLOOD = 300;
/** As many connections as Telegram opens; more than a chat may have waiting, so that some are shed. */
const AT_ONCE = 40;
const FLOODING = 601;
const OTHER = 602;

let database: TestDatabase;
let platform: FaultyBotApi;
let service: Service;

async function begin(settings: Readonly<Record<string, string>>): Promise<void> {
  [database, platform] = await Promise.all([createTestDatabase(), startFaultyBotApi()]);
  service = await startService({
    DATABASE_URL: database.url,
    TELEGRAM_BOT_TOKEN: platform.token,
    TELEGRAM_API_ROOT: platform.apiRoot,
    TELEGRAM_RATE: '1000/1000',
    ...settings,
  });
}

afterEach(async () => {
  await service.kill('SIGTERM');
  await Promise.all([platform.close(), database.close()]);
});

async function post(update: TelegramUpdate): Promise<Response> {
  const response = await fetch(`${service.url}/webhooks/telegram`, {
    method: 'POST',
    headers: { 'x-telegram-bot-api-secret-token': SECRET, 'content-type': 'application/json' },
    body: JSON.stringify(update),
  });
  await response.arrayBuffer();
  return response;
}

/** An update that is not taken comes again, as from Telegram, in a fifth of the time that it is told. Gives how often it was shed. */
async function deliver(update: TelegramUpdate): Promise<number> {
  for (let shed = 0; ; shed += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const { status, headers } = await post(update);
    if (status === 200) return shed;
    expect([status, headers.get('retry-after')]).toEqual([503, '1']);
    // oxlint-disable-next-line no-await-in-loop
    await pause(200);
  }
}

/** Milliseconds from an update of the other chat to its answer, and how many of the flood took effect meanwhile. */
async function answer(updateId: number): Promise<{ readonly ms: number; readonly overtaken: number }> {
  const startMs = performance.now();
  const [answers, floodBefore] = [platform.delivered(OTHER).length, await taken(FLOODING)];
  await deliver(textUpdate(updateId, OTHER, 'xin chào'));
  await waitFor(() => platform.delivered(OTHER).length > answers);
  return { ms: performance.now() - startMs, overtaken: (await taken(FLOODING)) - floodBefore };
}

async function taken(chatId: number): Promise<number> {
  const [row] = await database.db.execute<{ count: number }>(sql`
    select count(*)::integer as count from inbound_update join chat on chat.id = chat_id
    where external_id = ${String(chatId)} and error is null`);
  return row?.count ?? 0;
}

const middle = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

it('a chat that floods the webhook is shed with 503 and loses nothing, and others are answered meanwhile', async () => {
  await begin({
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    PUBLIC_URL: 'http://127.0.0.1:1',
  });
  const quiet: number[] = [];
  // oxlint-disable-next-line no-await-in-loop
  for (let id = 1; id <= 9; id += 1) quiet.push((await answer(id)).ms);

  const flood = Array.from({ length: FLOOD }, (_, index) => textUpdate(1_000 + index, FLOODING, 'xin chào'));
  const waiting = [...flood];
  let shed = 0;
  const flooding = Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      // oxlint-disable-next-line no-await-in-loop
      for (let next = waiting.shift(); next; next = waiting.shift()) shed += await deliver(next);
    }),
  );
  await waitFor(() => shed > 0, 30_000);
  const meanwhile: { readonly ms: number; readonly overtaken: number }[] = [];
  // oxlint-disable-next-line no-await-in-loop
  for (let id = 101; waiting.length > 0; id += 1) meanwhile.push(await answer(id));
  await flooding;

  expect(shed).toBeGreaterThan(0);
  expect(meanwhile.length).toBeGreaterThan(3);
  // First come, first served would put before each of them the 30 that wait.
  expect(middle(meanwhile.map(({ overtaken }) => overtaken))).toBeLessThan(15);
  expect(middle(meanwhile.map(({ ms }) => ms))).toBeLessThan(middle(quiet) + 1_000);

  await waitFor(() => platform.delivered(FLOODING).length >= FLOOD, 30_000);
  // Telegram may deliver what it was told to be stored once more.
  await Promise.all(flood.slice(0, 50).map(deliver));
  expect(await taken(FLOODING)).toBe(FLOOD);
  expect(platform.delivered(FLOODING)).toHaveLength(FLOOD);
}, 120_000);

it('a chat that floods the polls loses nothing, and whoever writes behind it is answered long before its end', async () => {
  await begin({ TELEGRAM_MODE: 'polling' });
  const flood = Array.from({ length: FLOOD }, (_, index) => textUpdate(1_000 + index, FLOODING, `${index}`));
  platform.push(...flood, textUpdate(2_000, OTHER, 'xin chào'));
  await waitFor(() => platform.delivered(OTHER).length === 1, 30_000);
  expect(await taken(FLOODING)).toBeLessThan(FLOOD / 2);
  await waitFor(async () => (await taken(FLOODING)) === FLOOD, 60_000);
  const texts = await database.db.execute<{ text: string }>(sql`
    select message ->> 'text' as text from inbound_update join chat on chat.id = chat_id
    where external_id = ${String(FLOODING)} order by inbound_update.id`);
  expect(texts.map(({ text }) => Number(text))).toEqual([...Array(FLOOD).keys()]);
  await waitFor(() => platform.delivered(FLOODING).length >= FLOOD, 30_000);
  expect(platform.delivered(FLOODING)).toHaveLength(FLOOD);
}, 120_000);
