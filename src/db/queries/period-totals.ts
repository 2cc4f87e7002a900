import { sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import type { PeriodTotals } from '../../core/digest/figures.ts';
import type { Total } from '../../core/digest/totals.ts';
import { isFigure, isStock, type Field } from '../../core/forms/definition.ts';
import type { FieldCode, PeriodId, UnitCode } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { currentRevisions, joinValuesOf, periodList } from './revisions.ts';

type AsOf = Temporal.Instant | undefined;

export type Sums = {
  readonly number: number | null;
  readonly part: number | null;
  readonly whole: number | null;
};

/**
 * The sums of flows over all reports of each period; a nil report counts as zero, a field that was knowingly left out as nothing.
 * A period without any report is absent.
 */
export async function flowTotals(
  db: Executor,
  scope: AccessScope,
  periods: readonly PeriodId[],
  fields: readonly Field[],
  asOf: AsOf,
): Promise<ReadonlyMap<PeriodId, PeriodTotals>> {
  if (periods.length === 0) return new Map();
  const flows = fields.filter(isFlow);
  const rows = await db.execute<{ of: PeriodId } & FlowSums>(sql`
    select period_id as of, sums.* from ${flowSums(sql`period_id`, scope, periods, flows, asOf)} sums`);
  return totalsBy(rows, flows);
}

/** As `flowTotals`, over all of the periods for each unit. */
export async function unitFlows(
  db: Executor,
  scope: AccessScope,
  periods: readonly PeriodId[],
  fields: readonly Field[],
  asOf: AsOf,
): Promise<ReadonlyMap<UnitCode, PeriodTotals>> {
  const flows = fields.filter(isFlow);
  const rows = await db.execute<{ of: UnitCode } & FlowSums>(sql`
    select unit.code as of, sums.* from ${flowSums(sql`unit_id`, scope, periods, flows, asOf)} sums
      join unit on unit.id = sums.unit_id`);
  return totalsBy(rows, flows);
}

type FlowSums = Sums & { readonly field: FieldCode | null };

/** The sums by `key`, a column of `currentRevisions`; a row without a field says that there is a report. For a FROM clause. */
export function flowSums(
  key: SQL,
  scope: AccessScope,
  periods: readonly PeriodId[],
  flows: readonly Field[],
  asOf: AsOf,
): SQL {
  return sql`(
    with rev as materialized ${currentRevisions(scope, periodList(periods), asOf)},
    flow as (select * from ${fieldRows(flows)}),
    part_of_total as (
      select rev.${key}, value.field, value.number, value.part, value.whole
      from rev ${joinValuesOf(flows)}
      where value.field = any ((select array_agg(code) from flow)::text[])
      union all
      select rev.${key}, flow.code, 0, 0, 0
      from rev cross join flow
      where rev.nil and not jsonb_exists(rev.gaps, flow.code)
      union all
      select distinct rev.${key}, null::text, null::numeric, null::bigint, null::bigint from rev
    )
    select ${key}, field, sum(number)::float8 as number, sum(part)::float8 as part, sum(whole)::float8 as whole
    from part_of_total group by ${key}, field
  )`;
}

function totalsBy<Key>(
  rows: readonly ({ readonly of: Key } & FlowSums)[],
  flows: readonly Field[],
): ReadonlyMap<Key, PeriodTotals> {
  const byCode = new Map(flows.map((field) => [field.code, field]));
  const totals = new Map<Key, Record<FieldCode, Total>>();
  for (const row of rows) {
    const ofKey = totals.get(row.of) ?? {};
    totals.set(row.of, ofKey);
    const field = row.field === null ? undefined : byCode.get(row.field);
    const total = field && toTotal(field, row);
    if (field !== undefined && total !== undefined) ofKey[field.code] = total;
  }
  return totals;
}

export function isFlow(field: Field): boolean {
  return isFigure(field) && !isStock(field);
}

/** These fields as a table `given (code, is_ratio)` for a FROM clause. */
export function fieldRows(fields: readonly Field[]): SQL {
  const rows = JSON.stringify(
    fields.map((field) => ({ code: field.code, is_ratio: field.type === 'ratio' })),
  );
  return sql`jsonb_to_recordset(${rows}::text::jsonb) as given (code text, is_ratio boolean)`;
}

/** A form's earlier version may have asked a field as another type: such a value says nothing about it now. */
export function holdsValueOf(field: string, value: string): SQL {
  const [row, held] = [sql.identifier(field), sql.identifier(value)];
  return sql`case when ${row}.is_ratio then ${held}.part is not null else ${held}.number is not null end`;
}

export function toTotal(field: Field, { number, part, whole }: Sums): Total | undefined {
  if (field.type !== 'ratio') return number ?? undefined;
  return part === null || whole === null ? undefined : { part, whole };
}
