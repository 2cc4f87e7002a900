import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Connection, type Transaction } from '../../src/db/connect.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await createTestDatabase();
  // One connection, so that the next transaction meets the one that was lost.
  connection = connect(database.url, { max: 1 });
});
afterAll(async () => {
  await connection.client.end({ timeout: 5 });
  await database.close();
});

const numberOf = async (tx: Transaction) => (await tx.execute<{ n: number }>(sql`select 1 as n`))[0]?.n;
const askAgain = () => connection.db.transaction(numberOf);

/** The driver tells the server's last words once more to who uses the connection next, and is well again after that. */
async function expectRecovery(): Promise<void> {
  expect(await askAgain().catch(() => askAgain())).toBe(1);
}

/** An error that nothing catches would fail the file: that is what this is about. */
describe('a transaction whose connection the server ends', () => {
  it('fails for its caller, and the connection recovers', async () => {
    const ended = connection.db.transaction((tx) =>
      tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`),
    );
    await expect(ended).rejects.toBeInstanceOf(Error);
    await expectRecovery();
  });

  it('fails also while it asks nothing, and is refused what it asks afterwards', async () => {
    const { promise: gone, resolve: isGone } = Promise.withResolvers<unknown>();
    let later: unknown;
    const ended = connection.db.transaction(async (tx) => {
      const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await database.db.execute(sql`select pg_terminate_backend(${row?.pid}::integer)`);
      await gone;
      later = await numberOf(tx).catch((error: unknown) => error);
    });
    await ended.catch(isGone);
    await expect(ended).rejects.toBeInstanceOf(Error);
    await expectRecovery();
    expect(later).toBeInstanceOf(Error);
  });

  it('fails within a savepoint too', async () => {
    const ended = connection.db.transaction((tx) =>
      tx.transaction((inner) => inner.execute(sql`select pg_terminate_backend(pg_backend_pid())`)),
    );
    await expect(ended).rejects.toBeInstanceOf(Error);
    await expectRecovery();
  });
});

describe('a transaction that fails by itself', () => {
  it('is rolled back, with its own error, and a savepoint to where it began', async () => {
    await connection.db.execute(sql`create table tried (n integer)`);
    const own = new Error('of the work');
    const failed = connection.db.transaction(async (tx) => {
      await tx.execute(sql`insert into tried values (1)`);
      throw own;
    });
    await expect(failed).rejects.toBe(own);
    await connection.db.transaction(async (tx) => {
      await tx.execute(sql`insert into tried values (2)`);
      await tx
        .transaction(async (inner) => {
          await inner.execute(sql`insert into tried values (3)`);
          throw own;
        })
        .catch(() => {});
    });
    expect(await database.db.execute(sql`select n from tried`)).toEqual([{ n: 2 }]);
  });
});
