import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startFaultyBotApi, type FaultyBotApi } from '../support/faulty-bot-api.ts';
import { makeChats, outbox, queue } from '../support/outbox.ts';
import { runHaiChieu, startService, type Service } from '../support/service.ts';
import { textUpdate } from '../support/telegram-updates.ts';
import { waitFor } from '../support/wait-for.ts';

/** A service and its own road to Telegram, by which its calls are told from those of the other. */
type Instance = { readonly service: Service; readonly api: FaultyBotApi };

let database: TestDatabase;
let instances: Instance[];

beforeEach(async () => {
  database = await createTestDatabase();
  instances = [];
});
afterEach(async () => {
  await Promise.all(instances.map(({ service }) => service.kill('SIGKILL')));
  await Promise.all(instances.map(({ api }) => api.close()));
  await database.close();
});

async function begin(more: Readonly<Record<string, string>> = {}): Promise<Instance> {
  const api = await startFaultyBotApi();
  const service = await startService({
    DATABASE_URL: database.url,
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.apiRoot,
    ...more,
  });
  const instance = { service, api };
  instances.push(instance);
  return instance;
}

const polls = ({ api }: Instance) => api.seen('getUpdates').length;
const sends = (...some: readonly Instance[]) =>
  some.flatMap(({ api }) => api.requests.filter(({ method }) => method === 'sendMessage'));
const allSent = (count: number) =>
  waitFor(
    async () => (await outbox(database.db)).filter((line) => line.endsWith(' sent')).length === count,
    20_000,
  );
const senders = () =>
  database.db.execute(sql`select from lease where name like 'sender %' and until > clock_timestamp()`);

describe('two instances with one database and one bot', () => {
  it('one polls and sends; when it is killed, the other does within 5 s, and what was being said is said', async () => {
    const first = await begin();
    const second = await begin();
    await first.api.waitForRequests('getUpdates', 1);
    first.api.push(textUpdate(1, 501, 'xin chào'));
    await first.api.waitForRequests('sendMessage', 1);
    expect([polls(second), sends(second).length]).toEqual([0, 0]);
    for (const [instance, isHeld] of [
      [first, 1],
      [second, 0],
    ] as const) {
      const metrics = await (await fetch(`${instance.service.url}/metrics`)).text();
      expect(metrics).toContain(`hai_chieu_lease_held{lease="polling telegram:123456789"} ${isHeld}`);
      expect(metrics).toContain(`hai_chieu_lease_held{lease="sender telegram:123456789"} ${isHeld}`);
      expect(
        metrics.includes('hai_chieu_delivery_seconds_count{channel="telegram",urgency="answer"} 1'),
      ).toBe(isHeld === 1);
    }

    // It asks Telegram to send, and dies before it hears that this was done.
    first.api.answer('sendMessage', 'hang');
    first.api.push(textUpdate(2, 502, 'xin chào'));
    await first.api.waitForRequests('sendMessage', 2);
    const died = performance.now();
    await first.service.kill('SIGKILL');
    second.api.push(textUpdate(3, 503, 'xin chào'));
    await second.api.waitForRequests('getUpdates', 1);
    expect(performance.now() - died).toBeLessThan(5_000);
    await allSent(3);
    expect(
      sends(second)
        .map(({ body }) => Number(body['chat_id']))
        .toSorted((a, b) => a - b),
    ).toEqual([502, 503]);
  });

  it('the account’s rate holds for both together, also while one hands over to the other', async () => {
    const names = Array.from({ length: 150 }, (_, index) => String(1_000 + index));
    const chats = await makeChats(database.db, 'telegram', names);
    const first = await begin({ TELEGRAM_RATE: '30/1' });
    const second = await begin({ TELEGRAM_RATE: '30/1' });
    await queue(
      database.db,
      chats.map((chatId) => ({ chatId, text: 'a' })),
    );
    await first.api.waitForRequests('sendMessage', 45);
    await first.service.kill('SIGTERM');
    await allSent(names.length);

    expect(sends(first).length).toBeLessThan(names.length);
    const moments = sends(first, second)
      .map(({ at }) => at)
      .toSorted((a, b) => a - b);
    expect(moments).toHaveLength(names.length);
    const thirtyFurther = moments.slice(30).map((later, index) => later - (moments[index] ?? 0));
    // A second, but for a few milliseconds by which the way to here differs from message to message.
    expect(Math.min(...thirtyFurther)).toBeGreaterThanOrEqual(990);
    // Handed over, not waited for: 150 messages are five seconds' worth.
    expect((moments.at(-1) ?? 0) - (moments[0] ?? 0)).toBeLessThan(9_000);
  });

  it('an answer that one has stored is sent by the other at once', async () => {
    const webhook = {
      TELEGRAM_MODE: 'webhook',
      TELEGRAM_WEBHOOK_SECRET: 's3cret',
      PUBLIC_URL: 'https://bot.example',
    };
    const first = await begin(webhook);
    const second = await begin(webhook);
    await waitFor(async () => (await senders()).length === 1);
    const asked = performance.now();
    const answer = await fetch(`${second.service.url}/webhooks/telegram`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Telegram-Bot-Api-Secret-Token': 's3cret' },
      body: JSON.stringify(textUpdate(1, 501, 'xin chào')),
    });
    expect(answer.status).toBe(200);
    await first.api.waitForRequests('sendMessage', 1);
    expect(performance.now() - asked).toBeLessThan(900);
    expect(sends(second)).toEqual([]);
  });
});

