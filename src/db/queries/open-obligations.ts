import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Executor } from '../connect.ts';

/** The obligations that someone still has to meet: not reported, not excused, of a period that is not locked. */
export async function loadOpenObligations(db: Executor, now: Temporal.Instant): Promise<ReadonlySet<number>> {
  const rows = await db.execute<{ id: number }>(sql`
    select o.id from obligation o join period p on p.id = o.period_id
    where p.locks_at > ${now.toString()} and o.exempt_reason is null
      and not exists (select from report r where r.obligation_id = o.id)`);
  return new Set(rows.map(({ id }) => id));
}
