import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Exemption } from '../../core/actions/exempt.ts';
import type { UnitView } from '../../core/conversation/context.ts';
import type { ObligationId, PeriodId, UnitCode } from '../../core/ids.ts';
import type { Transaction } from '../connect.ts';
import { tableOf } from './rows.ts';

export type ExemptionOf = { readonly obligation: ObligationId; readonly reason: string | null };

/** Carries out decided exemptions at a calendar moment; `reason` null: the report is owed again. */
export async function saveExemptions(
  tx: Transaction,
  decided: readonly ExemptionOf[],
  at: Temporal.Instant,
): Promise<void> {
  if (decided.length === 0) return;
  // Every part of the statement sees the reasons as they were.
  await tx.execute(sql`
    with stated as (select * from ${tableOf(decided, 'given', 'obligation bigint, reason text')}),
    noted as (
      insert into exempt_change (obligation_id, before, after, changed_at)
      select o.id, o.exempt_reason, stated.reason, ${at.toString()}
      from stated join obligation o on o.id = stated.obligation
      where o.exempt_reason is distinct from stated.reason
    )
    update obligation o set exempt_reason = stated.reason from stated where o.id = stated.obligation`);
}

export type OwedReport = {
  readonly obligation: ObligationId;
  readonly unit: UnitView;
  readonly exempt: Exemption | false;
  readonly sent: boolean;
};

/** What a unit owes for a period, held until the transaction ends; undefined where it owes nothing. */
export async function holdOwedReport(
  tx: Transaction,
  period: PeriodId,
  unit: UnitCode,
): Promise<OwedReport | undefined> {
  const [row] = await tx.execute<{
    obligation: ObligationId;
    name: string;
    reason: string | null;
    sent: boolean;
  }>(sql`
    select o.id as obligation, u.name, o.exempt_reason as reason,
      exists (select from report r where r.obligation_id = o.id) as sent
    from obligation o join unit u on u.id = o.unit_id
    where o.period_id = ${period} and u.code = ${unit}
    for no key update of o`);
  return (
    row && {
      obligation: row.obligation,
      unit: { code: unit, name: row.name },
      exempt: row.reason !== null && { reason: row.reason },
      sent: row.sent,
    }
  );
}
