import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import type { PlatformFault } from '../support/platform-http.ts';
import { startService, type Service } from '../support/service.ts';
import { waitFor } from '../support/wait-for.ts';
import { startZaloOaApi, type ZaloOaApi } from '../support/zalo-oa-api.ts';
import { MINUTE_MS } from '../support/zalo-oa/clock.ts';

const CS = '/v3.0/oa/message/cs';
/** Strangers, who are answered in words alone, each message once. */
const people = Array.from({ length: 8 }, (_, index) => `771000000000000010${index}`);

let database: TestDatabase;
let oa: ZaloOaApi;
let instances: readonly Service[];
let posts = 0;

beforeAll(async () => {
  [database, oa] = await Promise.all([
    createTestDatabase(),
    // In turn, as a balancer does.
    startZaloOaApi({ webhookServedAt: () => instances[(posts += 1) % instances.length]?.url ?? '' }),
  ]);
  const environment = { DATABASE_URL: database.url, ...oa.environment() };
  instances = [await startService(environment), await startService(environment)];
}, 60_000);

afterAll(async () => {
  await Promise.all(instances.map((service) => service.kill('SIGTERM')));
  await Promise.all([oa.close(), database.close()]);
});

const stored = async (person: string) =>
  database.db.execute(
    sql`select u.id from inbound_update u join chat c on c.id = u.chat_id where c.external_id = ${person}`,
  );
const waiting = async () =>
  database.db.execute(sql`select id from delivery where state in ('waiting', 'sending')`);
const isQuiet = () => waitFor(async () => (await waiting()).length === 0, 20_000);

describe('two instances behind one address', () => {
  it('take what comes shuffled, three times and at once, each once, and answer it once', async () => {
    const events = people.flatMap((person) => [1, 2, 3].map((nth) => oa.events.text(person, `lời ${nth}`)));
    const shuffled = [...events, ...events, ...events].toSorted(() => Math.random() - 0.5);
    await Promise.all(shuffled.map((event) => oa.happen(event)));
    await isQuiet();
    for (const person of people) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await stored(person)).toHaveLength(3);
      expect(oa.messages(person)).toHaveLength(3);
    }
    expect(new Set(oa.webhook.answers)).toEqual(new Set([200]));
  }, 30_000);

  it('refresh a token that dies between two messages once, and lose neither', async () => {
    const refreshed = oa.calls('/v4/oa/access_token').length;
    const before = people.map((person) => oa.messages(person).length);
    oa.tokens.killAccess();
    await Promise.all(people.map((person) => oa.say(person, 'xin chào')));
    await isQuiet();
    expect(people.map((person) => oa.messages(person).length)).toEqual(before.map((count) => count + 1));
    expect(oa.calls('/v4/oa/access_token')).toHaveLength(refreshed + 1);
  }, 30_000);
});

const faults: readonly (readonly [string, PlatformFault, number])[] = [
  ['a gateway’s page', { status: 502, html: '<html>' }, 0],
  ['a page with 200', { status: 200, html: '<html>' }, 0],
  ['a reset', 'reset', 0],
  ['a reset after it was taken', 'reset after', 1],
  ['an answer cut short', 'truncated', 0],
  ['an empty answer', 'empty', 0],
  ['a text for a code', { status: 200, html: '{"error":"Internal error"}' }, 0],
];

it('who unfollowed and came back is here, in whatever order Zalo tells it', async () => {
  const [, person = ''] = people;
  const now = Date.now();
  const event = (name: 'follow' | 'unfollow', agoMs: number) => ({
    ...oa.events[name](person),
    timestamp: String(now - agoMs),
  });
  const state = () => database.db.execute(sql`select state from chat where external_id = ${person}`);
  await oa.happen(event('unfollow', 2_000));
  // They wrote after that.
  expect(await state()).toEqual([{ state: 'stranger' }]);
  await oa.happen({ ...event('unfollow', 0), timestamp: String(Date.now() + 1_000) });
  expect(await state()).toEqual([{ state: 'blocked' }]);
  await oa.happen({ ...event('follow', 0), timestamp: String(Date.now() + 3_000) });
  await oa.happen({ ...event('unfollow', 0), timestamp: String(Date.now() + 2_000) });
  expect(await state()).toEqual([{ state: 'stranger' }]);
});

describe.each(faults)('%s', (_, fault, arrived) => {
  it('leaves a message unknown, never sends it twice, and holds nothing up behind it', async () => {
    const person = people[5] ?? '';
    await isQuiet();
    const before = oa.messages(person).length;
    const calls = oa.calls(CS).length;
    oa.fail(CS, fault);
    await oa.say(person, 'xin chào');
    await waitFor(() => oa.calls(CS).length > calls);
    await isQuiet();
    await oa.say(person, 'xin chào');
    await isQuiet();
    expect(oa.messages(person)).toHaveLength(before + arrived + 1);
    expect(oa.calls(CS)).toHaveLength(calls + 2);
    const rows = await database.db.execute<{ state: string }>(sql`
      select d.state from delivery d join chat c on c.id = d.chat_id
      where c.external_id = ${person} order by d.id desc limit 2`);
    expect(rows.map(({ state }) => state)).toEqual(['sent', 'unknown']);
  }, 30_000);
});

it('tells the operator of each trouble once', () => {
  const lines = instances
    .flatMap(({ log }) => log)
    .map((line) => z.object({ msg: z.string(), reason: z.string().optional() }).parse(JSON.parse(line)));
  expect(lines.filter(({ msg }) => msg.startsWith('Zalo does not answer'))).toHaveLength(1);
  const told = lines.map(({ msg, reason = '' }) => `${msg}: ${reason}`);
  expect(told.filter((line, at) => told.indexOf(line) !== at)).toEqual([]);
  expect(told.join()).not.toContain(oa.tokens.accessToken);
});

it('a flood of one person is shed in part, and taken in full when Zalo brings it again', async () => {
  const [person = ''] = people;
  const already = await stored(person);
  const flood = Array.from({ length: 120 }, (_, nth) => oa.events.text(person, `lời ${nth}`));
  await Promise.all(flood.map((event) => oa.happen(event)));
  const shed = oa.webhook.answers.filter((status) => status !== 200).length;
  expect(oa.webhook.answers.filter((status) => status !== 200 && status !== 503)).toEqual([]);
  for (let round = 0; round < 5; round += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await oa.clock.forward(round === 0 ? MINUTE_MS / 2 : 30 * MINUTE_MS);
  }
  expect(oa.webhook.isDisabled).toBe(false);
  expect(await stored(person)).toHaveLength(already.length + flood.length);
  expect(shed).toBeGreaterThan(0);
}, 60_000);
