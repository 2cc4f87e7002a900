import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type { SendingChannel, SendResult } from '../../src/channels/channel.ts';
import { connect } from '../../src/db/connect.ts';
import { requeueUnreachable } from '../../src/db/queries/blocked-chats.ts';
import { chat, delivery } from '../../src/db/schema/chat.ts';
import { createDeliverer, type Deliverer, type DelivererParts } from '../../src/delivery/deliver.ts';
import { createLog } from '../../src/log.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeChats, outbox, queue } from '../support/outbox.ts';
import { retryAt, retryIn, scriptedChannel, sent } from '../support/scripted-channel.ts';

let test: TestDatabase;
let deliverers: Deliverer[];
let logged: string[];

beforeEach(async () => {
  test = await createTestDatabase();
  deliverers = [];
  logged = [];
});
afterEach(async () => {
  await Promise.all(deliverers.map((deliverer) => deliverer.stop()));
  await test.close();
});

async function deliverTo(
  channels: readonly SendingChannel[],
  more: Partial<DelivererParts> = {},
): Promise<Deliverer> {
  const deliverer = createDeliverer({
    db: test.db,
    listen: test.listen,
    channels,
    rates: {},
    log: createLog('info', (line) => logged.push(line)),
    ...more,
  });
  deliverers.push(deliverer);
  await deliverer.start();
  return deliverer;
}

function raise(): never {
  throw new Error('there is no such chat');
}

const hearNothing = async () => {};
const now = () => Temporal.Now.instant();
const texts = (sentOnes: readonly { text: string }[]) => sentOnes.map(({ text }) => text);
const everythingDone = () =>
  vi.waitFor(
    async () => {
      const open = (await outbox(test.db)).filter((line) => / (waiting|sending)$/.test(line));
      expect(open).toEqual([]);
    },
    { timeout: 10_000, interval: 20 },
  );

describe('messages of one chat', () => {
  it('go out in the order in which they were written, one at a time', async () => {
    const phone = scriptedChannel('demo', 5);
    const [ann = raise()] = await makeChats(test.db, 'demo', ['ann']);
    await queue(
      test.db,
      ['a', 'b', 'c', 'd'].map((text) => ({ chatId: ann, text })),
    );
    await deliverTo([phone]);
    await everythingDone();
    expect(texts(phone.arrived)).toEqual(['a', 'b', 'c', 'd']);
    expect(phone.most.inOneChat).toBe(1);
  });

  it('keep their order when one has to be repeated, while other chats go on', async () => {
    const phone = scriptedChannel('demo');
    const [ann = raise(), bob = raise()] = await makeChats(test.db, 'demo', ['ann', 'bob']);
    phone.answer(
      'a1',
      () => retryIn(150),
      () => retryIn(150),
    );
    await queue(test.db, [
      { chatId: ann, text: 'a1' },
      { chatId: ann, text: 'a2' },
      { chatId: bob, text: 'b1' },
      { chatId: bob, text: 'b2' },
    ]);
    await deliverTo([phone]);
    await everythingDone();
    expect(texts(phone.arrived)).toEqual(['b1', 'b2', 'a1', 'a2']);
    expect(texts(phone.attempts).filter((text) => text === 'a1')).toHaveLength(3);
  });

  it('an unasked message before an answer still goes first in its chat', async () => {
    const phone = scriptedChannel('demo');
    const [ann = raise()] = await makeChats(test.db, 'demo', ['ann']);
    await queue(test.db, [
      { chatId: ann, text: 'reminder', urgency: 0 },
      { chatId: ann, text: 'answer', urgency: 1 },
    ]);
    await deliverTo([phone]);
    await everythingDone();
    expect(texts(phone.arrived)).toEqual(['reminder', 'answer']);
  });
});

