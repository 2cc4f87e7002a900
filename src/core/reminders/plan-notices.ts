import { Temporal } from 'temporal-polyfill';
import { at } from '../calendar/wall-time.ts';
import { DAY_BEGINS, isQuiet, MORNING } from '../calendar/working-time.ts';
import type { PersonId } from '../ids.ts';
import type { Decision, Notice, NoticeInput, NoticeItem, NoticePlan, Owed } from './notice.ts';
import { closingWindows, withEarlyStep, withNudge, withSnooze, type PassedStep } from './own-steps.ts';
import type { PlannedStep } from './plan-steps.ts';
import { weeklyRoom } from './weekly-room.ts';

/**
 * Decides what is sent at this tick: at most one message a person, and none in quiet time (the tick asks again).
 *
 * - Only who owes hears anything: not after the report, not if exempt.
 * - Of the steps whose moment has passed only the latest is carried out; earlier ones are superseded, so that downtime is caught up
 *   with one message. An opening notice or reminder is over at the due moment, a reminder after it at the lock.
 * - What was planned before `owedSinceAt` is superseded, except the opening notice, which is given then if the due moment is still
 *   ahead. For a report that was due before `owedSinceAt` nobody is reminded.
 * - What falls between a promise to report late and the promised moment is superseded for its maker, unless it escalates.
 * - Who asked to be reminded later gets one reminder then, in place of all that the plan had for them before.
 * - A reminder that somebody above asked for is one step more, at that moment: all that holds steps back holds it back.
 * - Whose window closes before the next reminder gets that one before it does (`earlyStep`).
 * - A step that escalates brings the unit's superiors one message that lists all their units that are late by now.
 * - What night or a day off held back waits for 7:30, not 7:00.
 * - Above `WEEKLY_OPENINGS` messages in the week, opening notices alone send no message; above `WEEKLY_PLAN` nothing does. Where the
 *   week has more moments than places, the least useful messages yield to those that the plan still has for the week. What was
 *   held back joins the person's next message, or is over in its time.
 * - A reminder that was asked for is no unasked message: it is sent whatever the week has had, and counts for nothing in it.
 *
 * Same input, same plan: what was decided must come back in `isDecided`.
 * Form `tuan` on Friday 25/8/2017 13:00: the contacts of units without a report get `-3h`, all others nothing.
 */
export function planNotices<O extends Owed>(input: NoticeInput<O>): NoticePlan<O> {
  const { now, zone, holidays } = input;
  const superseded: Decision[] = [];
  const drafts = new Map<PersonId, Draft<O>>();
  const clock = readClock(now, zone);
  const passedBySteps = new Map<readonly PlannedStep[], Passed>();
  const closing = closingWindows(input);
  let quiet: boolean | undefined;

  for (const owed of input.owed) {
    if (owed.submitted || owed.exempt) continue;
    const passed = passedSteps(owed, clock.now, passedBySteps);
    const isPlain =
      owed.snoozes === undefined &&
      owed.nudgedAt === undefined &&
      !(closing.size > 0 && owed.contacts.some((person) => closing.has(person)));
    if (passed.contact.length === 0 && isPlain) continue;
    quiet ??= isQuiet(now, zone, holidays);
    if (quiet) break;
    const decide = (steps: readonly PassedStep[], person: PersonId, escalation: boolean): void => {
      const verdict = judge(owed, steps, person, clock);
      superseded.push(...verdict.superseded);
      if (verdict.due === undefined) return;
      const kind = escalation ? 'escalation' : itemKind(verdict.due.step);
      const draft = drafts.get(person) ?? { items: [], decisions: [], asked: false };
      drafts.set(person, draft);
      draft.items.push(verdict.due.pressing ? { owed, kind, pressing: true } : { owed, kind });
      draft.asked ||= verdict.due.askedAt !== undefined;
      draft.decisions.push(toDecision(owed, verdict.due.step, person));
    };
    const contacts = new Set(owed.contacts);
    const own = withNudge(owed, passed.contact, clock.now);
    for (const person of contacts) {
      const steps = withEarlyStep(owed, own, person, { now: clock.now, window: closing.get(person) });
      decide(withSnooze(owed, steps, person, clock.now), person, false);
    }
    if (passed.superior.length === 0) continue;
    for (const person of new Set(owed.superiors))
      if (!contacts.has(person)) decide(passed.superior, person, true);
  }
  if (quiet === true) return { notices: [], superseded: [] };

  addOtherLateUnits(drafts, input.owed, clock.now);
  const roomFor = weeklyRoom(drafts, input);
  const notices = [...drafts].flatMap(([person, draft]) =>
    draft.asked || roomFor(person, draft.items) ? [toNotice(person, draft)] : [],
  );
  return { notices, superseded };
}

type Draft<O extends Owed> = {
  readonly items: NoticeItem<O>[];
  readonly decisions: Decision[];
  /** The person asked for one of them. */
  asked: boolean;
};

type Passed = {
  readonly owedSinceAt: Temporal.Instant;
  readonly contact: readonly PassedStep[];
  readonly superior: readonly PassedStep[];
};

/** In milliseconds, since a tick compares a hundred thousand moments. Until 7:30, what came before `heldBefore` still waits. */
type Clock = { readonly now: number; readonly heldBefore: number };

