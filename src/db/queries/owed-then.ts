import { sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';

/** Why the obligation under this alias was exempt at that moment, else now: what the first later change found. */
export function exemptReasonThen(alias: string, asOf: Temporal.Instant | undefined): SQL<string | null> {
  const owed = sql.identifier(alias);
  if (asOf === undefined) return sql<string | null>`${owed}.exempt_reason`;
  const later = sql`exempt_change change where change.obligation_id = ${owed}.id and change.changed_at > ${asOf.toString()}`;
  return sql<string | null>`(case when exists (select from ${later})
    then (select change.before from ${later} order by change.id limit 1) else ${owed}.exempt_reason end)`;
}

/** Whether the obligation under this alias was known at that moment. */
export function wasOwedThen(alias: string, asOf: Temporal.Instant | undefined): SQL {
  if (asOf === undefined) return sql`true`;
  return sql`coalesce(${sql.identifier(alias)}.owed_from <= ${asOf.toString()}, true)`;
}