describe('how an attempt ends', () => {
  it('sent: the platform’s own name of the message and the moment are kept', async () => {
    const phone = scriptedChannel('demo');
    const [ann = raise()] = await makeChats(test.db, 'demo', ['ann']);
    phone.answer('a', () => sent('tg-77'));
    const before = now();
    await deliverTo([phone]);
    await queue(test.db, [{ chatId: ann, text: 'a' }]);
    await everythingDone();
    const [row] = await test.db.select().from(delivery);
    expect(row).toMatchObject({
      state: 'sent',
      providerId: 'tg-77',
      attempts: 1,
      error: null,
      leasedUntil: null,
    });
    expect(Temporal.Instant.compare(row?.sentAt ?? before, before)).toBe(1);
  });

  it('asked for patience: not repeated before the moment the platform named', async () => {
    const phone = scriptedChannel('demo');
    const [ann = raise()] = await makeChats(test.db, 'demo', ['ann']);
    const notBefore = now().add({ milliseconds: 1_500 });
    phone.answer('a', () => retryAt(notBefore));
    await queue(test.db, [{ chatId: ann, text: 'a' }]);
    await deliverTo([phone]);
    await everythingDone();
    const [first, second] = phone.attempts;
    const waited = (second?.at ?? 0) - (first?.at ?? 0);
    expect(waited).toBeGreaterThan(1_000);
  });

  it('patience asked of several chats pauses the whole account', async () => {
    const phone = scriptedChannel('telegram');
    const [ann = raise(), bob = raise(), cat = raise()] = await makeChats(test.db, 'telegram', [
      'ann',
      'bob',
      'cat',
    ]);
    const until = now().add({ milliseconds: 900 });
    phone.answer('a', () => retryAt(until));
    phone.answer('b', () => retryAt(until));
    await deliverTo([phone], { rates: { telegram: { perSecond: 1000, perChatPerSecond: 1000 } } });
    await queue(test.db, [
      { chatId: ann, text: 'a' },
      { chatId: bob, text: 'b' },
    ]);
    await vi.waitFor(() => expect(phone.attempts).toHaveLength(2));
    await queue(test.db, [{ chatId: cat, text: 'c' }]);
    await everythingDone();
    const c = phone.attempts.find(({ text }) => text === 'c');
    expect((c?.at ?? 0) - (phone.attempts[0]?.at ?? 0)).toBeGreaterThan(700);
  });

  it('refused: set aside with its reason and one log line, and the next one goes out', async () => {
    const phone = scriptedChannel('demo');
    const [ann = raise()] = await makeChats(test.db, 'demo', ['ann']);
    phone.answer('a', () => ({ kind: 'rejected', reason: 'message is too long' }));
    await queue(test.db, [
      { chatId: ann, text: 'a' },
      { chatId: ann, text: 'b' },
    ]);
    await deliverTo([phone]);
    await everythingDone();
    expect(await outbox(test.db)).toEqual(['a rejected', 'b sent']);
    expect(logged.filter((line) => line.includes('message is too long'))).toHaveLength(1);
  });

  it('unknown: marked so and never repeated', async () => {
    const phone = scriptedChannel('zalo-oa');
    const [ann = raise()] = await makeChats(test.db, 'zalo-oa', ['ann']);
    phone.answer('a', () => ({ kind: 'unknown', reason: 'timeout after sending' }));
    await queue(test.db, [
      { chatId: ann, text: 'a' },
      { chatId: ann, text: 'b' },
    ]);
    await deliverTo([phone]);
    await everythingDone();
    expect(await outbox(test.db)).toEqual(['a unknown', 'b sent']);
    expect(texts(phone.attempts)).toEqual(['a', 'b']);
  });

  it('blocked: the chat is marked, what waits behind is unreachable, and unasked messages can be queued again', async () => {
    const phone = scriptedChannel('demo');
    const [ann = raise(), bob = raise()] = await makeChats(test.db, 'demo', ['ann', 'bob']);
    phone.answer('a1', () => ({ kind: 'unreachable', reason: 'blocked by the user' }));
    await queue(test.db, [
      { chatId: ann, text: 'a1', urgency: 1 },
      { chatId: ann, text: 'a2', urgency: 0 },
      { chatId: bob, text: 'b1' },
    ]);
    await deliverTo([phone]);
    await everythingDone();
    expect(await outbox(test.db)).toEqual(['a1 unreachable', 'a2 unreachable', 'b1 sent']);
    const states = await test.db.select({ state: chat.state }).from(chat).orderBy(chat.id);
    expect(states).toEqual([{ state: 'blocked' }, { state: 'stranger' }]);

    await requeueUnreachable(test.db, [ann], now());
    await test.db.execute(sql`select pg_notify('delivery', '')`);
    await everythingDone();
    expect(await outbox(test.db)).toEqual(['a1 unreachable', 'a2 sent', 'b1 sent']);
  });

  it('a channel that throws is tried again and reported', async () => {
    const phone = scriptedChannel('demo');
    const [ann = raise()] = await makeChats(test.db, 'demo', ['ann']);
    phone.answer('a', () => {
      throw new Error('secret words');
    });
    await queue(test.db, [{ chatId: ann, text: 'a' }]);
    await deliverTo([phone]);
    await everythingDone();
    expect(await outbox(test.db)).toEqual(['a sent']);
    expect(logged.join('\n')).toContain('A channel failed instead of answering');
    expect(logged.join('\n')).not.toContain('secret words');
  });
});

