import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { returnAbandoned } from '../../src/db/queries/deliveries.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeChats, queue } from '../support/outbox.ts';
import { waitFor } from '../support/wait-for.ts';

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
  // Right after the database's start nobody is given up.
  await waitFor(async () => {
    await returnAbandoned(test.db);
    const [row] = await test.db.execute<{ held: boolean }>(
      sql`select exists (select from delivery where state = 'sending') as held`,
    );
    return row?.held === false;
  });
  expect(await test.db.execute(sql`select state, error from delivery order by id`)).toMatchObject([
    { state: 'waiting', error: null },
    { state: 'unknown', error: 'its sender ended' },
  ]);
});
