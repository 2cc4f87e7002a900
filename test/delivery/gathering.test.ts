import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../src/db/connect.ts';
import { createDeliverer, type Deliverer } from '../../src/delivery/deliver.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { notedLog } from '../support/noted-log.ts';
import { makeChats, outbox, queue } from '../support/outbox.ts';
import { scriptedChannel } from '../support/scripted-channel.ts';
import { waitFor } from '../support/wait-for.ts';

let test: TestDatabase;
let deliverer: Deliverer;
beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(async () => {
  await deliverer.stop();
  await test.close();
});

/** The database, and how many statements outside of transactions it was given: claims, ends of attempts, looks. */
function counted(db: Database): { readonly db: Database; readonly statements: () => number } {
  let statements = 0;
  const counting = new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        if (name === 'execute') statements += 1;
        return Reflect.apply(value, target, args);
      };
    },
  });
  return { db: counting, statements: () => statements };
}

it('messages that end at nearly the same time are claimed together and written down together', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `${index}`);
  const chats = await makeChats(test.db, 'demo', names);
  await queue(
    test.db,
    chats.map((chatId) => ({ chatId, text: 'a' })),
  );
  const { db, statements } = counted(test.db);
  const phone = scriptedChannel('demo', 5);
  deliverer = createDeliverer({
    db,
    listen: test.listen,
    channels: [phone],
    rates: {},
    log: notedLog().log,
  });
  await deliverer.start();
  await waitFor(async () => (await outbox(test.db)).every((line) => line.endsWith(' sent')));
  expect(phone.arrived).toHaveLength(60);
  // One claim that takes all, and few looks and writings after it: far from one a message.
  expect(statements()).toBeLessThan(12);
});
