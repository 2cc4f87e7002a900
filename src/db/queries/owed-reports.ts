import { and, asc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import { UNIT_ENDED } from '../../core/actions/exempt.ts';
import type { RolledUnit } from '../../core/digest/roll-up.ts';
import type { PeriodId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { obligation } from '../schema/form.ts';
import { unit } from '../schema/organization.ts';
import { report, reportRevision } from '../schema/report.ts';
import { reachesUnit } from './access.ts';
import { lateCause } from './duty-columns.ts';
import { exemptReasonThen, wasOwedThen } from './owed-then.ts';
import { nameOn } from './lineage.ts';
import { isLatest, periodList, submittedBy } from './revisions.ts';
import { isUnsigned } from './sign-off-columns.ts';

type AsOf = Temporal.Instant | undefined;

/** How late a report came is said by its first revision. */
const lateMinutes = sql<number>`(
  select first.late_minutes from report_revision first
  where first.report_id = report_revision.report_id and first.revision = 1
)`;

/** Every obligation of the periods towards the receivers with its report's current revision, in the organisation's order. */
export function owedReports(db: Executor, scope: AccessScope, periods: readonly PeriodId[], asOf: AsOf) {
  return db
    .select({
      unit: unit.code,
      name: nameThen(periods),
      exemptReason: exemptReasonThen('obligation', asOf),
      revision: reportRevision.id,
      nil: reportRevision.nil,
      gaps: reportRevision.gaps,
      lateMinutes,
      unsigned: isUnsigned(asOf),
      lateCause: lateCause(asOf),
    })
    .from(obligation)
    .innerJoin(unit, eq(unit.id, obligation.unitId))
    .leftJoin(report, eq(report.obligationId, obligation.id))
    .leftJoin(reportRevision, isCurrent(asOf))
    .where(isOwed(scope, periods, asOf))
    .orderBy(asc(unit.id));
}

/** As `owedReports`, counted for each unit. */
export async function countOwedReports(
  db: Executor,
  scope: AccessScope,
  periods: readonly PeriodId[],
  asOf: AsOf,
): Promise<readonly (RolledUnit & { readonly name: string })[]> {
  const reason = exemptReasonThen('obligation', asOf);
  const owed = sql`${reason} is null`;
  const received = sql`${owed} and ${reportRevision.id} is not null`;
  return db
    .select({
      unit: unit.code,
      name: nameThen(periods),
      expected: count(owed),
      received: count(received),
      late: count(sql`${received} and ${lateMinutes} > 0`),
      unsigned: count(sql`${received} and ${isUnsigned(asOf)}`),
      exempt: sql<
        readonly string[]
      >`coalesce(jsonb_agg(distinct ${reason}) filter (where not (${owed})), '[]')`,
    })
    .from(obligation)
    .innerJoin(unit, eq(unit.id, obligation.unitId))
    .leftJoin(report, eq(report.obligationId, obligation.id))
    .leftJoin(reportRevision, isCurrent(asOf))
    .where(isOwed(scope, periods, asOf))
    .groupBy(unit.id)
    .orderBy(asc(unit.id));
}

/** What a digest calls the unit: as on the last day of the last of the periods. */
function nameThen(periods: readonly PeriodId[]): SQL<string> {
  const lastDay = sql`(select max(p.data_end) from period p where p.id in (${periodList(periods)}))`;
  return nameOn('unit', 'unit', lastDay);
}

function count(condition: SQL) {
  return sql<number>`(count(*) filter (where ${condition}))::integer`;
}

function isCurrent(asOf: AsOf) {
  return and(
    eq(reportRevision.reportId, report.id),
    submittedBy('report_revision', asOf),
    isLatest('report_revision', asOf),
  );
}

/** A unit that ended is part of a period only with what it had reported before. */
function isOwed(scope: AccessScope, periods: readonly PeriodId[], asOf: AsOf) {
  return and(
    inArray(obligation.periodId, [...periods]),
    isNull(obligation.feeds),
    wasOwedThen('obligation', asOf),
    sql`(${exemptReasonThen('obligation', asOf)} is distinct from ${UNIT_ENDED} or ${reportRevision.id} is not null)`,
    reachesUnit(scope, sql`${obligation.unitId}`),
  );
}