describe('several senders', () => {
  it('two deliverers at once send each message once, in the order of its chat', async () => {
    const platform = scriptedChannel('demo');
    const names = Array.from({ length: 40 }, (_, index) => `chat ${index}`);
    const chats = await makeChats(test.db, 'demo', names);
    await deliverTo([platform]);
    await deliverTo([platform]);
    for (const round of [0, 1, 2]) {
      await queue(
        test.db,
        chats.flatMap((chatId) => [0, 1].map((part) => ({ chatId, text: `${chatId} ${round * 2 + part}` }))),
      );
    }
    await everythingDone();
    expect(platform.attempts).toHaveLength(240);
    for (const [index, externalId] of names.entries()) {
      const inChat = platform.arrived.filter((one) => one.externalId === externalId);
      expect(texts(inChat)).toEqual([0, 1, 2, 3, 4, 5].map((part) => `${chats[index]} ${part}`));
    }
    expect(platform.most.inOneChat).toBe(1);
    expect(platform.most.inAll).toBeGreaterThan(8);
  });

  it('a message whose sender died is sent when its lease has run out', async () => {
    const phone = scriptedChannel('demo');
    const [ann = raise()] = await makeChats(test.db, 'demo', ['ann']);
    await queue(test.db, [
      { chatId: ann, text: 'a' },
      { chatId: ann, text: 'b' },
    ]);
    await test.db.execute(
      sql`update delivery set state = 'sending', leased_until = now() + interval '1 second' where message->'text'->>0 = 'a'`,
    );
    await deliverTo([phone]);
    await everythingDone();
    expect(texts(phone.arrived)).toEqual(['a', 'b']);
  });

  it('a sender that lives keeps its message, however long the platform takes', async () => {
    const phone = scriptedChannel('demo', 2_500);
    const [ann = raise()] = await makeChats(test.db, 'demo', ['ann']);
    await queue(test.db, [{ chatId: ann, text: 'a' }]);
    await deliverTo([phone], { leaseSeconds: 1.5 });
    await deliverTo([phone], { leaseSeconds: 1.5 });
    await everythingDone();
    expect(texts(phone.attempts)).toEqual(['a']);
  });

  it('what a dead sender had taken goes out within 5 s', async () => {
    const [ann = raise()] = await makeChats(test.db, 'demo', ['ann']);
    const silent = scriptedChannel('demo');
    silent.answer('a', () => new Promise<SendResult>(() => {}));
    const { db, client } = connect(test.url);
    const dying = createDeliverer({
      db,
      listen: hearNothing,
      channels: [silent],
      rates: {},
      log: createLog('silent'),
    });
    await queue(test.db, [{ chatId: ann, text: 'a' }]);
    await dying.start();
    await vi.waitFor(() => expect(silent.attempts).toHaveLength(1));
    // To everybody else this is a process that was killed.
    await client.end({ timeout: 0 });
    const died = performance.now();
    const phone = scriptedChannel('demo');
    await deliverTo([phone]);
    await everythingDone();
    expect(texts(phone.arrived)).toEqual(['a']);
    expect(performance.now() - died).toBeLessThan(5_500);
  });

  it('what arrived counts as sent even when its lease ran out meanwhile', async () => {
    const arrival = Promise.withResolvers<SendResult>();
    const phone = scriptedChannel('demo');
    const [ann = raise()] = await makeChats(test.db, 'demo', ['ann']);
    phone.answer('a', () => arrival.promise);
    await queue(test.db, [{ chatId: ann, text: 'a' }]);
    await deliverTo([phone]);
    await vi.waitFor(() => expect(phone.attempts).toHaveLength(1));
    await test.db.execute(
      sql`update delivery set state = 'waiting', leased_until = null, not_before = now() + interval '1 hour'`,
    );
    arrival.resolve(sent());
    await everythingDone();
    expect(await outbox(test.db)).toEqual(['a sent']);
  });

  it('stopping lets what is on its way arrive and takes nothing more', async () => {
    const phone = scriptedChannel('demo', 100);
    const [ann = raise()] = await makeChats(test.db, 'demo', ['ann']);
    await queue(test.db, [
      { chatId: ann, text: 'a' },
      { chatId: ann, text: 'b' },
    ]);
    const deliverer = await deliverTo([phone]);
    await vi.waitFor(() => expect(phone.attempts).toHaveLength(1));
    await deliverer.stop();
    expect(await outbox(test.db)).toEqual(['a sent', 'b waiting']);
  });
});

