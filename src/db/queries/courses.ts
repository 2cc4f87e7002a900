import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { UNIT_ENDED } from '../../core/actions/exempt.ts';
import { scopeOfBody, type AccessScope } from '../../core/access/scope.ts';
import type { Course, CourseUnit, ReportState } from '../../core/digest/course.ts';
import type { Total } from '../../core/digest/totals.ts';
import { isStock, type Field } from '../../core/forms/definition.ts';
import type { BodyCode, FieldCode, FormCode, PeriodId, UnitCode } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { reachesUnit } from './access.ts';
import { loadFormPeriods } from './form-periods.ts';
import { exemptReasonThen, wasOwedThen } from './owed-then.ts';
import { fieldRows, holdsValueOf } from './period-totals.ts';
import { currentRevisions, periodList, submittedBy } from './revisions.ts';

export type CourseOf = {
  readonly form: FormCode;
  readonly body: BodyCode;
  /** The last day of the last period. */
  readonly end: Temporal.PlainDate;
  /** How many periods at most. */
  readonly periods: number;
  /** Figures; they have been chosen among those that the body sees. */
  readonly fields: readonly Field[];
  readonly asOf?: Temporal.Instant | undefined;
};

/** The form's recent periods with how each unit in the scope reported and what it said of these fields. */
export async function loadCourse(db: Executor, scope: AccessScope, of: CourseOf): Promise<Course> {
  const seen = scopeOfBody(scope, of.body);
  const all = await loadFormPeriods(db, of.form);
  const periods = all
    .filter(({ end }) => end.toString() <= of.end.toString())
    .slice(-of.periods)
    .map(({ id, code, start }) => ({ id, code, start }));
  const ids = periods.map(({ id }) => id);
  const place = new Map(ids.map((id, index) => [id, index]));
  const states = await loadStates(db, seen, ids, of.asOf);
  const values = await loadValues(db, seen, ids, of);
  const above = await loadLines(db);
  const units = new Map<UnitCode, CourseUnit & { states: ReportState[] }>();
  for (const { unit, name, period, state } of states) {
    const known = units.get(unit) ?? {
      unit,
      name,
      above: above(unit),
      states: ids.map((): ReportState => null),
      values: values(unit, place),
    };
    units.set(unit, known);
    known.states[place.get(period) ?? 0] = state;
  }
  return { periods, units: [...units.values()], fields: of.fields };
}

type StateRow = {
  readonly unit: UnitCode;
  readonly name: string;
  readonly period: PeriodId;
  readonly state: Exclude<ReportState, null>;
};

async function loadStates(
  db: Executor,
  scope: AccessScope,
  periods: readonly PeriodId[],
  asOf: Temporal.Instant | undefined,
): Promise<readonly StateRow[]> {
  const reason = exemptReasonThen('ob', asOf);
  return db.execute<StateRow>(sql`
    select unit.code as unit, unit.name, ob.period_id as period,
      case when ${reason} is not null then 'exempt' when first.id is null then 'missing'
        when first.late_minutes > 0 then 'late' else 'in-time' end as state
    from obligation ob join unit on unit.id = ob.unit_id
      left join report rep on rep.obligation_id = ob.id
      left join report_revision first on first.report_id = rep.id and first.revision = 1 and ${submittedBy('first', asOf)}
    where ob.period_id in (${periodList(periods)}) and ob.feeds is null and ${reachesUnit(scope, sql`ob.unit_id`)}
      and ${wasOwedThen('ob', asOf)} and (${reason} is distinct from ${UNIT_ENDED} or first.id is not null)
    order by unit.id`);
}

type ValueOf = (
  unit: UnitCode,
  place: ReadonlyMap<PeriodId, number>,
) => Readonly<Record<FieldCode, readonly (Total | null)[]>>;

/** A nil report says zero of a flow that was not left out. */
async function loadValues(
  db: Executor,
  scope: AccessScope,
  periods: readonly PeriodId[],
  { fields, asOf }: CourseOf,
): Promise<ValueOf> {
  const rows = await db.execute<{
    unit: UnitCode;
    period: PeriodId;
    field: FieldCode;
    number: number | null;
    part: number;
    whole: number;
  }>(sql`
    with rev as materialized ${currentRevisions(scope, periodList(periods), asOf)},
    figure as (select * from ${fieldRows(fields)}),
    flow as (select * from ${fieldRows(fields.filter((field) => !isStock(field)))}),
    said as (
      select rev.unit_id, rev.period_id, value.field, value.number::float8 as number,
        value.part::float8 as part, value.whole::float8 as whole
      from rev join report_value value on value.revision_id = rev.id
        join figure on figure.code = value.field and ${holdsValueOf('figure', 'value')}
      union all
      select rev.unit_id, rev.period_id, flow.code, 0, 0, 0 from rev cross join flow
      where rev.nil and not jsonb_exists(rev.gaps, flow.code)
        and not exists (select from report_value value where value.revision_id = rev.id and value.field = flow.code)
    )
    select unit.code as unit, said.period_id as period, said.field, said.number, said.part, said.whole
    from said join unit on unit.id = said.unit_id`);
  const ofUnit = Map.groupBy(rows, ({ unit }) => unit);
  return (unit, place) => {
    const own = ofUnit.get(unit) ?? [];
    return Object.fromEntries(
      fields.map(({ code, type }) => {
        const values = [...place].map((): Total | null => null);
        for (const { period, number, part, whole } of own.filter(({ field }) => field === code)) {
          values[place.get(period) ?? 0] = type === 'ratio' ? { part, whole } : number;
        }
        return [code, values];
      }),
    );
  };
}

/** Who is above a unit, nearest first. */
async function loadLines(db: Executor): Promise<(unit: UnitCode) => CourseUnit['above']> {
  const rows = await db.execute<{ code: UnitCode; name: string; parent: UnitCode | null }>(sql`
    select unit.code, unit.name, parent.code as parent from unit left join unit parent on parent.id = unit.parent_id`);
  const known = new Map(rows.map((row) => [row.code, row]));
  return (unit) => {
    const line: { unit: UnitCode; name: string }[] = [];
    let next = known.get(unit)?.parent ?? null;
    while (next !== null) {
      const above = known.get(next);
      if (above) line.push({ unit: above.code, name: above.name });
      next = above?.parent ?? null;
    }
    return line;
  };
}
