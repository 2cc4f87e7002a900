import { sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import type { SameUnits } from '../../core/digest/figures.ts';
import type { Field } from '../../core/forms/definition.ts';
import type { FieldCode, PeriodId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { fieldRows, flowSums, holdsValueOf, isFlow, toTotal, type Sums } from './period-totals.ts';

/**
 * The flows whose totals of a period and of the one before it stand on different units, with what the units that tell of both come
 * to. Flows that the same units tell of, or none of them then or now, are absent.
 */
export async function loadSameUnits(
  db: Executor,
  scope: AccessScope,
  of: {
    readonly end: PeriodId;
    readonly previous: readonly PeriodId[];
    readonly fields: readonly Field[];
    readonly asOf: Temporal.Instant | undefined;
  },
): Promise<ReadonlyMap<FieldCode, SameUnits>> {
  const { end, previous, fields, asOf } = of;
  if (previous.length === 0) return new Map();
  const flows = fields.filter(isFlow);
  const told = (periods: readonly PeriodId[]) => sql`(
    select sums.* from ${flowSums(sql`unit_id`, scope, periods, flows, asOf)} sums
      join (select * from ${fieldRows(flows)}) flow on flow.code = sums.field
    where ${holdsValueOf('flow', 'sums')})`;
  const rows = await db.execute<{ field: FieldCode; units: number; now: Sums; before: Sums }>(sql`
    select field, count(*) filter (where both_tell)::integer as units, ${total('now')}, ${total('before')}
    from ${told([end])} now full join ${told(previous)} before using (unit_id, field)
      cross join lateral (select now.field is not null and before.field is not null as both_tell) told
    group by field
    having not bool_and(both_tell) and count(now.field) > 0 and count(before.field) > 0`);
  return new Map(
    rows.flatMap(({ field: code, units, now, before }) => {
      const field = flows.find((flow) => flow.code === code);
      if (!field) return [];
      return [
        [code, { units, total: toTotal(field, now) ?? null, previous: toTotal(field, before) ?? null }],
      ];
    }),
  );
}

/** Over the units that tell of both. */
function total(side: 'now' | 'before'): SQL {
  const one = sql.identifier(side);
  const [number, part, whole] = ['number', 'part', 'whole'].map(
    (column) => sql`sum(${one}.${sql.identifier(column)}::numeric) filter (where both_tell)`,
  );
  return sql`jsonb_build_object('number', ${number}, 'part', ${part}, 'whole', ${whole}) as ${one}`;
}
