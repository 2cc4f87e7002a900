import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { Refused } from '../core/errors.ts';
import { connect, databaseUrl } from './connect.ts';
import { codeOf } from './embedded-binaries.ts';
import { holdServer } from './embedded-server.ts';
import { openDatabase, type OpenDatabase } from './open.ts';

/**
 * An empty migrated database for the length of `run`, on the server that the service uses but never in its database; dropped
 * afterwards. Throws Refused where the role of DATABASE_URL may not make one.
 */
export async function withScratchDatabase<T>(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  say: (line: string) => void,
  run: (database: OpenDatabase) => Promise<T>,
): Promise<T> {
  const server =
    config.databaseUrl === undefined
      ? await holdServer(join(config.dataDir, 'postgres'), { say })
      : { url: config.databaseUrl, leave: async () => {} };
  const name = `scratch_${randomUUID().replaceAll('-', '')}`;
  const { client } = connect(server.url, { max: 1 });
  try {
    await client.unsafe(`create database ${name}`).catch((error: unknown) => {
      throw new Refused(
        `DATABASE_URL: không tạo được cơ sở dữ liệu tạm (${codeOf(error)}); cần quyền CREATEDB`,
      );
    });
    try {
      // Nothing of it outlives this process, so that no commit has to wait for the disk.
      await client.unsafe(`alter database ${name} set synchronous_commit = off`);
      const database = await openDatabase({ ...config, databaseUrl: databaseUrl(server.url, name) }, say);
      try {
        return await run(database);
      } finally {
        await database.close();
      }
    } finally {
      await client.unsafe(`drop database ${name} with (force)`);
    }
  } finally {
    await client.end();
    await server.leave();
  }
}
