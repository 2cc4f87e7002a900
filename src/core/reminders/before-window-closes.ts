import { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../calendar/holidays.ts';
import { isQuiet, lastWorkingMomentBefore } from '../calendar/working-time.ts';
import type { PersonId } from '../ids.ts';
import type { Owed } from './notice.ts';
import type { PlannedStep } from './plan-steps.ts';

/** Nothing is left to the last minutes of a window: a queue may be long. */
const LEAST_MINUTES_LEFT = 15;
/** A reminder that comes early keeps at least so far from the message before it: sooner it would say nothing new. */
const LEAST_HOURS_APART = 4;
/** Early reminders come at a full or half hour, when the tick looks anyway. */
const GRID_MILLISECONDS = 30 * 60_000;

/** A person's window that will not open again by our doing: what is to reach them has to be sent before it closes. */
export type ClosingWindow = {
  /** From then on nothing is begun. */
  readonly closesAt: number;
  /** The last 7:30 or 13:00 before. */
  readonly tidyAt: number;
  /** Whether unasked messages may go out at a moment. */
  readonly isPermitted: (moment: number) => boolean;
};

/** In milliseconds, as the planner counts. Undefined: it is closed already. */
export function closingWindow(
  end: Temporal.Instant,
  now: number,
  { zone, holidays }: { readonly zone: string; readonly holidays: Holidays },
): ClosingWindow | undefined {
  const closes = end.subtract({ minutes: LEAST_MINUTES_LEFT });
  if (closes.epochMilliseconds <= now) return undefined;
  return {
    closesAt: closes.epochMilliseconds,
    tidyAt: lastWorkingMomentBefore(closes, zone, holidays).epochMilliseconds,
    isPermitted: (moment) => !isQuiet(Temporal.Instant.fromEpochMilliseconds(moment), zone, holidays),
  };
}

/**
 * The first reminder that its plan would send after the person's window has closed, and the moment inside at which it comes
 * instead: the last 7:30 or 13:00 before the close, or where that is too soon after the step before it, the last half hour of
 * working time. Undefined: none is due so, or there is no such moment. An opening notice never comes early, no reminder comes before
 * the opening notice, and none that speaks of a missed due moment before that. A tap on what comes renews the window, so that the
 * steps behind it keep their moments.
 * Heard from last on Tuesday 15/8/2017 10:00: the reminder of Wednesday 23/8 8:00 comes on Tuesday 22/8 at 7:30.
 */
export function earlyStep(
  owed: Pick<Owed, 'steps' | 'owedSinceAt' | 'dueAt' | 'promised' | 'snoozes'>,
  person: PersonId,
  window: ClosingWindow,
): { readonly step: PlannedStep; readonly at: number } | undefined {
  const { steps } = owed;
  const index = steps.findIndex(({ plannedAt }) => plannedAt.epochMilliseconds >= window.closesAt);
  const step = steps[index];
  if (step === undefined || step.kind === 'open') return undefined;
  const before = steps[index - 1];
  const earliest = Math.max(
    owed.owedSinceAt.epochMilliseconds,
    before === undefined ? -Infinity : before.plannedAt.epochMilliseconds + LEAST_HOURS_APART * 3_600_000,
    step.kind === 'after-due' ? owed.dueAt.epochMilliseconds : -Infinity,
  );
  const at = window.tidyAt >= earliest ? window.tidyAt : latestBetween(earliest, window);
  return at === undefined || isLeftAlone(owed, person, at) ? undefined : { step, at };
}

/** The last full or half hour of working time in the window that is not too early. */
function latestBetween(earliest: number, { closesAt, isPermitted }: ClosingWindow): number | undefined {
  let moment = Math.floor((closesAt - 1) / GRID_MILLISECONDS) * GRID_MILLISECONDS;
  while (moment >= earliest) {
    if (isPermitted(moment)) return moment;
    moment -= GRID_MILLISECONDS;
  }
  return undefined;
}

/** Until then the person has said when the report comes, or when they want to be reminded. */
function isLeftAlone(
  { promised, snoozes }: Pick<Owed, 'promised' | 'snoozes'>,
  person: PersonId,
  moment: number,
): boolean {
  const snooze = snoozes?.find((one) => one.person === person);
  return (
    (promised?.person === person && moment < promised.until.epochMilliseconds) ||
    (snooze !== undefined && moment < snooze.until.epochMilliseconds)
  );
}
