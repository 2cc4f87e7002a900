import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { connect } from './connect.ts';

/** Beside the source, not the working folder: a command may be called from anywhere. */
const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/** An arbitrary number that only migrating takes. */
const MIGRATION_LOCK = 7_301_001;

/**
 * Brings the database to the newest schema. Any number of processes may call it at once: one migrates, the others wait and find
 * nothing left to do.
 */
export async function migrate(url: string): Promise<void> {
  const { db, client } = connect(url, { keep: true });
  try {
    await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await applyMigrations(db, { migrationsFolder: MIGRATIONS });
  } finally {
    // The session's end frees the lock, also when the connection is already broken.
    await client.end({ timeout: 5 });
  }
}
