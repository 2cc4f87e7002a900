import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { connect, databaseUrl, type Database } from '../../src/db/connect.ts';

export type TestDatabase = {
  readonly db: Database;
  /** Fit for DATABASE_URL of a process that the test starts. */
  readonly url: string;
  readonly listen: (channel: string, hear: (payload: string) => void) => Promise<void>;
  /** Drops the database. */
  close(): Promise<void>;
};

/** A fresh migrated database of its own for a test or a file of tests, copied in some 40 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('databaseServer');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server.url, `create database ${name} template ${server.template}`);
  const url = databaseUrl(server.url, name);
  const { db, client } = connect(url);
  return {
    db,
    url,
    async listen(channel, hear) {
      await client.listen(channel, hear);
    },
    async close() {
      await client.end({ timeout: 5 });
      await onServer(server.url, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const { client } = connect(url, { max: 1 });
  try {
    await client.unsafe(statement);
  } finally {
    await client.end();
  }
}
