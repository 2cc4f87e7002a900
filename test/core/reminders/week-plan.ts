import { Temporal } from 'temporal-polyfill';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import { periodMoments, type PeriodMoments } from '../../../src/core/calendar/period-moments.ts';
import { periodByCode } from '../../../src/core/calendar/period.ts';
import type { FormDefinition } from '../../../src/core/forms/definition.ts';
import { planSteps, type PlannedStep } from '../../../src/core/reminders/plan-steps.ts';

export const ZONE = 'Asia/Ho_Chi_Minh';

export type FormTimes = Pick<FormDefinition, 'code' | 'period' | 'cutoff' | 'due' | 'lock' | 'reminders'>;

export const WEEKLY: FormTimes = {
  code: 'tuan',
  period: 'week',
  cutoff: 'calendar',
  due: 'friday 16:00',
  lock: 'tuesday+1 16:00',
  reminders: ['open', '-2wd 08:00', '-3h', '+1d 08:00 escalate'],
};

export const MONTHLY: FormTimes = {
  code: 'thang',
  period: 'month',
  cutoff: 'nd09',
  due: '17 16:00 or working day before',
  lock: '25 16:00',
  reminders: ['open', '-1wd 09:00', '+1wd 08:00 escalate'],
};

export type PlannedPeriod = PeriodMoments & { readonly code: string; readonly steps: readonly PlannedStep[] };

/** A form's period with its steps, by the built-in holidays. */
export function plan(form: FormTimes, code: string): PlannedPeriod {
  const span = periodByCode(form.period, form.cutoff, code);
  if (span === undefined) throw new Error(`no period ${code}`);
  const moments = periodMoments(form, span, ZONE, BUILT_IN_HOLIDAYS);
  return { ...moments, code, steps: planSteps(form, moments, ZONE, BUILT_IN_HOLIDAYS) };
}

/** A wall time in Vietnam. */
export function local(text: string): Temporal.Instant {
  return Temporal.Instant.from(`${text}+07:00`);
}

/** `2017-08-25T13:00`, as on a clock in Vietnam. */
export function shown(instant: Temporal.Instant): string {
  return instant.toZonedDateTimeISO(ZONE).toPlainDateTime().toString({ smallestUnit: 'minute' });
}
