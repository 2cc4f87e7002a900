import { asc, eq, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { UNIT_ENDED } from '../../core/actions/exempt.ts';
import type { PeriodView } from '../../core/conversation/context.ts';
import type { FormCode, PeriodId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { form, period } from '../schema/form.ts';
import { periodView, type PeriodColumns } from './period-view.ts';
import { tableOf } from './rows.ts';

export type FormPeriod = {
  readonly id: PeriodId;
  readonly code: string;
  readonly start: Temporal.PlainDate;
  readonly end: Temporal.PlainDate;
  readonly opensAt: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
  readonly locksAt: Temporal.Instant;
};

/** Every period of a form that has begun or was imported, the earliest first. */
export async function loadFormPeriods(db: Executor, code: FormCode): Promise<FormPeriod[]> {
  return db
    .select({
      id: period.id,
      code: period.code,
      start: period.dataStart,
      end: period.dataEnd,
      opensAt: period.opensAt,
      dueAt: period.dueAt,
      locksAt: period.locksAt,
    })
    .from(period)
    .innerJoin(form, eq(form.id, period.formId))
    .where(eq(form.code, code))
    .orderBy(asc(period.dataStart));
}

/** A period with how many reports are owed for it, without those exempted, and how many of these have come. */
export type CountedPeriod = PeriodView & {
  readonly form: FormCode;
  readonly expected: number;
  readonly received: number;
  readonly exempt: number;
};

/** Every period of these forms, form by form, the earliest first. */
export async function listPeriods(db: Executor, forms: readonly FormCode[]): Promise<CountedPeriod[]> {
  const wanted = tableOf(
    forms.map((code) => ({ code })),
    'wanted',
    'code text',
  );
  const rows = await db.execute<
    PeriodColumns & { form: FormCode; expected: number; received: number; exempt: number }
  >(sql`
    select f.code as form, p.code as "periodCode", p.data_start as "dataStart", p.data_end as "dataEnd",
      p.opens_at as "opensAt", p.due_at as "dueAt", p.locks_at as "locksAt", counted.expected, counted.received, counted.exempt
    from ${wanted} join form f on f.code = wanted.code join period p on p.form_id = f.id
      cross join lateral (
        select (count(*) filter (where o.exempt_reason is null))::int as expected,
          (count(r.id) filter (where o.exempt_reason is null))::int as received,
          (count(*) filter (where o.exempt_reason <> ${UNIT_ENDED}))::int as exempt
        from obligation o left join report r on r.obligation_id = o.id where o.period_id = p.id and o.feeds is null
      ) counted
    order by wanted.position, p.data_start, p.data_end`);
  return rows.map(({ form: code, expected, received, exempt, ...row }) => ({
    form: code,
    ...periodView(row),
    expected,
    received,
    exempt,
  }));
}
