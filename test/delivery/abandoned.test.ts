import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { returnAbandoned } from '../../src/db/queries/deliveries.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeChats, queue } from '../support/outbox.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

it('what a dead sender held is sent again where that harms nothing, and marked on Zalo', async () => {
  const chats = [
    ...(await makeChats(test.db, 'telegram', ['ann'])),
    ...(await makeChats(test.db, 'zalo-bot', ['ann'])),
  ];
  await queue(
    test.db,
    chats.map((chatId) => ({ chatId, text: 'a' })),
  );
  await test.db.execute(
    sql`update delivery set state = 'sending', leased_until = now() - interval '1 second'`,
  );
  await returnAbandoned(test.db);
  expect(await test.db.execute(sql`select state, error from delivery order by id`)).toMatchObject([
    { state: 'waiting', error: null },
    { state: 'unknown', error: 'its sender ended' },
  ]);
});