function readClock(now: Temporal.Instant, zone: string): Clock {
  const local = now.toZonedDateTimeISO(zone);
  const arriving = Temporal.PlainTime.compare(local.toPlainTime(), MORNING) < 0;
  const dayBegins = at(local.toPlainDate(), DAY_BEGINS, zone);
  return { now: now.epochMilliseconds, heldBefore: arriving ? dayBegins.epochMilliseconds : -Infinity };
}

/** The steps whose moment has come, in order; looked up once for all units of a period. */
function passedSteps(owed: Owed, now: number, known: Map<readonly PlannedStep[], Passed>): Passed {
  const found = known.get(owed.steps);
  // Mostly the very same object, which is cheaper to see than that two moments are equal.
  if (found && (found.owedSinceAt === owed.owedSinceAt || found.owedSinceAt.equals(owed.owedSinceAt))) {
    return found;
  }
  const owedSince = owed.owedSinceAt.epochMilliseconds;
  const contact = owed.steps
    .map((step): PassedStep => {
      const planned = step.plannedAt.epochMilliseconds;
      // Nothing is decided before `owedSince`, not even what is over: a demo clock may have been set back.
      return {
        step,
        at: Math.max(planned, owedSince),
        past: step.kind !== 'open' && planned < owedSince,
      };
    })
    .filter((passed) => passed.at <= now)
    .toSorted((one, other) => one.at - other.at || Number(other.past) - Number(one.past));
  const passed = {
    owedSinceAt: owed.owedSinceAt,
    contact,
    superior: contact.filter(({ step }) => step.escalate),
  };
  known.set(owed.steps, passed);
  return passed;
}

function judge(
  owed: Owed,
  passed: readonly PassedStep[],
  person: PersonId,
  clock: Clock,
): { readonly due: PassedStep | undefined; readonly superseded: readonly Decision[] } {
  const open = passed.filter(({ step }) => !owed.isDecided(step.step, person));
  const latest = passed.at(-1);
  if (open.length === 0 || latest === undefined || latest.at < clock.heldBefore) {
    return { due: undefined, superseded: [] };
  }
  const isDue =
    open.includes(latest) && !isOver(owed, latest, clock.now) && !isPromised(owed, latest, person);
  const due = isDue ? latest : undefined;
  const over = open.filter((step) => step !== due);
  return { due, superseded: over.map(({ step }) => toDecision(owed, step, person)) };
}

/** Meant for the time for which the person has said that the report comes late. What escalates is said all the same. */
function isPromised(
  { promised }: Owed,
  { step, at: moment, askedAt }: PassedStep,
  person: PersonId,
): boolean {
  if (promised === undefined || promised.person !== person || step.escalate) return false;
  // Of a promise and a wish to be reminded, the later word counts.
  if (askedAt !== undefined && askedAt >= promised.from.epochMilliseconds) return false;
  return moment >= promised.from.epochMilliseconds && moment < promised.until.epochMilliseconds;
}

function isOver(owed: Owed, { step, past }: PassedStep, now: number): boolean {
  const due = owed.dueAt.epochMilliseconds;
  if (past || due <= owed.owedSinceAt.epochMilliseconds) return true;
  return now >= (step.kind === 'after-due' ? owed.locksAt.epochMilliseconds : due);
}

/** A superior who is written to hears of every unit that is late at that moment, also of those told before. */
function addOtherLateUnits<O extends Owed>(
  drafts: ReadonlyMap<PersonId, Draft<O>>,
  owed: readonly O[],
  now: number,
): void {
  const told = new Map<PersonId, Set<O>>();
  for (const [person, { items }] of drafts) {
    const listed = items.filter((item) => item.kind === 'escalation').map((item) => item.owed);
    if (listed.length > 0) told.set(person, new Set(listed));
  }
  if (told.size === 0) return;
  for (const one of owed) {
    if (!isLate(one, now)) continue;
    for (const person of one.superiors) {
      const listed = told.get(person);
      if (listed === undefined || listed.has(one) || one.contacts.includes(person)) continue;
      listed.add(one);
      drafts.get(person)?.items.push({ owed: one, kind: 'escalation' });
    }
  }
}

function isLate(owed: Owed, now: number): boolean {
  const due = owed.dueAt.epochMilliseconds;
  return (
    !owed.submitted &&
    !owed.exempt &&
    due > owed.owedSinceAt.epochMilliseconds &&
    due <= now &&
    now < owed.locksAt.epochMilliseconds
  );
}

function toNotice<O extends Owed>(person: PersonId, { items, decisions, asked }: Draft<O>): Notice<O> {
  const ordered = items.toSorted(
    (one, other) =>
      Temporal.Instant.compare(one.owed.dueAt, other.owed.dueAt) ||
      compareText(one.owed.form, other.owed.form) ||
      compareText(one.owed.unit, other.owed.unit),
  );
  return { person, items: ordered, decisions, asked };
}

function itemKind(step: PlannedStep): NoticeItem<Owed>['kind'] {
  return step.kind === 'open' ? 'opening' : step.kind;
}

function toDecision(owed: Owed, step: PlannedStep, person: PersonId): Decision {
  return { obligation: owed.obligation, step: step.step, person, plannedAt: step.plannedAt };
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
