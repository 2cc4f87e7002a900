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
import type { BodyCode, PeriodId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { currentRevisions } from './revisions.ts';

/** How many periods count as lately, the one in question included. */
const PERIODS = 13;

export type SignalsAsked = {
  readonly form: FormDefinition;
  readonly period: string;
  readonly body: BodyCode;
};

/**
 * Reasons to ask units in the scope once more about their reports of a period, as far as the body sees their fields. The database
 * adds up, so that what is read grows with the units and not with their past.
 */
export async function loadSignals(
  db: Executor,
  scope: AccessScope,
  { period: code, form, body }: SignalsAsked,
): Promise<readonly Signal[]> {
  const [found] = await db.execute<{ id: PeriodId }>(sql`
    select p.id from period p join form f on f.id = p.form_id where f.code = ${form.code} and p.code = ${code}`);
  if (!found) return [];
  const period = found.id;
  const seen = scopeOfBody(scope, body);
  const flows = fieldsFor(form, body).filter((field) => isFigure(field) && !isStock(field));
  const codes = JSON.stringify(flows.map((field) => field.code));
  const lately = sql`
    select earlier.id from period asked
      join period earlier on earlier.form_id = asked.form_id and earlier.data_start <= asked.data_start
    where asked.id = ${period} order by earlier.data_start desc limit ${PERIODS}`;
  const rev = sql`rev as materialized ${currentRevisions(seen, lately, undefined)}`;
  const units = await db.execute<Omit<UnitEvidence, 'sentAt'> & { sentAt: string | null }>(sql`
    with ${rev}, sums as (
      select rev.unit_id, sum(coalesce(value.number, value.whole)) as events
      from rev join report_value value on value.revision_id = rev.id
      where rev.period_id <> ${period} and value.field in (select jsonb_array_elements_text(${codes}::text::jsonb))
      group by rev.unit_id
    )
    select u.code as unit, bool_or(rev.nil) filter (where rev.period_id = ${period}) as nil,
      (
        select case first.source when 'on-behalf' then null else to_json(first.submitted_at) #>> '{}' end
        from report_revision first
        where first.report_id = max(rev.report_id) filter (where rev.period_id = ${period}) and first.revision = 1
      ) as "sentAt",
      (count(*) filter (where rev.period_id <> ${period}))::int as reports,
      (count(*) filter (where rev.period_id <> ${period} and rev.nil))::int as nils,
      coalesce(max(sums.events), 0)::float8 as events
    from rev join unit u on u.id = rev.unit_id left join sums on sums.unit_id = rev.unit_id
    group by u.id, u.code having bool_or(rev.period_id = ${period})
    order by u.id`);
  const fields = await db.execute<FieldEvidence>(sql`
    with ${rev}, previous as (select id from (${lately}) recent where id <> ${period} limit 1), said as (
      select rev.unit_id, rev.period_id, value.field, value.part, value.whole, coalesce(value.number, value.whole) as size,
        case when coalesce(value.number, value.whole) <> 0 then concat_ws('/', value.number, value.part, value.whole) end as figure
      from rev join report_value value on value.revision_id = rev.id
      where value.field in (select jsonb_array_elements_text(${codes}::text::jsonb)) and value.text is null and value.list is null
    )
    select u.code as unit, said.field,
      max(figure) filter (where said.period_id = ${period}) as now,
      max(figure) filter (where said.period_id = (select id from previous)) as before,
      (count(*) filter (where whole > 0))::int as measured,
      (count(*) filter (where whole > 0 and part = whole))::int as full,
      coalesce(sum(part), 0)::float8 as part, coalesce(sum(whole), 0)::float8 as whole,
      (count(distinct size) filter (where size >= 20 and size = trunc(size)))::int as numbers,
      (count(distinct size) filter (where size >= 20 and mod(size, 5) = 0))::int as round
    from said join unit u on u.id = said.unit_id
    group by u.code, said.field`);
  return findSignals(
    fields,
    units.map((row) => ({ ...row, sentAt: row.sentAt === null ? null : Temporal.Instant.from(row.sentAt) })),
  );
}
