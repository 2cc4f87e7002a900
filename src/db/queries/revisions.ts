import { sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import type { Field } from '../../core/forms/definition.ts';
import type { PeriodId } from '../../core/ids.ts';
import { reachesUnit } from './access.ts';

/**
 * The revisions of these periods that count towards the receivers, not those that feed another report, of the units in the scope,
 * one a report: the latest submitted by `asOf`, else the latest of all. Columns:
 * `id`, `report_id`, `obligation_id`, `unit_id`, `period_id`, `nil`, `gaps`. For a FROM clause.
 */
export function currentRevisions(scope: AccessScope, periods: SQL, asOf: Temporal.Instant | undefined): SQL {
  return revisionsWhere(sql`ob.period_id in (${periods}) and ${reachesUnit(scope, sql`ob.unit_id`)}`, asOf);
}

/**
 * As `currentRevisions`, of the one unit that the expression gives: what is asked unit by unit is neither sorted nor spread over the
 * disk for thousands of units together. Whether the scope reaches the unit is known by then.
 */
export function revisionsOfUnit(unit: SQL, periods: readonly PeriodId[]): SQL {
  return revisionsWhere(sql`ob.period_id in (${periodList(periods)}) and ob.unit_id = ${unit}`, undefined);
}

function revisionsWhere(which: SQL, asOf: Temporal.Instant | undefined): SQL {
  return sql`(
    select rev.id, rev.report_id, ob.id as obligation_id, ob.unit_id, ob.period_id, rev.nil, rev.gaps
    from obligation ob
      join report rep on rep.obligation_id = ob.id
      join report_revision rev on rev.report_id = rep.id
    where ${which} and ob.feeds is null and ${submittedBy('rev', asOf)} and ${isLatest('rev', asOf)}
  )`;
}

/** Whether the revision under this alias had been submitted by then. */
export function submittedBy(alias: string, asOf: Temporal.Instant | undefined): SQL {
  return asOf === undefined ? sql`true` : sql`${sql.identifier(alias)}.submitted_at <= ${asOf.toString()}`;
}

/** Whether no later revision of the report under this alias had been submitted by then. */
export function isLatest(alias: string, asOf: Temporal.Instant | undefined): SQL {
  const revision = sql.identifier(alias);
  return sql`not exists (
    select from report_revision later
    where later.report_id = ${revision}.report_id and later.revision > ${revision}.revision
      and ${submittedBy('later', asOf)}
  )`;
}

/**
 * Joins the values of each row of `rev` as `value`, looked up one by one: values of all years lie in one table, and a plan that reads
 * through it for the reports of a few weeks takes ten times as long.
 */
export const JOIN_VALUES: SQL = joinLookedUp(sql`true`);

/** As `JOIN_VALUES`, perhaps of these fields alone: a single one is found without the others of its report. */
export function joinValuesOf([field, ...more]: readonly Field[]): SQL {
  return field === undefined || more.length > 0 ? JOIN_VALUES : joinLookedUp(sql`held.field = ${field.code}`);
}

function joinLookedUp(which: SQL): SQL {
  return sql`cross join lateral (
    select held.* from report_value held where held.revision_id = rev.id and ${which} offset 0
  ) value`;
}

/** A list of periods by their numbers; never empty, so that it fits into an IN clause. */
export function periodList(ids: readonly PeriodId[]): SQL {
  return ids.length === 0
    ? sql`null`
    : sql.join(
        ids.map((id) => sql`${id}`),
        sql`, `,
      );
}
