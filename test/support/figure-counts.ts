import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { isStock, type Field, type FormDefinition } from '../../src/core/forms/definition.ts';

// Statements that share nothing with the program but the schema, to count a digest's figures once more.

export type Question = {
  readonly form: FormDefinition;
  readonly body: string;
  readonly period: string;
  readonly asOf: Temporal.Instant | undefined;
};

export const FOREVER = Temporal.Instant.from('2100-01-01T00:00Z');

/** The revisions that count, with unit and week. */
export function standing({ form, asOf }: Question) {
  return sql`standing as (
    select * from (
      select rev.*, unit.code as unit, unit.id as unit_id, period.code as period,
        rank() over (partition by rev.report_id order by rev.revision desc) as place
      from report_revision rev
        join report on report.id = rev.report_id join obligation on obligation.id = report.obligation_id
        join period on period.id = obligation.period_id join form on form.id = period.form_id
        join unit on unit.id = obligation.unit_id
      where form.code = ${form.code} and rev.submitted_at <= ${(asOf ?? FOREVER).toString()}
    ) ranked where place = 1
  )`;
}

/** What each standing revision says of one field: nothing, a value, or zero by a nil report. */
export function said(field: Field) {
  return sql`said as (
    select standing.*,
      case when value.field is not null then value.number when standing.zero then 0 end as number,
      case when value.field is not null then value.part when standing.zero then 0 end as part,
      case when value.field is not null then value.whole when standing.zero then 0 end as whole
    from (
      select *, nil and ${!isStock(field)}
        and not exists (select from jsonb_array_elements_text(gaps) gap where gap = ${field.code}) as zero
      from standing
    ) standing left join report_value value on value.revision_id = standing.id and value.field = ${field.code}
  )`;
}

export type Counted = { total: number | { part: number; whole: number } | null; met: boolean | null };
export type Sums = { number: number | null; part: number | null; whole: number | null; met: boolean | null };

export function sumsAgainst(field: Field) {
  const target = String(field.target ?? 0);
  return sql`sum(number)::float8 as number, sum(part)::int as part, sum(whole)::int as whole,
    case when sum(whole) > 0 then sum(part) >= ${target}::numeric * sum(whole) end as met`;
}

export function counted(field: Field, rows: readonly Sums[]): Counted {
  const [row] = rows;
  if (row === undefined) return { total: null, met: null };
  if (field.type !== 'ratio') return { total: row.number, met: row.met };
  const { part, whole, met } = row;
  return { total: part === null || whole === null ? null : { part, whole }, met };
}