describe('a database in trouble', () => {
  it('is told afterwards what arrived meanwhile; nothing is sent twice and the operator reads two lines', async () => {
    const phone = scriptedChannel('demo', 30);
    const names = Array.from({ length: 20 }, (_, index) => `chat ${index}`);
    const chats = await makeChats(test.db, 'demo', names);
    await deliverTo([phone]);
    await queue(
      test.db,
      chats.map((chatId) => ({ chatId, text: 'a' })),
    );
    await vi.waitFor(() => expect(phone.attempts.length).toBeGreaterThan(0), { interval: 1 });
    // Claimed and on their way: now every session dies, and new ones are refused for a while.
    const [row] = await test.db.execute<{ name: string }>(sql`select current_database() as name`);
    const name = sql.identifier(row?.name ?? '');
    const { db, client } = connect(inject('databaseServer').url, { max: 1 });
    const dropSessions = sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${row?.name ?? ''}`;
    await db.execute(sql`alter database ${name} allow_connections false`);
    await db.execute(dropSessions);
    await vi.waitFor(() => expect(logged.join()).toContain('Messages wait for the database'));
    await db.execute(sql`alter database ${name} allow_connections true`);
    await client.end();
    await everythingDone();
    expect(phone.attempts).toHaveLength(20);
    await vi.waitFor(() => expect(logged.join()).toContain('The database is back'));
    expect(logged).toHaveLength(2);

    // LISTEN came back as well.
    await queue(test.db, [{ chatId: chats[0] ?? raise(), text: 'b' }]);
    await everythingDone();
  });
});

describe('settling', () => {
  it('waits for everything that is due, and not for what was put off', async () => {
    const phone = scriptedChannel('demo', 20);
    const [ann = raise(), bob = raise()] = await makeChats(test.db, 'demo', ['ann', 'bob']);
    phone.answer('a1', () => retryIn(60_000));
    await queue(test.db, [
      { chatId: ann, text: 'a1' },
      { chatId: ann, text: 'a2' },
      { chatId: bob, text: 'b1' },
      { chatId: bob, text: 'b2' },
    ]);
    const deliverer = await deliverTo([phone]);
    await deliverer.settle(now());
    expect(await outbox(test.db)).toEqual(['a1 waiting', 'a2 waiting', 'b1 sent', 'b2 sent']);
  });

  it('waits while another process sends on its own channel, and gives up when nobody does', async () => {
    const [ann = raise()] = await makeChats(test.db, 'demo', ['ann']);
    const [eve = raise()] = await makeChats(test.db, 'telegram', ['eve']);
    await queue(
      test.db,
      [ann, eve].flatMap((chatId) => ['1', '2', '3'].map((text) => ({ chatId, text }))),
    );
    const here = await deliverTo([scriptedChannel('demo', 20)]);
    await deliverTo([scriptedChannel('telegram', 400)]);
    await here.settle(now());
    expect(await outbox(test.db)).toEqual(['1 sent', '2 sent', '3 sent', '1 sent', '2 sent', '3 sent']);

    await deliverers.at(-1)?.stop();
    await queue(test.db, [{ chatId: eve, text: '4' }]);
    await here.settle(now());
    expect((await outbox(test.db)).at(-1)).toBe('4 waiting');
  });
});

describe('rates', () => {
  it('answers overtake hundreds of unasked messages, and the account’s rate is kept', async () => {
    const platform = scriptedChannel('telegram', 5);
    const chats = await makeChats(
      test.db,
      'telegram',
      Array.from({ length: 250 }, (_, index) => `chat ${index}`),
    );
    const [ann = raise()] = await makeChats(test.db, 'telegram', ['ann']);
    await queue(
      test.db,
      chats.map((chatId) => ({ chatId, text: 'digest', urgency: 0 })),
    );
    await deliverTo([platform], { rates: { telegram: { perSecond: 100, perChatPerSecond: 1 } } });
    await vi.waitFor(() => expect(platform.attempts.length).toBeGreaterThan(105), { timeout: 5_000 });
    const asked = performance.now();
    await queue(test.db, [{ chatId: ann, text: 'answer', urgency: 1 }]);
    await vi.waitFor(() => expect(texts(platform.arrived)).toContain('answer'), { timeout: 5_000 });
    const answer = platform.attempts.find(({ text }) => text === 'answer');
    expect((answer?.at ?? Infinity) - asked).toBeLessThan(300);
    await everythingDone();
    const moments = platform.attempts.map(({ at }) => at);
    const windows = moments.slice(100).map((later, index) => later - (moments[index] ?? 0));
    expect(Math.min(...windows)).toBeGreaterThanOrEqual(1_000);
  });
});
