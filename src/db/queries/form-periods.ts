import { asc, eq } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { FormCode, PeriodId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { form, period } from '../schema/form.ts';

export type FormPeriod = {
  readonly id: PeriodId;
  readonly code: string;
  readonly start: Temporal.PlainDate;
  readonly end: Temporal.PlainDate;
  readonly dueAt: Temporal.Instant;
};

/** Every period of a form that has begun or was imported, the earliest first. */
export async function loadFormPeriods(db: Executor, code: FormCode): Promise<FormPeriod[]> {
  return db
    .select({
      id: period.id,
      code: period.code,
      start: period.dataStart,
      end: period.dataEnd,
      dueAt: period.dueAt,
    })
    .from(period)
    .innerJoin(form, eq(form.id, period.formId))
    .where(eq(form.code, code))
    .orderBy(asc(period.dataStart));
}