describe('a command that ticks', () => {
  it('leaves the sending to a service that runs, and sends itself when none does', async () => {
    const running = await begin();
    const own = await startFaultyBotApi();
    const tick = () =>
      runHaiChieu(['tick'], {
        DATABASE_URL: database.url,
        TELEGRAM_BOT_TOKEN: own.token,
        TELEGRAM_API_ROOT: own.apiRoot,
      });
    const chats = await makeChats(database.db, 'telegram', ['1001', '1002']);
    const ask = (text: string) =>
      queue(
        database.db,
        chats.map((chatId) => ({ chatId, text })),
      );
    await ask('a');
    expect((await tick()).status).toBe(0);
    expect([await outbox(database.db), own.seen('sendMessage')]).toEqual([['a sent', 'a sent'], []]);

    await running.service.kill('SIGTERM');
    await ask('b');
    expect((await tick()).status).toBe(0);
    expect((await outbox(database.db)).slice(2)).toEqual(['b sent', 'b sent']);
    expect(own.seen('sendMessage')).toHaveLength(2);
    await own.close();
  });
});

describe('a service that is asked to stop', () => {
  it('says that it is not ready, lets what is on its way arrive, and is gone within 10 s', async () => {
    const { service, api } = await begin();
    const chats = await makeChats(database.db, 'telegram', ['1001']);
    await waitFor(async () => (await fetch(`${service.url}/readyz`)).status === 200);
    api.answer('sendMessage', 'hang');
    await queue(
      database.db,
      chats.map((chatId) => ({ chatId, text: 'a' })),
    );
    await api.waitForRequests('sendMessage', 1);
    const asked = performance.now();
    const gone = service.kill('SIGTERM');
    await waitFor(async () => (await fetch(`${service.url}/readyz`)).status === 503, 1_000);
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    await gone;
    expect(performance.now() - asked).toBeLessThan(10_000);
    // Nobody knows whether it arrived: the next one sends it again.
    const next = await begin();
    await allSent(1);
    expect(sends(next)).toHaveLength(1);
  });
});

describe('a service without its database', () => {
  it('is not ready within 2 s, and ready again when the database is back', async () => {
    const { service } = await begin();
    const readiness = async () => (await fetch(`${service.url}/readyz`)).status;
    expect(await readiness()).toBe(200);
    const [row] = await database.db.execute<{ name: string }>(sql`select current_database() as name`);
    const name = row?.name ?? '';
    const server = connect(database.url.replace(/\/[^/]*$/, '/postgres'), { max: 1 });
    await server.db.execute(sql`alter database ${sql.identifier(name)} allow_connections false`);
    await server.db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`,
    );
    const away = performance.now();
    await waitFor(async () => (await readiness()) === 503, 2_000);
    expect(performance.now() - away).toBeLessThan(2_000);
    await server.db.execute(sql`alter database ${sql.identifier(name)} allow_connections true`);
    await server.client.end();
    await waitFor(async () => (await readiness()) === 200);
  });
});
