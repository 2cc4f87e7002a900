import { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../calendar/holidays.ts';
import { at } from '../calendar/wall-time.ts';
import { isQuiet, MORNING } from '../calendar/working-time.ts';
import type { PlannedStep } from './plan-steps.ts';

/** How far back it is looked what reminders led to. */
export const LEARNED_WEEKS = 26;
/** A report within so many hours after a reminder is taken for its answer. */
export const LED_WITHIN_HOURS = 2;
/** An hour of which less is known says nothing. */
const LEAST_REMINDERS = 4;
/** A reminder comes at least so long before the due moment. */
const LEAST_HOURS_LEFT = 1;

/** What came of the reminders that a unit got within one hour of the day, by the clock on the wall. */
export type HourCount = {
  /** 13: from 13:00 to 13:59. */
  readonly hour: number;
  readonly reminded: number;
  /** Of them, those that a report followed. */
  readonly answered: number;
};

/**
 * The hours at which a unit answers better than at the planned one, the best first; none while the planned one is not known well
 * enough itself. Without a planned hour: all at which the unit answers.
 */
export function betterHours(counts: readonly HourCount[], planned?: number): readonly HourCount[] {
  const known = counts.filter(({ reminded }) => reminded >= LEAST_REMINDERS);
  const now = known.find(({ hour }) => hour === planned);
  if (planned !== undefined && now === undefined) return [];
  return known
    .filter((one) => one.answered > 0 && (now === undefined || compareShares(one, now) > 0))
    .toSorted(
      (one, other) =>
        compareShares(other, one) ||
        // Of equally good hours the one nearest to the plan, and of those the earlier.
        distance(one.hour, planned) - distance(other.hour, planned) ||
        one.hour - other.hour,
    );
}

function distance(hour: number, planned: number | undefined): number {
  return planned === undefined ? 0 : Math.abs(hour - planned);
}

type Calendar = {
  readonly dueAt: Temporal.Instant;
  readonly locksAt: Temporal.Instant;
  readonly zone: string;
  readonly holidays: Holidays;
};

/**
 * The plan with its reminders at the unit's best hours: each stays on its day and in its place among the steps, in working time, an
 * hour before the due moment or, after it, before the lock. Opening notices and escalations stay where they are, and so does what
 * no better hour is known for. Same input, same plan.
 * With 6 of 8 reminders answered at 14 h and 1 of 9 at 8 h, `-2wd 08:00` comes at 14:00.
 */
export function adaptSteps(
  steps: readonly PlannedStep[],
  counts: readonly HourCount[],
  calendar: Calendar,
): readonly PlannedStep[] {
  const adapted: PlannedStep[] = [];
  for (const [index, step] of steps.entries()) {
    const after = adapted.at(-1)?.plannedAt;
    const before = steps[index + 1]?.plannedAt;
    const moved = isMovable(step) ? bestMoment(step, counts, { after, before }, calendar) : undefined;
    adapted.push(moved === undefined ? step : { ...step, plannedAt: moved });
  }
  return adapted;
}

function isMovable({ kind, escalate }: PlannedStep): boolean {
  return kind !== 'open' && !escalate;
}

function bestMoment(
  { plannedAt, kind }: PlannedStep,
  counts: readonly HourCount[],
  neighbours: { readonly after: Temporal.Instant | undefined; readonly before: Temporal.Instant | undefined },
  { dueAt, locksAt, zone, holidays }: Calendar,
): Temporal.Instant | undefined {
  const planned = plannedAt.toZonedDateTimeISO(zone);
  const [earliest, latest] =
    kind === 'before-due'
      ? [undefined, dueAt.subtract({ hours: LEAST_HOURS_LEFT })]
      : [dueAt, locksAt.subtract({ nanoseconds: 1 })];
  const fits = (moment: Temporal.Instant) =>
    !isQuiet(moment, zone, holidays) &&
    isBefore(neighbours.after, moment) &&
    isBefore(moment, neighbours.before) &&
    isBefore(earliest, moment) &&
    Temporal.Instant.compare(moment, latest) <= 0;
  for (const { hour } of betterHours(counts, planned.hour)) {
    // People arrive at 7:30.
    const time = hour === MORNING.hour ? MORNING : Temporal.PlainTime.from({ hour });
    const moment = at(planned.toPlainDate(), time, zone);
    if (fits(moment)) return moment;
  }
  return undefined;
}

/** What is not there bounds nothing. */
function isBefore(one: Temporal.Instant | undefined, other: Temporal.Instant | undefined): boolean {
  return one === undefined || other === undefined || Temporal.Instant.compare(one, other) < 0;
}

/** By cross-multiplying, so that no rounding decides. */
function compareShares(one: HourCount, other: HourCount): number {
  return one.answered * other.reminded - other.answered * one.reminded;
}
