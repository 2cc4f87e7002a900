import type { PersonId } from '../ids.ts';
import { closingWindow, earlyStep, type ClosingWindow } from './before-window-closes.ts';
import type { NoticeInput, Owed, Snoozed } from './notice.ts';
import type { PlannedStep } from './plan-steps.ts';

/**
 * A step whose moment has come. `past`: it is not meant any more, having come before the obligation began to count or while the
 * person wanted to be left alone. `askedAt`: when the person asked for it. `pressing`: as in `NoticeItem`.
 */
export type PassedStep = {
  readonly step: PlannedStep;
  readonly at: number;
  readonly past: boolean;
  readonly askedAt?: number;
  readonly pressing?: true;
};

/** The steps with the reminder that somebody above asked for. Until it can be sent its due moment may pass. */
export function withNudge(
  { nudgedAt, dueAt, owedSinceAt }: Owed,
  passed: readonly PassedStep[],
  now: number,
): readonly PassedStep[] {
  if (nudgedAt === undefined) return passed;
  const moment = nudgedAt.epochMilliseconds;
  if (moment > now || moment < owedSinceAt.epochMilliseconds) return passed;
  const step: PlannedStep = {
    step: `nudge ${nudgedAt.toString({ smallestUnit: 'minute' })}`,
    plannedAt: nudgedAt,
    kind: now < dueAt.epochMilliseconds ? 'before-due' : 'after-due',
    escalate: false,
  };
  return inOrder(passed, { step, at: moment, past: false, pressing: true });
}

/** What has its moment together with others comes behind them. */
function inOrder(passed: readonly PassedStep[], added: PassedStep): readonly PassedStep[] {
  return [...passed.filter((one) => one.at <= added.at), added, ...passed.filter((one) => one.at > added.at)];
}

/** The people whose last channel is open now and will close. */
export function closingWindows({
  windowEnds,
  now,
  ...calendar
}: NoticeInput<Owed>): ReadonlyMap<PersonId, ClosingWindow> {
  const closing = new Map<PersonId, ClosingWindow>();
  for (const [person, end] of windowEnds ?? []) {
    const window = closingWindow(end, now.epochMilliseconds, calendar);
    if (window) closing.set(person, window);
  }
  return closing;
}

/** The steps with the reminder that comes before its moment, because the person cannot be written to then. */
export function withEarlyStep(
  owed: Owed,
  passed: readonly PassedStep[],
  person: PersonId,
  { now, window }: { readonly now: number; readonly window: ClosingWindow | undefined },
): readonly PassedStep[] {
  const early = window && earlyStep(owed, person, window);
  if (early === undefined || early.at > now) return passed;
  return inOrder(passed, { ...early, past: false, pressing: true });
}

/** The steps as the person wants them: none of the plan before the moment asked for, one then. */
export function withSnooze(
  owed: Owed,
  passed: readonly PassedStep[],
  person: PersonId,
  now: number,
): readonly PassedStep[] {
  const snooze = owed.snoozes?.find((one) => one.person === person);
  if (snooze === undefined) return passed;
  const until = snooze.until.epochMilliseconds;
  if (until < owed.owedSinceAt.epochMilliseconds) return passed;
  const wanted = passed.map((one) => (one.at < until ? { ...one, past: true } : one));
  if (until > now) return wanted;
  const step: PlannedStep = {
    step: snoozeStep(snooze),
    plannedAt: snooze.until,
    kind: until < owed.dueAt.epochMilliseconds ? 'before-due' : 'after-due',
    escalate: false,
  };
  const asked = { step, at: until, past: false, askedAt: snooze.from.epochMilliseconds };
  return [...wanted.filter((one) => one.at < until), asked, ...wanted.filter((one) => one.at >= until)];
}

/** The name under which a reminder that was asked for is decided. */
function snoozeStep({ until }: Snoozed): string {
  return `snooze ${until.toString({ smallestUnit: 'minute' })}`;
}
