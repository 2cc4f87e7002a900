import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import type { UnitHistory } from '../../core/digest/findings.ts';
import { isFigure, isStock, type Field } from '../../core/forms/definition.ts';
import { MOST_HISTORY } from '../../core/forms/values.ts';
import type { FieldCode, FormId, UnitCode } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { fieldRows, holdsValueOf } from './period-totals.ts';
import { currentRevisions, JOIN_VALUES } from './revisions.ts';

/**
 * What each unit in the scope reported for the form's last periods that ended before `start`, as many as are looked at to say what
 * is usual. A nil report counts as zero, a field that was left out as nothing.
 */
export async function loadUnitHistories(
  db: Executor,
  scope: AccessScope,
  form: FormId,
  start: Temporal.PlainDate,
  fields: readonly Field[],
  asOf: Temporal.Instant | undefined,
): Promise<ReadonlyMap<UnitCode, UnitHistory>> {
  const figures = fields.filter(isFigure);
  const flows = figures.filter((field) => !isStock(field));
  const rows = await db.execute<{ unit: UnitCode; field: FieldCode | null; past: readonly number[] }>(sql`
    with recent as materialized (
      select id, data_end from period where form_id = ${form} and data_end < ${start.toString()}
      order by data_end desc, data_start limit ${MOST_HISTORY}
    ),
    rev as materialized ${currentRevisions(scope, sql`select id from recent`, asOf)},
    figure as (select * from ${fieldRows(figures)}),
    flow as (select * from ${fieldRows(flows)}),
    said as (
      select rev.unit_id, rev.period_id, value.field, coalesce(value.number, value.whole) as number
      from rev ${JOIN_VALUES} join figure on figure.code = value.field and ${holdsValueOf('figure', 'value')}
      union all
      select rev.unit_id, rev.period_id, flow.code, 0
      from rev cross join lateral (
        select flow.code from flow
        except all select held.field from report_value held where held.revision_id = rev.id
      ) flow
      where rev.nil and not jsonb_exists(rev.gaps, flow.code)
      union all
      select rev.unit_id, rev.period_id, null, rev.nil::integer from rev
    )
    select unit.code as unit, said.field, jsonb_agg(said.number::float8 order by recent.data_end desc) as past
    from said join recent on recent.id = said.period_id join unit on unit.id = said.unit_id
    group by unit.code, said.field
  `);
  const histories = new Map<
    UnitCode,
    { nils: readonly boolean[]; figures: Record<FieldCode, readonly number[]> }
  >();
  for (const { unit, field, past } of rows) {
    const history = histories.get(unit) ?? { nils: [], figures: {} };
    histories.set(unit, history);
    if (field === null) history.nils = past.map((nil) => nil === 1);
    else history.figures[field] = past;
  }
  return histories;
}
