import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { UNIT_ENDED } from '../../core/actions/exempt.ts';
import type { AccessScope } from '../../core/access/scope.ts';
import type { PeriodTotals } from '../../core/digest/figures.ts';
import { standingStocks, type LastStock } from '../../core/digest/standing-stocks.ts';
import { addUp, type Total } from '../../core/digest/totals.ts';
import { isStock, type Field } from '../../core/forms/definition.ts';
import type { FieldCode, FormId, PeriodId, UnitCode, UnitId } from '../../core/ids.ts';
import type { Lineage } from '../../core/organization/succession.ts';
import type { Executor } from '../connect.ts';
import { reachesUnit } from './access.ts';
import { exemptReasonThen, wasOwedThen } from './owed-then.ts';
import { fieldRows, holdsValueOf, toTotal, type Sums } from './period-totals.ts';
import { currentRevisions, isLatest, JOIN_VALUES, periodList, submittedBy } from './revisions.ts';

type AsOf = Temporal.Instant | undefined;

/** What is known of a unit's stock at the end of a period. */
export type KnownStock = {
  readonly period: PeriodId;
  readonly unit: UnitCode;
  readonly field: FieldCode;
  readonly value: Total;
};

/**
 * What is known of the stocks at the end of each period, for the units that have an obligation in it, in the organisation's order:
 * as reported for it, else in the unit's latest earlier report on the form that says anything about it, else as the units that it
 * came from left it.
 */
export async function knownStocks(
  db: Executor,
  scope: AccessScope,
  form: FormId,
  periods: readonly PeriodId[],
  fields: readonly Field[],
  asOf: AsOf,
  lineages: readonly Lineage[],
): Promise<readonly KnownStock[]> {
  const stocks = fields.filter(isStock);
  if (stocks.length === 0 || periods.length === 0) return [];
  const said = await loadLastWords(db, scope, form, periods, stocks, asOf);
  if (lineages.length === 0) return said;
  const kin = await loadAskedKin(db, scope, periods, asOf);
  const linked = new Set(lineages.map(({ code }) => code));
  const stood = [...Map.groupBy(kin, ({ period }) => period).values()].flatMap((asked) =>
    stocks.flatMap((field) => stockOf(field, asked, said, lineages)),
  );
  return [...said.filter(({ unit }) => !linked.has(unit)), ...stood].toSorted((a, b) => a.id - b.id);
}

/** A unit that came from others or went into others, and is asked for the period that ends on this day. */
type AskedKin = {
  readonly id: UnitId;
  readonly unit: UnitCode;
  readonly period: PeriodId;
  readonly day: string;
};

type LastWord = KnownStock & Pick<AskedKin, 'id' | 'day'>;

/** One stock of all that are asked for one period. */
function stockOf(
  field: Field,
  asked: readonly AskedKin[],
  said: readonly LastWord[],
  lineages: readonly Lineage[],
): readonly (KnownStock & Pick<AskedKin, 'id'>)[] {
  const [first] = asked;
  if (first === undefined) return [];
  const { period, day } = first;
  const words = said.filter((one) => one.period === period && one.field === field.code);
  const last = new Map(words.map((one): [UnitCode, LastStock] => [one.unit, one]));
  const codes = asked.map(({ unit }) => unit);
  const standing = standingStocks(field, codes, last, day, lineages);
  return asked.flatMap(({ id, unit }) => {
    const value = standing.get(unit);
    return value === undefined ? [] : [{ id, period, unit, field: field.code, value }];
  });
}

function loadAskedKin(
  db: Executor,
  scope: AccessScope,
  periods: readonly PeriodId[],
  asOf: AsOf,
): Promise<readonly AskedKin[]> {
  return db.execute<AskedKin>(sql`
    select u.id, u.code as unit, ob.period_id as period, p.data_end as day
    from (select unit_id as id from unit_predecessor union select predecessor_id from unit_predecessor) kin
      join unit u on u.id = kin.id join obligation ob on ob.unit_id = u.id join period p on p.id = ob.period_id
    where ob.period_id in (${periodList(periods)}) and ob.feeds is null
      and ${reachesUnit(scope, sql`ob.unit_id`)} and ${wasOwedThen('ob', asOf)}
    order by u.id`);
}

/** The last word of each unit that is asked, and of all that it came from, up to the end of each period. */
async function loadLastWords(
  db: Executor,
  scope: AccessScope,
  form: FormId,
  periods: readonly PeriodId[],
  stocks: readonly Field[],
  asOf: AsOf,
): Promise<readonly LastWord[]> {
  const rows = await db.execute<Omit<LastWord, 'value'> & Sums>(sql`
    with recursive stock as (select * from ${fieldRows(stocks)}),
    own as materialized (
      select rev.obligation_id, rev.unit_id, rev.period_id, value.field, value.number, value.part, value.whole
      from ${currentRevisions(scope, periodList(periods), asOf)} rev ${JOIN_VALUES}
        join stock on stock.code = value.field and ${holdsValueOf('stock', 'value')}
    ),
    asked as (
      select ob.id, ob.unit_id, ob.period_id
      from obligation ob
      where ob.period_id in (${periodList(periods)}) and ob.feeds is null
        and ${reachesUnit(scope, sql`ob.unit_id`)} and ${wasOwedThen('ob', asOf)} and ${exemptReasonThen('ob', asOf)} is distinct from ${UNIT_ENDED}
    ),
    elder (unit_id, period_id) as (
      select link.predecessor_id, asked.period_id from unit_predecessor link join asked on asked.unit_id = link.unit_id
      union
      select link.predecessor_id, elder.period_id from elder join unit_predecessor link on link.unit_id = elder.unit_id
    ),
    -- Few units as a rule: each is looked up in its earlier reports one by one.
    lacking as (
      select asked.unit_id, asked.period_id, stock.code, stock.is_ratio
      from asked cross join stock
      where not exists (select from own where own.obligation_id = asked.id and own.field = stock.code)
      union
      select elder.unit_id, elder.period_id, stock.code, stock.is_ratio
      from elder cross join stock
      where not exists (
        select from own
        where own.unit_id = elder.unit_id and own.period_id = elder.period_id and own.field = stock.code
      )
    ),
    known as (
      select own.unit_id, own.period_id, own.field, own.number, own.part, own.whole, period.data_end as day
      from own join period on period.id = own.period_id
      union all
      select lacking.unit_id, lacking.period_id, lacking.code, earlier.number, earlier.part, earlier.whole, earlier.data_end
      from lacking join period on period.id = lacking.period_id cross join lateral (
        select value.number, value.part, value.whole, earlier.data_end
        -- From the latest back, so that the search ends at the first that says something.
        from (
          select id, data_end from period earlier
          where form_id = ${form} and earlier.data_end < period.data_end order by data_end desc offset 0
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
    select unit.id, known.period_id as period, unit.code as unit, known.field, known.day,
      known.number::float8 as number, known.part, known.whole
    from known join unit on unit.id = known.unit_id
    order by unit.id
  `);
  const byCode = new Map(stocks.map((field) => [field.code, field]));
  return rows.flatMap(({ number, part, whole, ...word }) => {
    const field = byCode.get(word.field);
    const value = field && toTotal(field, { number, part, whole });
    return value === undefined ? [] : [{ ...word, value }];
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
