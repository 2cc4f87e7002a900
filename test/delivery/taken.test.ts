import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SendingChannel } from '../../src/channels/channel.ts';
import type { ChatId } from '../../src/core/ids.ts';
import type { Channel } from '../../src/core/messages.ts';
import { transactEndingWith } from '../../src/db/last-statement.ts';
import type { Written } from '../../src/db/queries/outbox.ts';
import { createDeliverer, type Deliverer, type DelivererParts } from '../../src/delivery/deliver.ts';
import { answeringBeside } from '../../src/delivery/enqueue-answers.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { notedLog } from '../support/noted-log.ts';
import { makeChats, queue } from '../support/outbox.ts';
import { ZONE } from '../support/office.ts';
import { scriptedChannel } from '../support/scripted-channel.ts';
import { waitFor } from '../support/wait-for.ts';

let test: TestDatabase;
let deliverers: Deliverer[];
beforeEach(async () => {
  test = await createTestDatabase();
  deliverers = [];
});
afterEach(async () => {
  await Promise.all(deliverers.map((deliverer) => deliverer.stop()));
  await test.close();
});

const hearNothing = async () => {};

async function deliverTo(channel: SendingChannel, more: Partial<DelivererParts> = {}): Promise<Deliverer> {
  const { db } = test;
  const { log } = notedLog();
  const deliverer = createDeliverer({
    db,
    listen: hearNothing,
    channels: [channel],
    rates: {},
    log,
    ...more,
  });
  deliverers.push(deliverer);
  await deliverer.start();
  return deliverer;
}

let keys = 0;

/** Writes answers as the inbox does; gives what is to be done after the commit. */
async function decide(
  sender: Deliverer,
  channel: Channel,
  answers: readonly (readonly [chat: ChatId, name: string])[],
): Promise<{ send(): void }> {
  const answering = answeringBeside(
    [],
    answers.map(([chat, externalId]) => ({
      chat,
      channel,
      externalId,
      dedupKey: `test ${(keys += 1)}`,
      reply: { kind: 'failed', offers: [] },
      urgency: 'answer',
    })),
    { at: Temporal.Now.instant(), zone: ZONE },
    sender,
  );
  const rows = await transactEndingWith(
    test.db,
    async (tx) => async () => tx.execute<Written>(answering.statement),
  );
  return { send: () => answering.send(rows ?? []) };
}

async function states(): Promise<readonly string[]> {
  const rows = await test.db.execute<{ state: string }>(
    sql`select concat(state, ' ', attempts) as state from delivery order by id`,
  );
  return rows.map(({ state }) => state);
}

const isDone = () => waitFor(async () => (await states()).every((state) => state.startsWith('sent')));

async function makeChat(channel: Channel, name: string): Promise<ChatId> {
  const [chat] = await makeChats(test.db, channel, [name]);
  if (chat === undefined) throw new Error('there is no such chat');
  return chat;
}

