import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { correlationOf } from '../../src/delivery/correlation.ts';
import { createDeliverer, type Deliverer } from '../../src/delivery/deliver.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { notedLog } from '../support/noted-log.ts';
import { makeChats, outbox, queue } from '../support/outbox.ts';
import { scriptedChannel } from '../support/scripted-channel.ts';

let test: TestDatabase;
let deliverer: Deliverer;

beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(async () => {
  await deliverer.stop();
  await test.close();
});

/** Sends one message to each of so many chats, all of which the platform rejects, and returns the lines of errors. */
async function rejectAll(count: number) {
  const phone = scriptedChannel('demo');
  const names = Array.from({ length: count }, (_, index) => `chat ${index}`);
  const chats = await makeChats(test.db, 'demo', names);
  chats.forEach((chatId, index) =>
    phone.answer(`${chatId}`, () => ({ kind: 'rejected', reason: `400 can't parse at byte ${index}` })),
  );
  await queue(
    test.db,
    chats.map((chatId) => ({ chatId, text: `${chatId}` })),
  );
  await test.db.execute(sql`update delivery set dedup_key = 'reply telegram u:' || id || ' 0 (2)'`);
  const { log, lines } = notedLog();
  deliverer = createDeliverer({ db: test.db, listen: test.listen, channels: [phone], rates: {}, log });
  await deliverer.start();
  await vi.waitFor(async () =>
    expect(await outbox(test.db)).toEqual(chats.map((chatId) => `${chatId} rejected`)),
  );
  expect(phone.attempts).toHaveLength(count);
  return lines.filter(({ level }) => level === 'error');
}

describe('messages that the platform rejects', () => {
  it('are set aside, none is tried again, and the operator reads of the fault once', async () => {
    const lines = await rejectAll(12);
    expect(lines.map(({ event }) => event)).toEqual(['A message ended as rejected']);
  });

  it('are known by the update that they answer', async () => {
    const [line] = await rejectAll(1);
    expect(line?.facts).toMatchObject({ channel: 'demo', correlation: 'telegram u:1' });
  });
});

describe('a correlation', () => {
  it('is the update’s for each part of each answer, and the decision’s own key for all else', () => {
    expect(correlationOf('reply telegram u:7 0')).toBe('telegram u:7');
    expect(correlationOf('reply telegram u:7 1 (3)')).toBe('telegram u:7');
    expect(correlationOf('notice 4 9')).toBe('notice 4 9');
  });
});
