import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect, databaseUrl } from '../../src/db/connect.ts';
import { isAlive } from '../../src/db/embedded-folder.ts';
import { holdServer } from '../../src/db/embedded-server.ts';
import { migrate } from '../../src/db/migrate.ts';
import { temporaryPlace } from './temporary.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the run's server, and the name of a migrated database to copy. */
    databaseServer: { url: string; template: string };
  }
}

const NAME = 'hai-chieu-test-';
const TEMPLATE = 'migrated';

/** One PostgreSQL for the whole run, with a migrated database that each test copies. It dies with this process, however that ends. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const place = await temporaryPlace();
  await removeAbandoned(place);
  const folder = await mkdtemp(join(place, NAME));
  await writeFile(join(folder, 'owner'), String(process.pid));
  const server = await holdServer(join(folder, 'postgres'), {
    initOptions: ['--no-sync'],
    settings: [
      'fsync=off',
      'full_page_writes=off',
      'max_connections=400',
      'shared_buffers=64MB',
      'max_wal_size=128MB',
    ],
    // The signal of a dead parent is a matter of Linux; elsewhere a killed run leaves its server to the next one.
    launcher: process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'INT', '--'] : [],
  });
  const { db, client } = connect(server.url);
  await db.execute(`create database ${TEMPLATE}`);
  await client.end();
  await migrate(databaseUrl(server.url, TEMPLATE));
  project.provide('databaseServer', { url: server.url, template: TEMPLATE });
  return async () => {
    await server.leave();
    await rm(folder, { recursive: true, force: true });
  };
}

/** Folders of runs that were killed. */
async function removeAbandoned(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (!name.startsWith(NAME)) continue;
    const folder = join(place, name);
    const owner = readOwner(folder);
    if (owner !== undefined && !isAlive(owner)) await rm(folder, { recursive: true, force: true });
  }
}

function readOwner(folder: string): number | undefined {
  try {
    return Number(readFileSync(join(folder, 'owner'), 'utf8'));
  } catch {
    return undefined;
  }
}
