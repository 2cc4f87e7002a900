import { sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import type { UnitHistory } from '../../core/digest/findings.ts';
import { isFigure, isStock, type Field } from '../../core/forms/definition.ts';
import { MOST_HISTORY } from '../../core/forms/values.ts';
import type { FieldCode, FormId, PeriodId, UnitCode } from '../../core/ids.ts';
import { heirsAmong, pasts, type Lineage } from '../../core/organization/succession.ts';
import type { Executor } from '../connect.ts';
import { fieldRows, holdsValueOf } from './period-totals.ts';
import { currentRevisions, joinValuesOf } from './revisions.ts';
import { tableOf } from './rows.ts';

/**
 * What each unit in the scope reported for the form's last periods that ended before `start`, as many as are looked at to say what
 * is usual. A nil report counts as zero, a field that was left out as nothing. Where other units stand for one of `units` in a
 * period, it has the sum of what all of them said, and nothing if one said nothing or was split.
 */
export async function loadUnitHistories(
  db: Executor,
  scope: AccessScope,
  of: {
    readonly form: FormId;
    readonly start: Temporal.PlainDate;
    readonly units: readonly UnitCode[];
    readonly fields: readonly Field[];
    readonly asOf: Temporal.Instant | undefined;
    readonly lineages: readonly Lineage[];
  },
): Promise<ReadonlyMap<UnitCode, UnitHistory>> {
  const { form, start, units, fields, asOf, lineages } = of;
  const elders = await loadElders(db, recentPeriods(form, start), units, lineages);
  const figures = fields.filter(isFigure);
  const flows = figures.filter((field) => !isStock(field));
  const rows = await db.execute<HistoryRow>(sql`
    with recent as materialized (
      ${recentPeriods(form, start)}
    ),
    rev as materialized ${currentRevisions(scope, sql`select id from recent`, asOf)},
    figure as (select * from ${fieldRows(figures)}),
    flow as (select * from ${fieldRows(flows)}),
    said as (
      select rev.unit_id, rev.period_id, value.field, coalesce(value.number, value.whole) as number
      from rev ${joinValuesOf(figures)} join figure on figure.code = value.field and ${holdsValueOf('figure', 'value')}
      union all
      select rev.unit_id, rev.period_id, flow.code, 0
      from rev cross join lateral (
        select flow.code from flow
        except all select held.field from report_value held where held.revision_id = rev.id
      ) flow
      where rev.nil and not jsonb_exists(rev.gaps, flow.code)
      union all
      select rev.unit_id, rev.period_id, null, rev.nil::integer from rev
    ),
    elder as (
      select heir.id as heir_id, unit.id as unit_id, stated.period, stated.members
      from ${tableOf(elders, 'stated', 'heir text, unit text, period bigint, members integer')}
        join unit heir on heir.code = stated.heir join unit on unit.code = stated.unit
    ),
    own as (
      select * from said
      where not exists (select from elder where elder.heir_id = said.unit_id and elder.period = said.period_id)
      union all
      -- Together they were silent only if all were.
      select elder.heir_id, elder.period, said.field, case when said.field is null then min(said.number) else sum(said.number) end
      from elder join said on said.unit_id = elder.unit_id and said.period_id = elder.period
      group by elder.heir_id, elder.period, elder.members, said.field having count(*) = elder.members
    )
    select unit.code as unit, json_object_agg(coalesce(series.field, ${NILS}), series.past) as pasts
    from (
      select own.unit_id, own.field, json_agg(own.number::float8 order by recent.data_end desc) as past
      from own join recent on recent.id = own.period_id
      group by own.unit_id, own.field
    ) series join unit on unit.id = series.unit_id
    group by unit.id, unit.code
  `);
  return new Map(
    rows.map(({ unit, pasts: { [NILS]: nils = [], ...past } }) => [
      unit,
      { nils: nils.map((nil) => nil === 1), figures: past },
    ]),
  );
}

/** No field's code: it stands for whether the report said that nothing happened. */
const NILS = '';

/** One a unit: thousands of units with a row for each field are tens of thousands to read one by one. */
type HistoryRow = {
  readonly unit: UnitCode;
  readonly pasts: Readonly<Record<FieldCode, readonly number[]>>;
};

function recentPeriods(form: FormId, start: Temporal.PlainDate): SQL {
  return sql`select id, data_end from period where form_id = ${form} and data_end < ${start.toString()}
    order by data_end desc, data_start limit ${MOST_HISTORY}`;
}

/** One of the units, as many as `members`, that stand for the heir in a period; `members` null: what the heir had is not known. */
type Elder = {
  readonly heir: UnitCode;
  readonly unit: UnitCode;
  readonly period: PeriodId;
  readonly members: number | null;
};

async function loadElders(
  db: Executor,
  recent: SQL,
  units: readonly UnitCode[],
  lineages: readonly Lineage[],
): Promise<readonly Elder[]> {
  const asked = heirsAmong(units, lineages);
  if (asked.length === 0) return [];
  const periods = await db.execute<{ id: PeriodId; data_end: string }>(recent);
  return periods.flatMap(({ id, data_end: day }) =>
    [...pasts(asked, day, lineages)].flatMap(([heir, of]) =>
      (of ?? [heir]).map((unit) => ({ heir, unit, period: id, members: of?.length ?? null })),
    ),
  );
}
