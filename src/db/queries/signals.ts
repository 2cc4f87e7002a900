import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { scopeOfBody, type AccessScope } from '../../core/access/scope.ts';
import {
  findSignals,
  type FieldEvidence,
  type Signal,
  type UnitEvidence,
} from '../../core/digest/signals.ts';
import { fieldsFor, isFigure, isStock, type FormDefinition } from '../../core/forms/definition.ts';
import type { BodyCode, FormCode, PeriodId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { currentRevisions, JOIN_VALUES, revisionsOfUnit } from './revisions.ts';

/** How many periods count as lately, the one in question included. */
const PERIODS = 13;

export type SignalsAsked = {
  readonly form: FormDefinition;
  readonly period: string;
  readonly body: BodyCode;
};

/**
 * Reasons to ask units in the scope once more about their reports of a period, as far as the body sees their fields. The database
 * adds up, unit by unit, so that what is read grows with the units and not with their past.
 */
export async function loadSignals(
  db: Executor,
  scope: AccessScope,
  { period: code, form, body }: SignalsAsked,
): Promise<readonly Signal[]> {
  const [asked, ...earlier] = await recentPeriods(db, form.code, code);
  if (asked === undefined) return [];
  const seen = scopeOfBody(scope, body);
  const flows = fieldsFor(form, body).filter((field) => isFigure(field) && !isStock(field));
  const codes = JSON.stringify(flows.map((field) => field.code));
  const units = await db.execute<UnitRow>(sql`
    with flow as materialized (select array_agg(code) as codes from jsonb_array_elements_text(${codes}::text::jsonb) code)
    select u.code as unit, current.nil,
      (
        select case first.source when 'on-behalf' then null else to_json(first.submitted_at) #>> '{}' end
        from report_revision first where first.report_id = current.report_id and first.revision = 1
      ) as "sentAt",
      past.reports, past.nils, coalesce(past.events, 0) as events, coalesce(past.fields, '[]') as fields
    from ${currentRevisions(seen, sql`${asked}`, undefined)} current join unit u on u.id = current.unit_id
      cross join lateral (
        with rev as materialized ${revisionsOfUnit(sql`current.unit_id`, [asked, ...earlier])}, evidence as (
          select value.field,
            max(figure) filter (where rev.period_id = ${asked} and size <> 0) as now,
            max(figure) filter (where rev.period_id = ${earlier[0] ?? null} and size <> 0) as before,
            (count(*) filter (where whole > 0))::int as measured,
            (count(*) filter (where whole > 0 and part = whole))::int as full,
            coalesce(sum(part), 0)::float8 as part, coalesce(sum(whole), 0)::float8 as whole,
            (count(distinct size) filter (where size >= 20 and size = trunc(size)))::int as numbers,
            (count(distinct size) filter (where size >= 20 and mod(size, 5) = 0))::int as round,
            sum(size) filter (where rev.period_id <> ${asked}) as events
          from rev ${JOIN_VALUES}
            cross join lateral (
              select coalesce(value.number, value.whole) as size, concat_ws('/', value.number, value.part, value.whole) as figure
            ) said
          where value.field = any ((select codes from flow)::text[]) and value.text is null and value.list is null
          group by value.field
        )
        select (select (count(*) - 1)::int from rev) as reports,
          (select count(*)::int from rev where nil and period_id <> ${asked}) as nils,
          sum(events)::float8 as events, json_agg(evidence) as fields
        from evidence
        offset 0
      ) past
    order by u.id`);
  return findSignals(
    units.flatMap(({ unit, fields }) => fields.map((field) => ({ ...field, unit }))),
    units.map(({ sentAt, ...row }) => ({
      ...row,
      sentAt: sentAt === null ? null : Temporal.Instant.from(sentAt),
    })),
  );
}

type UnitRow = Omit<UnitEvidence, 'sentAt'> & {
  readonly sentAt: string | null;
  readonly fields: readonly Omit<FieldEvidence, 'unit'>[];
};

/** The form's period of this code and those before it, the latest first; none for an unknown code. */
async function recentPeriods(db: Executor, form: FormCode, code: string): Promise<readonly PeriodId[]> {
  const periods = await db.execute<{ id: PeriodId }>(sql`
    select earlier.id from form f join period asked on asked.form_id = f.id and asked.code = ${code}
      join period earlier on earlier.form_id = f.id and earlier.data_start <= asked.data_start
    where f.code = ${form}
    order by earlier.id = asked.id desc, earlier.data_start desc limit ${PERIODS}`);
  return periods.map(({ id }) => id);
}
