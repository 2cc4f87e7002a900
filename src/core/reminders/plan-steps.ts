import { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../calendar/holidays.ts';
import type { PeriodMoments } from '../calendar/period-moments.ts';
import { at } from '../calendar/wall-time.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { lastWorkingMomentBefore, nextWorkingMoment } from '../calendar/working-time.ts';
import { Fault } from '../errors.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { parseReminderStep, type ReminderStep } from './reminder-step.ts';

export type StepKind = 'open' | 'before-due' | 'after-due';

/** A step of the plan with its moment in one period, the same for every unit that owes. */
export type PlannedStep = {
  /** As written in the form. */
  readonly step: string;
  /** Never in quiet time. */
  readonly plannedAt: Temporal.Instant;
  readonly kind: StepKind;
  readonly escalate: boolean;
};

type DatedStep = PlannedStep & { readonly writtenAt: Temporal.Instant };

/**
 * The steps of a period in the order of their moments, at most one a moment. A moment in quiet time moves to the next working
 * moment; a reminder that would thereby reach the due moment goes to the last working moment before instead. What then falls
 * before the opening, or together with its notice, is part of that notice. What has no moment left is dropped: an opening notice
 * or reminder without a working moment before the due one, a reminder after the lock. If so nothing could be said before the due
 * moment (the week of Tết), the superior is not told of the first reminder after it.
 * Throws Fault for a step that `checkTimes` would refuse.
 * Form `tuan`, 2017-W34: open Monday 21/8 7:30, -2wd Wednesday 8:00, -3h Friday 13:00, +1d Saturday 8:00 → Monday 28/8 7:30.
 */
export function planSteps(
  form: Pick<FormDefinition, 'code' | 'reminders'>,
  moments: PeriodMoments,
  zone: string,
  holidays: Holidays,
): readonly PlannedStep[] {
  const written = form.reminders.map((text) => readStep(form.code, text));
  const calendar: StepCalendar = { moments, zone, holidays };
  const opening = written.some((step) => step.when.kind === 'open')
    ? nextWorkingMoment(moments.opensAt, zone, holidays)
    : undefined;
  const dated = written
    .map((step) => dateStep(step, opening, calendar))
    .filter((step) => step !== undefined)
    .toSorted(byMoment);
  return spareSuperior(written, oneAMoment(dated)).map(({ step, plannedAt, kind, escalate }) => ({
    step,
    plannedAt,
    kind,
    escalate,
  }));
}

type StepCalendar = {
  readonly moments: PeriodMoments;
  readonly zone: string;
  readonly holidays: Holidays;
};

function dateStep(
  step: ReminderStep,
  opening: Temporal.Instant | undefined,
  calendar: StepCalendar,
): DatedStep | undefined {
  const { moments, zone, holidays } = calendar;
  const writtenAt = momentAsWritten(step, calendar);
  const next = nextWorkingMoment(writtenAt, zone, holidays);
  const kind = stepKind(step);
  const planned = (plannedAt: Temporal.Instant): DatedStep => ({
    step: step.text,
    plannedAt,
    kind,
    escalate: step.escalate,
    writtenAt,
  });
  if (kind === 'after-due') return isBefore(next, moments.locksAt) ? planned(next) : undefined;
  if (kind === 'open') return isBefore(next, moments.dueAt) ? planned(next) : undefined;
  const early = isBefore(next, moments.dueAt) ? next : lastWorkingMomentBefore(writtenAt, zone, holidays);
  if (opening !== undefined) return isBefore(opening, early) ? planned(early) : undefined;
  if (!isBefore(writtenAt, moments.opensAt) && !isBefore(early, moments.opensAt)) return planned(early);
  // No opening notice to merge into: the reminder itself is the first that people hear.
  const first = nextWorkingMoment(moments.opensAt, zone, holidays);
  return isBefore(first, moments.dueAt) ? planned(first) : undefined;
}

function momentAsWritten(step: ReminderStep, calendar: StepCalendar): Temporal.Instant {
  const { moments, zone, holidays } = calendar;
  const { when } = step;
  if (when.kind === 'open') return moments.opensAt;
  if (when.kind === 'hours') return moments.dueAt.add({ hours: when.hours });
  const due = moments.dueAt.toZonedDateTimeISO(zone);
  const day = when.working
    ? addWorkingDays(due.toPlainDate(), when.days, holidays)
    : due.toPlainDate().add({ days: when.days });
  return at(day, when.time ?? due.toPlainTime(), zone);
}

function stepKind(step: ReminderStep): StepKind {
  if (step.when.kind === 'open') return 'open';
  const distance = step.when.kind === 'hours' ? step.when.hours : step.when.days;
  return distance < 0 ? 'before-due' : 'after-due';
}

/** Of steps that meet at one moment the later one stays, or the one that escalates. */
function oneAMoment(sorted: readonly DatedStep[]): readonly DatedStep[] {
  const kept: DatedStep[] = [];
  for (const step of sorted) {
    const last = kept.at(-1);
    if (last === undefined || !last.plannedAt.equals(step.plannedAt)) kept.push(step);
    else if (step.escalate || !last.escalate) kept.splice(-1, 1, step);
  }
  return kept;
}

function spareSuperior(written: readonly ReminderStep[], steps: readonly DatedStep[]): readonly DatedStep[] {
  const meantBefore = written.some((step) => stepKind(step) !== 'after-due');
  const toldBefore = steps.some((step) => step.kind !== 'after-due');
  if (!meantBefore || toldBefore) return steps;
  return steps.map((step, index) => (index === 0 ? { ...step, escalate: false } : step));
}

function byMoment(one: DatedStep, other: DatedStep): number {
  return (
    Temporal.Instant.compare(one.plannedAt, other.plannedAt) ||
    Temporal.Instant.compare(one.writtenAt, other.writtenAt)
  );
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}

function readStep(form: string, text: string): ReminderStep {
  const step = parseReminderStep(text);
  if ('problem' in step) throw new Fault(`form ${form}: ${step.problem}`);
  return step;
}
