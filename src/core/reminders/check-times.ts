import { Temporal } from 'temporal-polyfill';
import { checkCron } from '../calendar/digest-moments.ts';
import { NO_HOLIDAYS } from '../calendar/holidays.ts';
import { momentByRule } from '../calendar/period-moments.ts';
import { spansIn } from '../calendar/period-range.ts';
import type { PeriodSpan } from '../calendar/period.ts';
import { parseTimeRule } from '../calendar/time-rule.ts';
import { startOfDay } from '../calendar/wall-time.ts';
import type { Problem } from '../errors.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { parseReminderStep, sameMeaning, type ReminderStep } from './reminder-step.ts';

type FormTimes = Pick<FormDefinition, 'period' | 'cutoff' | 'due' | 'lock' | 'reminders' | 'digests'>;

/** The order of a form's moments does not depend on the zone. */
export const ANY_ZONE = 'UTC';
/** Years in which every arrangement of months and weekdays that matters to the rules occurs. */
const SAMPLE_YEARS = {
  start: Temporal.PlainDate.from('2023-01-01'),
  end: Temporal.PlainDate.from('2029-01-31'),
};

/**
 * What is wrong with a form's rules of time, each with its path below the form (`due`, `reminders[1]`, `digests[0].cron`) and
 * the remedy, in Vietnamese. An empty answer promises that `periodMoments`, `planSteps` and `digestMoments` accept the form.
 * `due: 17 16:00` with `lock: 16 16:00` is refused: the lock would come before the due moment in 2023-01.
 */
export function checkTimes(form: FormTimes): readonly Problem[] {
  return [
    ...checkDueAndLock(form),
    ...checkReminders(form.reminders),
    ...form.digests.flatMap(({ cron }, index) => problem(`digests[${index}].cron`, checkCron(cron))),
  ];
}

function checkDueAndLock(form: FormTimes): readonly Problem[] {
  const due = parseTimeRule(form.due);
  const lock = parseTimeRule(form.lock);
  if ('problem' in due || 'problem' in lock) {
    return [
      ...problem('due', 'problem' in due ? due.problem : undefined),
      ...problem('lock', 'problem' in lock ? lock.problem : undefined),
    ];
  }
  for (const span of sampleSpans(form)) {
    const opensAt = startOfDay(span.start, ANY_ZONE);
    const dueAt = momentByRule(due, span, ANY_ZONE, NO_HOLIDAYS);
    const locksAt = momentByRule(lock, span, ANY_ZONE, NO_HOLIDAYS);
    if (Temporal.Instant.compare(opensAt, dueAt) >= 0) {
      return problem('due', 'hạn nộp phải sau lúc mở kỳ (0:00 ngày đầu kỳ); ví dụ: friday 16:00');
    }
    if (Temporal.Instant.compare(locksAt, dueAt) < 0) {
      return problem(
        'lock',
        `kỳ ${span.code} khóa sổ lúc ${inWords(locksAt)}, trước hạn nộp ${inWords(dueAt)}; xin đặt khóa sổ từ hạn nộp trở đi`,
      );
    }
  }
  return [];
}

/** Periods that stand for all that a form can have. A custom span may end on any day: months with both cut-off rules stand for it. */
export function sampleSpans(form: Pick<FormTimes, 'period' | 'cutoff'>): readonly PeriodSpan[] {
  if (form.period !== 'custom') return spansIn(form.period, { ...SAMPLE_YEARS, cutoff: form.cutoff });
  return [
    ...spansIn('month', { ...SAMPLE_YEARS, cutoff: 'calendar' }),
    ...spansIn('month', { ...SAMPLE_YEARS, cutoff: 'nd09' }),
  ];
}

function checkReminders(texts: readonly string[]): readonly Problem[] {
  const steps: ReminderStep[] = [];
  const problems: Problem[] = [];
  for (const [index, text] of texts.entries()) {
    const step = parseReminderStep(text);
    const path = `reminders[${index}]`;
    if ('problem' in step) problems.push(...problem(path, step.problem));
    else if (steps.some((other) => sameMeaning(step, other))) {
      problems.push(...problem(path, `“${text.trim()}” trùng với một bước nhắc ở trên; xin bỏ một bước`));
    } else steps.push(step);
  }
  return problems;
}

export function inWords(moment: Temporal.Instant): string {
  const { day, month, year, hour, minute } = moment.toZonedDateTimeISO(ANY_ZONE);
  return `${hour}:${String(minute).padStart(2, '0')} ngày ${day}/${month}/${year}`;
}

function problem(path: string, message: string | undefined): Problem[] {
  return message === undefined ? [] : [{ path, message }];
}
