import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatId } from '../../src/core/ids.ts';
import type { Channel } from '../../src/core/messages.ts';
import { createDeliverer, type Deliverer } from '../../src/delivery/deliver.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { notedLog } from '../support/noted-log.ts';
import { makeChats, outbox, queue, rewrite } from '../support/outbox.ts';
import { retryIn, scriptedChannel, sent, type ScriptedChannel } from '../support/scripted-channel.ts';

let test: TestDatabase;
let deliverers: Deliverer[];
let phone: ScriptedChannel;
let ann: ChatId;
let noted: ReturnType<typeof notedLog>;

beforeEach(async () => {
  test = await createTestDatabase();
  deliverers = [];
  noted = notedLog();
  [phone, ann] = await platform('demo');
});
afterEach(async () => {
  await Promise.all(deliverers.map((deliverer) => deliverer.stop()));
  await test.close();
});

async function platform(channel: Channel): Promise<[ScriptedChannel, ChatId]> {
  const [chat] = await makeChats(test.db, channel, ['ann']);
  if (chat === undefined) throw new Error('no chat');
  return [scriptedChannel(channel), chat];
}

async function deliver(): Promise<Deliverer> {
  const deliverer = createDeliverer({
    db: test.db,
    listen: test.listen,
    channels: [phone],
    rates: {},
    log: noted.log,
  });
  deliverers.push(deliverer);
  await deliverer.start();
  return deliverer;
}

async function everythingDone(): Promise<readonly string[]> {
  return vi.waitFor(
    async () => {
      const rows = await outbox(test.db);
      expect(rows.filter((row) => / (waiting|sending)$/.test(row))).toEqual([]);
      return rows;
    },
    { timeout: 10_000, interval: 20 },
  );
}

const say = (text: string) => queue(test.db, [{ chatId: ann, text }]);
const arrived = () =>
  phone.arrived.map(({ text, edits }) => (edits === undefined ? text : `${edits} → ${text}`));

describe('an edit', () => {
  it('goes out after the message that it rewrites, which it calls by the platform’s name', async () => {
    phone.answer('owed', () => sent('tg-7'));
    await say('owed');
    await rewrite(test.db, 'owed', 'received');
    await deliver();
    expect(await everythingDone()).toEqual(['owed sent', 'received sent']);
    expect(arrived()).toEqual(['owed', 'tg-7 → received']);
  });

  it('collapses with those that wait: only the last goes out, the others say that they were superseded', async () => {
    phone.answer('owed', () => sent('m'));
    await say('owed');
    await rewrite(test.db, 'owed', 'one of three received');
    await rewrite(test.db, 'owed', 'two of three received');
    await rewrite(test.db, 'owed', 'all received');
    await deliver();
    expect(await everythingDone()).toEqual([
      'owed sent',
      'one of three received superseded',
      'two of three received superseded',
      'all received sent',
    ]);
    expect(arrived()).toEqual(['owed', 'm → all received']);
  });

  it('lets every message of its chat go first, also one that comes later', async () => {
    phone.answer('owed', () => sent('m'));
    phone.answer('receipt', () => retryIn(300));
    await say('owed');
    await rewrite(test.db, 'owed', 'received');
    await say('receipt');
    await deliver();
    await everythingDone();
    expect(arrived()).toEqual(['owed', 'receipt', 'm → received']);
    expect(phone.most.inOneChat).toBe(1);
  });

  it('holds no message up while the platform puts it off', async () => {
    await say('owed');
    await rewrite(test.db, 'owed', 'received');
    phone.answer('received', () => retryIn(60_000));
    const deliverer = await deliver();
    await vi.waitFor(() => expect(phone.attempts).toHaveLength(2));
    await say('receipt');
    await deliverer.settle(Temporal.Now.instant());
    expect(await outbox(test.db)).toEqual(['owed sent', 'received waiting', 'receipt sent']);
  });

  it('is repeated after trouble as a message is, unless a later one took its place meanwhile', async () => {
    const trouble = Promise.withResolvers<ReturnType<typeof retryIn>>();
    phone.answer('owed', () => sent('m'));
    phone.answer('one received', () => trouble.promise);
    phone.answer('all received', () => retryIn(50));
    await say('owed');
    await rewrite(test.db, 'owed', 'one received');
    await deliver();
    await vi.waitFor(() => expect(phone.attempts).toHaveLength(2));
    await rewrite(test.db, 'owed', 'all received');
    trouble.resolve(retryIn(50));
    expect(await everythingDone()).toEqual(['owed sent', 'one received superseded', 'all received sent']);
    expect(phone.attempts.map(({ text }) => text)).toEqual([
      'owed',
      'one received',
      'all received',
      'all received',
    ]);
  });

  it('goes out when the process that had taken it was killed', async () => {
    phone.answer('owed', () => sent('m'));
    await say('owed');
    await rewrite(test.db, 'owed', 'received');
    await test.db.execute(sql`
      update delivery set state = 'sending', leased_until = now() + interval '1 second' where edits is not null`);
    await deliver();
    expect(await everythingDone()).toEqual(['owed sent', 'received sent']);
    expect(arrived()).toEqual(['owed', 'm → received']);
  });

  it('of a message that was deleted or is too old is given up without an alarm', async () => {
    phone.answer('received', () => ({ kind: 'gone', reason: 'message to edit not found' }));
    await say('owed');
    await rewrite(test.db, 'owed', 'received');
    await deliver();
    expect(await everythingDone()).toEqual(['owed sent', 'received gone']);
    expect(noted.lines.filter(({ level }) => level !== 'debug')).toMatchObject([{ level: 'info' }]);
  });

  it('of a message that never arrived is given up without asking the platform', async () => {
    phone.answer('owed', () => ({ kind: 'rejected', reason: 'bad' }));
    await say('owed');
    await rewrite(test.db, 'owed', 'received');
    await deliver();
    expect(await everythingDone()).toEqual(['owed rejected', 'received gone']);
    expect(phone.attempts).toHaveLength(1);
  });

  it('is not written where the channel rewrites nothing, nor if the message reads so already', async () => {
    await say('owed');
    await rewrite(test.db, 'owed', 'owed');
    [phone, ann] = await platform('zalo-bot');
    await say('owed on Zalo');
    await rewrite(test.db, 'owed on Zalo', 'received');
    expect(await outbox(test.db)).toEqual(['owed waiting', 'owed on Zalo waiting']);
  });

  it('that was decided before is written once, and going back to the first words is a change too', async () => {
    await say('owed');
    await rewrite(test.db, 'owed', 'received');
    await rewrite(test.db, 'owed', 'received');
    await rewrite(test.db, 'owed', 'owed');
    expect(await outbox(test.db)).toEqual(['owed waiting', 'received superseded', 'owed waiting']);
  });
});

it('edits of two messages go out in the order in which they were decided', async () => {
  phone.answer('first', () => sent('1'));
  phone.answer('second', () => sent('2'));
  await say('first');
  await say('second');
  await rewrite(test.db, 'second', 'second done');
  await rewrite(test.db, 'first', 'first done');
  await deliver();
  await everythingDone();
  expect(arrived()).toEqual(['first', 'second', '2 → second done', '1 → first done']);
});
