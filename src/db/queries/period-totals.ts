import { sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { UNIT_ENDED } from '../../core/actions/exempt.ts';
import type { AccessScope } from '../../core/access/scope.ts';
import type { PeriodTotals } from '../../core/digest/figures.ts';
import { addUp, type Total } from '../../core/digest/totals.ts';
import { isFigure, isStock, type Field } from '../../core/forms/definition.ts';
import type { FieldCode, FormId, PeriodId, UnitCode } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { reachesUnit } from './access.ts';
import { exemptReasonThen, wasOwedThen } from './owed-then.ts';
import { currentRevisions, isLatest, JOIN_VALUES, periodList, submittedBy } from './revisions.ts';

type AsOf = Temporal.Instant | undefined;

type Sums = {
  readonly number: number | null;
  readonly part: number | null;
  readonly whole: number | null;
};

/** A unit's stock as last reported up to a period. */
export type KnownStock = {
  readonly period: PeriodId;
  readonly unit: UnitCode;
  readonly field: FieldCode;
  readonly value: Total;
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
function flowSums(
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
      from rev ${JOIN_VALUES}
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

function isFlow(field: Field): boolean {
  return isFigure(field) && !isStock(field);
}

/**
 * What is known of the stocks at the end of each period, for the units that have an obligation in it: as reported for it, else
 * in the unit's latest earlier report on the form that says anything about it.
 */
export async function knownStocks(
  db: Executor,
  scope: AccessScope,
  form: FormId,
  periods: readonly PeriodId[],
  fields: readonly Field[],
  asOf: AsOf,
): Promise<readonly KnownStock[]> {
  const stocks = fields.filter(isStock);
  if (stocks.length === 0 || periods.length === 0) return [];
  const rows = await db.execute<{ period: PeriodId; unit: UnitCode; field: FieldCode } & Sums>(sql`
    with stock as (select * from ${fieldRows(stocks)}),
    own as materialized (
      select rev.obligation_id, rev.unit_id, rev.period_id, value.field, value.number, value.part, value.whole
      from ${currentRevisions(scope, periodList(periods), asOf)} rev ${JOIN_VALUES}
        join stock on stock.code = value.field and ${holdsValueOf('stock', 'value')}
    ),
    -- Few units as a rule: each is looked up in its earlier reports one by one.
    lacking as (
      select ob.unit_id, ob.period_id, period.data_end, stock.code, stock.is_ratio
      from obligation ob join period on period.id = ob.period_id cross join stock
      where ob.period_id in (${periodList(periods)}) and ob.feeds is null
        and ${reachesUnit(scope, sql`ob.unit_id`)} and ${wasOwedThen('ob', asOf)} and ${exemptReasonThen('ob', asOf)} is distinct from ${UNIT_ENDED}
        and not exists (select from own where own.obligation_id = ob.id and own.field = stock.code)
    ),
    known as (
      select unit_id, period_id, field, number, part, whole from own
      union all
      select lacking.unit_id, lacking.period_id, lacking.code, earlier.number, earlier.part, earlier.whole
      from lacking cross join lateral (
        select value.number, value.part, value.whole
        -- From the latest back, so that the search ends at the first that says something.
        from (
          select id, data_end from period
          where form_id = ${form} and data_end < lacking.data_end order by data_end desc offset 0
        ) earlier cross join lateral (
          select value.number, value.part, value.whole
          from obligation earlier_ob
            join report rep on rep.obligation_id = earlier_ob.id
            join report_revision rev on rev.report_id = rep.id
            join report_value value on value.revision_id = rev.id and value.field = lacking.code
          where earlier_ob.unit_id = lacking.unit_id and earlier_ob.period_id = earlier.id
            and ${submittedBy('rev', asOf)} and ${isLatest('rev', asOf)} and ${holdsValueOf('lacking', 'value')}
          offset 0
        ) value
        order by earlier.data_end desc
        limit 1
      ) earlier
    )
    select known.period_id as period, unit.code as unit, known.field,
      known.number::float8 as number, known.part, known.whole
    from known join unit on unit.id = known.unit_id
    order by unit.id
  `);
  const byCode = new Map(stocks.map((field) => [field.code, field]));
  return rows.flatMap((row) => {
    const field = byCode.get(row.field);
    const value = field && toTotal(field, row);
    return value === undefined ? [] : [{ period: row.period, unit: row.unit, field: row.field, value }];
  });
}

/** The sum of what is known of each stock at the end of one period. */
export function stockTotals(
  known: readonly KnownStock[],
  period: PeriodId,
  fields: readonly Field[],
): PeriodTotals {
  return Object.fromEntries(
    fields.filter(isStock).flatMap((field) => {
      const stocks = known.filter((stock) => stock.period === period && stock.field === field.code);
      const total = addUp(
        field,
        stocks.map(({ value }) => value),
      );
      return total === null ? [] : [[field.code, total]];
    }),
  );
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

function toTotal(field: Field, { number, part, whole }: Sums): Total | undefined {
  if (field.type !== 'ratio') return number ?? undefined;
  return part === null || whole === null ? undefined : { part, whole };
}
