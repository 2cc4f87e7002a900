import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect, type Connection } from '../../src/db/connect.ts';
import { createReadiness } from '../../src/db/readiness.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let connection: Connection;
beforeEach(async () => {
  database = await createTestDatabase();
  // One connection, so that what is set for the session holds for every question.
  connection = connect(database.url, { max: 1 });
});
afterEach(async () => {
  await connection.client.end();
  await database.close();
});

it('a database that answers and takes nothing is taken for ready until something could not be stored', async () => {
  const { db } = connection;
  const readiness = createReadiness(db);
  await db.execute(sql`set default_transaction_read_only = on`);
  await readiness.ask();
  readiness.doubt();
  await expect(readiness.ask()).rejects.toMatchObject({ cause: { code: '25006' } });
  await expect(readiness.ask()).rejects.toMatchObject({ cause: { code: '25006' } });
  await db.execute(sql`set default_transaction_read_only = off`);
  await readiness.ask();
  await db.execute(sql`set default_transaction_read_only = on`);
  await readiness.ask();
});
