import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { tableOf } from './rows.ts';

/** Who did what to which record; codes and counts, never report text or telephone numbers. */
export type AuditEntry = {
  readonly action: string;
  readonly subject: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
  /** Absent: the clock or the operator's command line. */
  readonly person?: PersonId;
};

/** Keeps the entries for good, as done at calendar moment `at`. */
export async function recordAudit(
  db: Executor,
  at: Temporal.Instant,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await db.execute(sql`
    insert into audit (at, person_id, action, subject, detail)
    select ${at.toString()}::timestamptz, person, action, subject, coalesce(detail, '{}')
    from ${tableOf(entries, 'stated', 'person bigint, action text, subject text, detail jsonb')}
    order by position`);
}
