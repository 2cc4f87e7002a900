import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatId } from '../../src/core/ids.ts';
import { loadHealth } from '../../src/db/queries/doctor.ts';
import { createDeliverer, type Deliverer } from '../../src/delivery/deliver.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { notedLog } from '../support/noted-log.ts';
import { makeChats, outbox, queue } from '../support/outbox.ts';
import { scriptedChannel, type ScriptedChannel } from '../support/scripted-channel.ts';
import { waitFor } from '../support/wait-for.ts';

let test: TestDatabase;
let deliverer: Deliverer;
let phone: ScriptedChannel;
let an: ChatId;
let binh: ChatId;
/** What the machine's clock shows beside the real time. */
let shift: Temporal.Duration;
const now = () => Temporal.Now.instant().add(shift);

beforeEach(async () => {
  test = await createTestDatabase();
  shift = new Temporal.Duration();
  phone = scriptedChannel('zalo-oa');
  const [first, second] = await makeChats(test.db, 'zalo-oa', ['an', 'binh']);
  if (first === undefined || second === undefined) throw new Error('no chat');
  [an, binh] = [first, second];
  phone.answer('nhắc', () => ({
    kind: 'retry',
    notBefore: now().add({ hours: 20 }),
    reason: '-211',
    putsOff: true,
  }));
  deliverer = createDeliverer({
    db: test.db,
    listen: test.listen,
    channels: [phone],
    rates: { 'zalo-oa': { perSecond: 60, perChatPerSecond: 20 } },
    log: notedLog().log,
    now,
  });
  await deliverer.start();
  await queue(test.db, [{ chatId: an, text: 'nhắc', urgency: 0 }]);
  await waitFor(async () => phone.attempts.length === 1 && (await outbox(test.db))[0] === 'nhắc waiting');
});
afterEach(async () => {
  await deliverer.stop();
  await test.close();
});

const arrived = () => phone.arrived.map(({ text }) => text);

describe('a message that Zalo puts off to the next day', () => {
  it('lets the answers of its chat and all of other chats go, and is not asked for before', async () => {
    await queue(test.db, [
      { chatId: an, text: 'tổng hợp', urgency: 0 },
      { chatId: an, text: 'biên nhận', urgency: 1 },
      { chatId: binh, text: 'nhắc Bình', urgency: 0 },
    ]);
    await waitFor(() => arrived().length === 2);
    shift = Temporal.Duration.from({ hours: 19 });
    deliverer.wake();
    await deliverer.settle(now());
    expect(arrived().toSorted()).toEqual(['biên nhận', 'nhắc Bình']);
    shift = Temporal.Duration.from({ hours: 21 });
    deliverer.wake();
    await waitFor(() => arrived().length === 4);
    expect(arrived().slice(2)).toEqual(['nhắc', 'tổng hợp']);
    expect(phone.attempts).toHaveLength(5);
  });

  it('is no fault of the queue', async () => {
    await test.db.execute(sql`update delivery set queued_at = now() - interval '3 hours'`);
    expect(await loadHealth(test.db)).toMatchObject({
      waitingMessages: 1,
      overdueMessages: 0,
      oldestWaitingSeconds: null,
    });
  });
});
