import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatId } from '../../src/core/ids.ts';
import { USUAL_PRICES } from '../../src/core/zalo-oa/cost.ts';
import { loadSpending } from '../../src/db/queries/zalo-oa-spending.ts';
import { createDeliverer, type Deliverer } from '../../src/delivery/deliver.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { notedLog } from '../support/noted-log.ts';
import { makeChats, queue } from '../support/outbox.ts';
import { scriptedChannel, type ScriptedChannel } from '../support/scripted-channel.ts';
import { waitFor } from '../support/wait-for.ts';

const NAMES = ['an', 'binh', 'chi', 'dung', 'giang', 'hoa', 'khanh', 'lan', 'minh', 'nam'];

let test: TestDatabase;
let chats: readonly ChatId[];
let phones: readonly ScriptedChannel[];
let stops: readonly Deliverer[];

beforeEach(async () => {
  test = await createTestDatabase();
  chats = await makeChats(test.db, 'zalo-oa', NAMES);
  stops = [];
  await heardFrom('50 hours');
});
afterEach(async () => {
  await Promise.all(stops.map((one) => one.stop()));
  await test.close();
});

const heardFrom = (ago: string, name?: string) =>
  test.db.execute(sql`
    update chat set last_inbound_at = now() - ${ago}::interval where channel = 'zalo-oa' and external_id = coalesce(${name ?? null}, external_id)`);

/** So many processes send on the account, on which they have no turns. */
async function start(budget: number | undefined, processes = 1): Promise<void> {
  phones = [...Array(processes)].map(() => scriptedChannel('zalo-oa'));
  stops = phones.map((phone) =>
    createDeliverer({
      db: test.db,
      listen: test.listen,
      channels: [phone],
      rates: {},
      pricing: { 'zalo-oa': { prices: USUAL_PRICES, budget, templates: { 'nhac-han': { byPhone: false } } } },
      log: notedLog().log,
    }),
  );
  await Promise.all(stops.map((one) => one.start()));
}

const arrived = () => phones.flatMap((phone) => phone.arrived.map(({ text }) => text)).toSorted();
const remindAll = () =>
  queue(
    test.db,
    chats.map((chatId, index) => ({ chatId, text: NAMES[index] ?? '', urgency: 0 as const })),
  );
const rows = async () =>
  test.db.execute<{
    name: string;
    state: string;
    expected: number | null;
    cost: number | null;
    quota: string | null;
  }>(sql`
    select d.message -> 'text' ->> 0 as name, d.state, d.expected_cost as expected, d.cost, d.quota_type as quota
    from delivery d order by d.id`);
const nothingIsDue = () =>
  waitFor(async () => {
    const [row] = await test.db.execute<{ due: number }>(
      sql`select count(*)::int as due from delivery where state = 'sending' or (state = 'waiting' and not is_put_off)`,
    );
    return row?.due === 0;
  });
const spent = async () => (await loadSpending(test.db, Temporal.Now.instant())).dong;

describe('the cost of a message', () => {
  it('is stored before it is sent, and what the platform said of it afterwards', async () => {
    await heardFrom('1 hour', 'binh');
    await start(undefined);
    const [phone] = phones;
    const during: (number | null | undefined)[] = [];
    phone?.answer('an', async () => {
      during.push((await rows())[0]?.expected);
      return { kind: 'sent', providerId: 'p', quotaTypes: [null] };
    });
    phone?.answer('chi', () => ({ kind: 'sent', providerId: 'p', quotaTypes: ['sub_quota'] }));
    phone?.answer('dung', () => ({ kind: 'unknown', reason: 'time-out' }));
    phone?.answer('giang', () => ({ kind: 'rejected', reason: '-201' }));
    await remindAll();
    await nothingIsDue();
    expect(during).toEqual([55]);
    expect((await rows()).slice(0, 5)).toEqual([
      { name: 'an', state: 'sent', expected: 55, cost: 55, quota: null },
      { name: 'binh', state: 'sent', expected: 0, cost: 0, quota: null },
      { name: 'chi', state: 'sent', expected: 55, cost: 0, quota: 'sub_quota' },
      { name: 'dung', state: 'unknown', expected: 55, cost: null, quota: null },
      { name: 'giang', state: 'rejected', expected: 55, cost: null, quota: null },
    ]);
    expect(await loadSpending(test.db, Temporal.Now.instant())).toEqual({ messages: 7, dong: 7 * 55 });
    expect(await loadSpending(test.db, Temporal.Now.instant().subtract({ hours: 32 * 24 }))).toEqual({
      messages: 0,
      dong: 0,
    });
  });
});

describe('the budget of a month', () => {
  it('is never exceeded by two senders at once', async () => {
    await start(4 * 55 + 54, 2);
    await remindAll();
    await nothingIsDue();
    expect(arrived()).toHaveLength(4);
    expect(await spent()).toBe(4 * 55);
    expect((await rows()).filter(({ state }) => state === 'waiting')).toHaveLength(6);
  });

  it('holds back neither answers nor what is free', async () => {
    await heardFrom('1 hour', 'binh');
    await start(0);
    await queue(test.db, [
      { chatId: chats[0] ?? fail(), text: 'an', urgency: 0 },
      { chatId: chats[1] ?? fail(), text: 'binh', urgency: 0 },
      { chatId: chats[2] ?? fail(), text: 'chi', urgency: 1 },
    ]);
    await nothingIsDue();
    expect(arrived()).toEqual(['binh', 'chi']);
  });

  it('lets what it does not pay for go to another channel of the person', async () => {
    await test.db.execute(sql`insert into person (code, name) values ('an', 'An')`);
    await test.db.execute(
      sql`update chat set person_id = p.id, state = 'linked' from person p where external_id = 'an'`,
    );
    await test.db.execute(
      sql`insert into chat (channel, external_id, person_id, state) select 'telegram', 'an-2', id, 'linked' from person`,
    );
    await start(0);
    await queue(test.db, [{ chatId: chats[0] ?? fail(), text: 'an', urgency: 0 }]);
    await waitFor(async () => {
      const [row] = await test.db.execute<{ channel: string }>(
        sql`select c.channel from delivery d join chat c on c.id = d.chat_id where d.state = 'waiting' and not d.is_put_off and d.attempts = 0`,
      );
      return row?.channel === 'telegram';
    });
    expect(arrived()).toEqual([]);
  });
});

function fail(): never {
  throw new RangeError('no such chat');
}
