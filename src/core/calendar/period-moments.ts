import { Temporal } from 'temporal-polyfill';
import { Fault } from '../errors.ts';
import type { FormDefinition } from '../forms/definition.ts';
import type { Holidays } from './holidays.ts';
import type { PeriodSpan } from './period.ts';
import { parseTimeRule, type DayRule, type TimeRule } from './time-rule.ts';
import { at, startOfDay } from './wall-time.ts';
import { addWorkingDays, workingDayOnOrAfter, workingDayOnOrBefore } from './working-days.ts';

export type PeriodMoments = {
  readonly opensAt: Temporal.Instant;
  /** Hạn nộp: what comes later is late. */
  readonly dueAt: Temporal.Instant;
  /** Khóa sổ: what comes later is refused. */
  readonly locksAt: Temporal.Instant;
};

/**
 * When a period opens (its first day at 0:00), is due and locks. Always opens < due <= locks: a lock that a day off would leave
 * before the due moment is at the due moment. Throws Fault if the form's rules were never accepted by `checkTimes`.
 * Form `tuan` (friday 16:00, tuesday+1 16:00), 2017-W34: opens 21/8 0:00, due 25/8 16:00, locks 29/8 16:00.
 */
export function periodMoments(
  form: Pick<FormDefinition, 'code' | 'due' | 'lock'>,
  span: PeriodSpan,
  zone: string,
  holidays: Holidays,
): PeriodMoments {
  const opensAt = startOfDay(span.start, zone);
  const dueAt = momentByRule(readRule(form.code, form.due), span, zone, holidays);
  const lockRule = momentByRule(readRule(form.code, form.lock), span, zone, holidays);
  if (Temporal.Instant.compare(opensAt, dueAt) >= 0) {
    throw new Fault(`form ${form.code}: due "${form.due}" is not after the opening of ${span.code}`);
  }
  return { opensAt, dueAt, locksAt: Temporal.Instant.compare(lockRule, dueAt) < 0 ? dueAt : lockRule };
}

/**
 * The moment that a rule gives for a period. `17 16:00 or working day before` for 2026-01 with cut-off `nd09` (data to 14/1):
 * 17/1/2026 is a Saturday, so Friday 16/1/2026 16:00.
 */
export function momentByRule(
  rule: TimeRule,
  span: PeriodSpan,
  zone: string,
  holidays: Holidays,
): Temporal.Instant {
  const date = dayByRule(rule.day, span, holidays);
  return at(moveFromDayOff(rule, date, span, holidays), rule.time, zone);
}

function moveFromDayOff(
  rule: TimeRule,
  date: Temporal.PlainDate,
  span: PeriodSpan,
  holidays: Holidays,
): Temporal.PlainDate {
  if (rule.dayOff === undefined) return date;
  const before = workingDayOnOrBefore(date, holidays);
  // In the week of Tết the working day before Friday is a week away, when the period was not yet open.
  const open = Temporal.PlainDate.compare(before, span.start) >= 0;
  return rule.dayOff === 'before' && open ? before : workingDayOnOrAfter(date, holidays);
}

function dayByRule(rule: DayRule, span: PeriodSpan, holidays: Holidays): Temporal.PlainDate {
  if (rule.kind === 'weekday') {
    const from = span.kind === 'week' ? span.start : span.end.add({ days: 1 });
    const days = ((rule.weekday - from.dayOfWeek + 7) % 7) + 7 * rule.weeksLater;
    return from.add({ days });
  }
  if (rule.kind === 'day-of-month') {
    const month = span.end.toPlainYearMonth();
    const passed = Temporal.PlainDate.compare(month.toPlainDate({ day: rule.day }), span.end) <= 0;
    return month.add({ months: rule.monthsLater + (passed ? 1 : 0) }).toPlainDate({ day: rule.day });
  }
  return rule.working ? addWorkingDays(span.end, rule.days, holidays) : span.end.add({ days: rule.days });
}

/** Throws Fault for a rule that `checkTimes` would refuse. */
export function readRule(form: string, text: string): TimeRule {
  const rule = parseTimeRule(text);
  if ('problem' in rule) throw new Fault(`form ${form}: ${rule.problem}`);
  return rule;
}