describe('an answer that is written while its sender has a place for it', () => {
  it('is taken with its writing and goes out after the commit, once', async () => {
    const phone = scriptedChannel('telegram');
    const deliverer = await deliverTo(phone);
    const [ann, bob] = [await makeChat('telegram', 'ann'), await makeChat('telegram', 'bob')];
    const decided = await decide(deliverer, 'telegram', [
      [ann, 'ann'],
      [bob, 'bob'],
    ]);
    expect(await states()).toEqual(['sending 1', 'sending 1']);
    expect(phone.attempts).toEqual([]);
    decided.send();
    await isDone();
    expect(phone.attempts.map(({ externalId }) => externalId)).toEqual(['ann', 'bob']);
    expect(await states()).toEqual(['sent 1', 'sent 1']);
  });

  it('goes before the second of its chat, which is claimed', async () => {
    const phone = scriptedChannel('telegram', 5);
    const deliverer = await deliverTo(phone);
    const ann = await makeChat('telegram', 'ann');
    const decided = await decide(deliverer, 'telegram', [
      [ann, 'ann'],
      [ann, 'ann'],
    ]);
    expect(await states()).toEqual(['sending 1', 'waiting 0']);
    decided.send();
    await isDone();
    expect(phone.arrived).toHaveLength(2);
    expect(phone.most.inOneChat).toBe(1);
  });

  it('waits behind what its chat waits for', async () => {
    const phone = scriptedChannel('telegram', 5);
    const ann = await makeChat('telegram', 'ann');
    await queue(test.db, [{ chatId: ann, text: 'before' }]);
    phone.answer('before', () => ({
      kind: 'retry',
      notBefore: Temporal.Now.instant().add({ milliseconds: 300 }),
      reason: 'later',
    }));
    const deliverer = await deliverTo(phone);
    const decided = await decide(deliverer, 'telegram', [[ann, 'ann']]);
    expect((await states())[1]).toBe('waiting 0');
    decided.send();
    await isDone();
    expect(phone.arrived[0]?.text).toBe('before');
    expect(phone.arrived).toHaveLength(2);
  });

  it('goes out soon when its process dies between the commit and the sending', async () => {
    const dead = await deliverTo(scriptedChannel('telegram'), { leaseSeconds: 1 });
    const ann = await makeChat('telegram', 'ann');
    await decide(dead, 'telegram', [[ann, 'ann']]);
    await dead.stop();
    const phone = scriptedChannel('telegram');
    await deliverTo(phone);
    await isDone();
    expect(phone.arrived).toHaveLength(1);
  });

  it('is given back by a sender that stopped before the commit, for the next one to send at once', async () => {
    const stopped = await deliverTo(scriptedChannel('telegram'), { leaseSeconds: 60 });
    const ann = await makeChat('telegram', 'ann');
    const decided = await decide(stopped, 'telegram', [[ann, 'ann']]);
    await stopped.stop();
    decided.send();
    await waitFor(async () => (await states())[0] === 'waiting 0');
    const phone = scriptedChannel('telegram');
    await deliverTo(phone);
    await isDone();
    expect(await states()).toEqual(['sent 1']);
  });
});

it('an answer that comes too soon after another of its chat is taken, and waits as long as the platform wants', async () => {
  const phone = scriptedChannel('telegram');
  const deliverer = await deliverTo(phone, { rates: { telegram: { perSecond: 30, perChatPerSecond: 2 } } });
  const ann = await makeChat('telegram', 'ann');
  const first = await decide(deliverer, 'telegram', [[ann, 'ann']]);
  first.send();
  await isDone();
  const second = await decide(deliverer, 'telegram', [[ann, 'ann']]);
  expect(await states()).toEqual(['sent 1', 'sending 1']);
  second.send();
  await isDone();
  const [before = 0, after = 0] = phone.arrived.map(({ at }) => at);
  expect(after - before).toBeGreaterThan(490);
});

it('an answer that waits for its turn is given back when another process becomes the one that sends', async () => {
  const phone = scriptedChannel('telegram');
  let isHeld = true;
  const lease = { asked: Promise.resolve(), isHeld: () => isHeld, end: async () => {} };
  const deliverer = await deliverTo(phone, {
    rates: { telegram: { perSecond: 30, perChatPerSecond: 2 } },
    turns: { telegram: () => lease },
  });
  const ann = await makeChat('telegram', 'ann');
  (await decide(deliverer, 'telegram', [[ann, 'ann']])).send();
  await isDone();
  (await decide(deliverer, 'telegram', [[ann, 'ann']])).send();
  isHeld = false;
  await waitFor(async () => (await states())[1] === 'waiting 0');
  expect(phone.attempts).toHaveLength(1);
});

describe('an answer is left to be claimed', () => {
  it('where a message that was taken and not sent could not be sent again', async () => {
    const phone = scriptedChannel('zalo-bot');
    const deliverer = await deliverTo(phone);
    const ann = await makeChat('zalo-bot', 'ann');
    const decided = await decide(deliverer, 'zalo-bot', [[ann, 'ann']]);
    expect(await states()).toEqual(['waiting 0']);
    decided.send();
    await isDone();
  });

  it('beyond what the account may send now', async () => {
    const phone = scriptedChannel('telegram');
    const deliverer = await deliverTo(phone, { rates: { telegram: { perSecond: 3, perChatPerSecond: 2 } } });
    const chats = ['a', 'b', 'c', 'd', 'e'];
    const ids = await makeChats(test.db, 'telegram', chats);
    const all = await decide(
      deliverer,
      'telegram',
      ids.map((id, index) => [id, chats[index] ?? '']),
    );
    expect(await states()).toEqual([...Array(3).fill('sending 1'), ...Array(2).fill('waiting 0')]);
    all.send();
    await isDone();
    const moments = phone.arrived.map(({ at }) => at);
    expect((moments[3] ?? 0) - (moments[0] ?? 0)).toBeGreaterThan(980);
    expect(phone.attempts).toHaveLength(5);
  });
});
