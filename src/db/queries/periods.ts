import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { FormCode } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';

/**
 * The period that a form's digest is about at `now`: the latest that has fallen due, else the first that is open. Undefined for a
 * form that owes nothing yet.
 */
export async function currentDigestPeriod(
  db: Executor,
  form: FormCode,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const rows = await db.execute<{ code: string }>(sql`
    select p.code from period p join form f on f.id = p.form_id
    where f.code = ${form} and p.opens_at <= ${now.toString()} and exists (select from obligation o where o.period_id = p.id)
    order by p.due_at <= ${now.toString()} desc, case when p.due_at <= ${now.toString()} then p.due_at end desc, p.due_at
    limit 1`);
  return rows[0]?.code;
}
