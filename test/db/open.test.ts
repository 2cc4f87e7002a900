import { once } from 'node:events';
import { createServer } from 'node:net';
import { sql } from 'drizzle-orm';
import { inject, describe, expect, it } from 'vitest';
import { connect, databaseUrl } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openDatabase } from '../../src/db/open.ts';
import { createTestDatabase } from '../support/database.ts';

const silent = () => {};
const open = (url: string) => openDatabase({ databaseUrl: url, dataDir: '/nonexistent' }, silent);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 1;
}

describe('a database given by DATABASE_URL', () => {
  it('is migrated, described without a password, and hears notices', async () => {
    const test = await createTestDatabase();
    const database = await open(test.url);
    expect(database.describe).toMatch(/^PostgreSQL 18\.\d+, at \/.*\/test_\w+$/);
    const heard = Promise.withResolvers<string>();
    await database.listen('delivery', heard.resolve);
    await database.db.execute(sql`select pg_notify('delivery', 'now')`);
    expect(await heard.promise).toBe('now');
    await database.close();
    await test.close();
  });

  it('may be written with the socket folder as a parameter', async () => {
    const test = await createTestDatabase();
    const { pathname, hostname } = new URL(test.url);
    const { db, client } = connect(`postgres:///${pathname.slice(1)}?host=${hostname}&user=postgres`);
    expect(await db.execute(sql`select current_setting('TimeZone') as zone`)).toEqual([{ zone: 'UTC' }]);
    await client.end();
    await test.close();
  });

  it('that does not answer is refused in one line, without its password', async () => {
    const port = await freePort();
    const error: unknown = await open(`postgres://ann:secret@127.0.0.1:${port}/reports`).catch(
      (reason: unknown) => reason,
    );
    expect(String(error)).toBe(
      `Refused: DATABASE_URL: cannot use the database at 127.0.0.1:${port}/reports (connect ECONNREFUSED 127.0.0.1:${port})`,
    );
  });

  it('whose server ends each connection at once is refused in one line, and not asked for ever', async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 1;
    const config = { databaseUrl: `postgres://ann@127.0.0.1:${port}/reports`, dataDir: '/nonexistent' };
    await expect(openDatabase(config, silent, 200)).rejects.toThrow(/\/reports \(.+\)$/);
    server.close();
  });

  it('that may not be written to is refused in one line', async () => {
    const test = await createTestDatabase();
    const readOnly = new URL(test.url);
    readOnly.searchParams.set('options', '-c default_transaction_read_only=on');
    await expect(open(readOnly.href)).rejects.toThrow(
      /^DATABASE_URL: cannot bring the database .* up to date \(.*read-only transaction\)$/,
    );
    await test.close();
  });

  it('that does not exist is refused in one line', async () => {
    const url = databaseUrl(inject('databaseServer').url, 'no_such_one');
    await expect(open(url)).rejects.toThrow(
      /cannot use the database .* \(database "no_such_one" does not exist\)$/,
    );
  });
});

describe('migrating', () => {
  it('succeeds for several processes at once on an empty database', async () => {
    const server = inject('databaseServer');
    const { client } = connect(server.url, { max: 1 });
    await client`drop database if exists empty_one`;
    await client`create database empty_one`;
    const url = databaseUrl(server.url, 'empty_one');
    await Promise.all([migrate(url), migrate(url), migrate(url), migrate(url)]);
    const { db, client: there } = connect(url);
    const [row] = await db.execute<{ times: number }>(
      sql`select max(times)::int as times from (select count(*) as times from drizzle.__drizzle_migrations group by name) as each`,
    );
    expect(row).toEqual({ times: 1 });
    await there.end();
    await client`drop database empty_one`;
    await client.end();
  });
});

describe('values of the database', () => {
  it('too great for a number are not rounded in silence', async () => {
    const test = await createTestDatabase();
    expect(await test.db.execute(sql`select 9007199254740991::bigint as n`)).toEqual([
      { n: 9007199254740991 },
    ]);
    await expect(test.db.execute(sql`select 9007199254740993::bigint as n`)).rejects.toThrow('Failed query');
    expect(await test.db.execute(sql`select 1::bigint as n`)).toEqual([{ n: 1 }]);
    await test.close();
  });
});
