import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect, type Connection } from '../../src/db/connect.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startFaultyBotApi, type FaultyBotApi } from '../support/faulty-bot-api.ts';
import { makeChats, outbox, queue } from '../support/outbox.ts';
import { beginService } from '../support/service.ts';
import { waitFor } from '../support/wait-for.ts';

let database: TestDatabase;
let platform: FaultyBotApi;
let other: Connection;
beforeEach(async () => {
  [database, platform] = await Promise.all([createTestDatabase(), startFaultyBotApi()]);
  other = connect(database.url, { max: 1 });
});
afterEach(async () => {
  await other.client.end({ timeout: 0 });
  await Promise.all([platform.close(), database.close()]);
});

const settings = () => ({
  DATABASE_URL: database.url,
  TELEGRAM_BOT_TOKEN: platform.token,
  TELEGRAM_API_ROOT: platform.apiRoot,
  TELEGRAM_MODE: 'polling',
});

it('a service whose database answers nothing any more is gone about 10 s after it was asked to stop, and the next goes on', async () => {
  const starting = beginService(settings());
  await starting.up;
  const [chatId] = await makeChats(database.db, 'telegram', ['1001']);
  if (chatId === undefined) throw new Error('there is no such chat');
  // All that it asks waits behind these locks: neither a poll, a message nor a lease comes to its end.
  const [locked, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding = other.db.transaction(async (tx) => {
    await tx.execute(
      sql`lock table lease, delivery, chat, inbound_update, attachment in access exclusive mode`,
    );
    locked.resolve();
    await release.promise;
  });
  await locked.promise;
  platform.push({ update_id: 1 });
  const asked = performance.now();
  await starting.kill('SIGTERM');
  const tookMs = performance.now() - asked;
  // By force, that is: nothing came to its end by itself.
  expect(tookMs).toBeGreaterThan(9_700);
  expect(tookMs).toBeLessThan(10_300);
  release.resolve();
  await holding;

  await queue(database.db, [{ chatId, text: 'a' }]);
  const next = await beginService(settings()).up;
  await waitFor(async () => (await outbox(database.db)).every((line) => line.endsWith(' sent')), 20_000);
  await next.kill('SIGTERM');
}, 60_000);
