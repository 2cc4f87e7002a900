import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Connection } from '../../src/db/connect.ts';
import { transactEndingWith } from '../../src/db/last-statement.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url, { max: 1 });
  await connection.db.execute(sql`create table kept (n integer primary key)`);
});
afterAll(async () => {
  await connection.client.end({ timeout: 5 });
  await database.close();
});

const keep = (n: number): SQL => sql`insert into kept values (${n})`;
const kept = () =>
  connection.db.transaction(async (tx) =>
    (await tx.execute<{ n: number }>(sql`select n from kept order by n`)).map(({ n }) => n),
  );

describe('a transaction whose last statement goes out with COMMIT', () => {
  it('keeps what both wrote', async () => {
    await transactEndingWith(connection.db, async (tx) => {
      await tx.execute(keep(1));
      return async () => tx.execute(keep(2));
    });
    expect(await kept()).toEqual([1, 2]);
  });

  it('keeps nothing if that statement fails, tells the caller, and leaves the connection well', async () => {
    const failing = transactEndingWith(connection.db, async (tx) => {
      await tx.execute(keep(3));
      return async () => tx.execute(keep(1));
    });
    await expect(failing).rejects.toBeInstanceOf(Error);
    expect(await kept()).toEqual([1, 2]);
  });

  it('keeps nothing if what went before fails', async () => {
    const failing = transactEndingWith(connection.db, async (tx) => {
      await tx.execute(keep(4));
      throw new Error('decided otherwise');
    });
    await expect(failing).rejects.toThrow('decided otherwise');
    expect(await kept()).toEqual([1, 2]);
  });

  it('fails for its caller when the server ends the connection meanwhile', async () => {
    const ended = transactEndingWith(connection.db, async (tx) => {
      await tx.execute(keep(5));
      return async () => tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
    });
    await expect(ended).rejects.toBeInstanceOf(Error);
    // The driver tells the server's last words once more to who uses the connection next.
    expect(await kept().catch(() => kept())).toEqual([1, 2]);
  });

  it('may end with nothing more', async () => {
    await transactEndingWith(connection.db, async (tx) => {
      await tx.execute(keep(6));
      return undefined;
    });
    expect(await kept()).toEqual([1, 2, 6]);
  });
});
