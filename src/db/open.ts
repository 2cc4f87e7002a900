import { relative, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Config } from '../config.ts';
import { Refused } from '../core/errors.ts';
import { connect, type Database } from './connect.ts';
import { codeOf } from './embedded-binaries.ts';
import { holdServer } from './embedded-server.ts';
import { migrate } from './migrate.ts';

export type OpenDatabase = {
  readonly db: Database;
  /** For the operator: version and place, never a password. */
  readonly describe: string;
  /** Hears NOTIFY on a connection of its own that comes back after a failure; what was said meanwhile is lost. */
  readonly listen: (channel: string, hear: (payload: string) => void) => Promise<void>;
  /** Ends all connections; the last user of the embedded server stops it. */
  close(): Promise<void>;
};

/** A server that takes connections and says nothing, or ends each at once, would be asked for ever. */
const ANSWERS_WITHIN_MILLISECONDS = 15_000;

/**
 * The database of DATABASE_URL, else the embedded one under DATA_DIR, started if need be; migrated. `say` hears of what takes
 * time. Throws Refused with one line when it cannot be had.
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  say: (line: string) => void,
  answersWithin = ANSWERS_WITHIN_MILLISECONDS,
): Promise<OpenDatabase> {
  const { databaseUrl } = config;
  if (databaseUrl !== undefined) {
    return openAt(databaseUrl, placeOf(databaseUrl), answersWithin, async () => {});
  }
  const folder = join(config.dataDir, 'postgres');
  const server = await holdServer(folder, { say });
  try {
    return await openAt(server.url, `embedded in ${shortest(folder)}`, answersWithin, () => server.leave());
  } catch (error) {
    await server.leave();
    throw error;
  }
}

function shortest(folder: string): string {
  const fromHere = relative('', folder);
  return fromHere.startsWith('..') ? folder : fromHere;
}

async function openAt(
  url: string,
  place: string,
  answersWithin: number,
  release: () => Promise<void>,
): Promise<OpenDatabase> {
  const { db, client } = connect(url);
  try {
    const version = await readVersion(db, place, answersWithin);
    await migrate(url).catch((error: unknown) => {
      throw new Refused(`DATABASE_URL: cannot bring the database ${place} up to date (${reasonOf(error)})`);
    });
    return {
      db,
      describe: `PostgreSQL ${version}, ${place}`,
      async listen(channel, hear) {
        await client.listen(channel, hear);
      },
      async close() {
        await client.end({ timeout: 5 });
        await release();
      },
    };
  } catch (error) {
    await client.end({ timeout: 0 });
    throw error;
  }
}

/** The oldest major version that this schema and its queries are written for. */
const OLDEST = 15;

async function readVersion(db: Database, place: string, answersWithin: number): Promise<string> {
  const answered = new AbortController();
  const silence = pause(answersWithin, undefined, { signal: answered.signal }).then(() => {
    throw new Error('it does not answer');
  });
  const asked = db.execute<{ version: string }>(sql`select current_setting('server_version') as version`);
  const [row] = await Promise.race([asked, silence])
    .catch((error: unknown) => {
      throw new Refused(`DATABASE_URL: cannot use the database ${place} (${reasonOf(error)})`);
    })
    .finally(() => answered.abort());
  const version = row?.version.split(' ')[0] ?? '0';
  if (Number.parseInt(version, 10) >= OLDEST) return version;
  throw new Refused(`DATABASE_URL: ${place} is PostgreSQL ${version}; it must be ${OLDEST} or newer`);
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && cause.message !== '' ? cause.message : codeOf(cause);
}

function placeOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (decodeURIComponent(hostname) || 'localhost');
  return `at ${host}${port === '' ? '' : `:${port}`}${decodeURIComponent(pathname)}`;
}
