import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import { receiptCode } from '../../core/conversation/report/receipt-code.ts';
import type { ObligationId, PeriodId, UnitCode } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { currentRevisions, periodList } from './revisions.ts';

/** The codes of the units' reports for these periods, as on their receipts; units in the organisation's order, the earliest first. */
export async function loadReportCodes(
  db: Executor,
  scope: AccessScope,
  periods: readonly PeriodId[],
  asOf: Temporal.Instant | undefined,
): Promise<readonly { readonly unit: UnitCode; readonly codes: readonly string[] }[]> {
  const rows = await db.execute<{ unit: UnitCode; obligation: ObligationId; revision: number }>(sql`
    select unit.code as unit, rev.obligation_id as obligation,
      (select r.revision from report_revision r where r.id = rev.id) as revision
    from ${currentRevisions(scope, periodList(periods), asOf)} rev
      join unit on unit.id = rev.unit_id
      join period on period.id = rev.period_id
    order by unit.id, period.data_end
  `);
  return [...Map.groupBy(rows, ({ unit }) => unit)].map(([unit, own]) => ({
    unit,
    codes: own.map(({ obligation, revision }) => receiptCode(obligation, revision)),
  }));
}
