import { sql } from 'drizzle-orm';
import type { Executor } from './connect.ts';

/**
 * Lets the database count the rows of every table that has some: plans that were made for fewer stay bad for long. A table that
 * was counted while empty would be planned for as empty; one never counted is taken for small, and indexes are used from the
 * first row on.
 */
export async function analyzeFilled(db: Executor): Promise<void> {
  const tables = await db.execute<{ name: string }>(sql`
    select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
    where schemaname = 'public' and pg_relation_size(relid) > 0 order by 1`);
  if (tables.length === 0) return;
  await db.execute(sql.raw(`analyze ${tables.map(({ name }) => name).join(', ')}`));
}
