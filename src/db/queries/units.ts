import { sql } from 'drizzle-orm';
import type { AccessScope } from '../../core/access/scope.ts';
import type { UnitId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { reachesUnit } from './access.ts';

export type ReportingUnit = { readonly id: UnitId; readonly code: string; readonly name: string };

/** Units in the scope that owe reports or have owed them. */
export async function loadReportingUnits(
  db: Executor,
  scope: AccessScope,
): Promise<readonly ReportingUnit[]> {
  return db.execute<ReportingUnit>(sql`
    select u.id, u.code, u.name from unit u
    where exists (select from obligation o where o.unit_id = u.id) and ${reachesUnit(scope, sql`u.id`)}
    order by u.id`);
}
