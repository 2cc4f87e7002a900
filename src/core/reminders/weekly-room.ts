import { weekAround } from '../calendar/working-time.ts';
import type { PersonId } from '../ids.ts';
import type { NoticeInput, NoticeItem, Owed } from './notice.ts';
import type { PlannedStep } from './plan-steps.ts';

/** Unasked messages that a person gets from Monday to Sunday at most. */
export const UNASKED_A_WEEK = 5;
/** What reminders may bring it to; the fifth is left for directives and returned reports. */
export const WEEKLY_PLAN = 4;
/** What bare opening notices may bring it to: the last place is kept for a reminder. */
export const WEEKLY_OPENINGS = 3;

/**
 * How much a message is missed: an opening notice least, then a reminder that another one follows before the due moment and that
 * nobody asked for.
 */
type Usefulness = 0 | 1 | 2;

/**
 * Whether a message with these items still fits into the person's week. It does not if all places left are needed by more useful
 * messages that the plan has for the rest of the week, as far as their periods are open. Of equally useful ones the earlier goes.
 */
export function weeklyRoom<O extends Owed>(
  drafts: ReadonlyMap<PersonId, { readonly items: readonly NoticeItem<O>[] }>,
  { owed, sentThisWeek, now, zone }: NoticeInput<O>,
): (person: PersonId, items: readonly NoticeItem<O>[]) => boolean {
  const usefulness = new Map<PersonId, Usefulness>();
  for (const [person, { items }] of drafts) usefulness.set(person, mostUseful(items, now.epochMilliseconds));
  const weekEnds = weekAround(now, zone).until.epochMilliseconds;
  const needed = moreUsefulMoments(owed, usefulness, { from: now.epochMilliseconds, until: weekEnds });
  return (person) => {
    const sent = sentThisWeek.get(person) ?? 0;
    if (sent >= (usefulness.get(person) === 0 ? WEEKLY_OPENINGS : WEEKLY_PLAN)) return false;
    return sent + (needed.get(person)?.size ?? 0) < WEEKLY_PLAN;
  };
}

function mostUseful<O extends Owed>(items: readonly NoticeItem<O>[], now: number): Usefulness {
  const each = items.map(({ kind, owed, pressing }): Usefulness => {
    if (pressing) return 2;
    if (kind === 'opening') return 0;
    return kind === 'before-due' && owed.steps.some((step) => isReminder(step) && after(step, now)) ? 1 : 2;
  });
  return each.reduce((most, one) => (one > most ? one : most), 0);
}

/** For each person the moments within the span that are more useful than what they are to hear now. */
function moreUsefulMoments(
  owed: readonly Owed[],
  usefulness: ReadonlyMap<PersonId, Usefulness>,
  span: { readonly from: number; readonly until: number },
): ReadonlyMap<PersonId, ReadonlySet<number>> {
  const moments = new Map<PersonId, Set<number>>();
  if ([...usefulness.values()].every((one) => one === 2)) return moments;
  const aheadOf = new Map<readonly PlannedStep[], readonly Ahead[]>();
  for (const one of owed) {
    if (one.submitted || one.exempt) continue;
    const ahead = aheadOf.get(one.steps) ?? stepsAhead(one.steps, span);
    aheadOf.set(one.steps, ahead);
    for (const step of ahead) {
      for (const person of step.escalate ? [...one.contacts, ...one.superiors] : one.contacts) {
        const now = usefulness.get(person);
        if (now === undefined || step.usefulness <= now) continue;
        moments.set(person, (moments.get(person) ?? new Set()).add(step.at));
      }
    }
  }
  return moments;
}

type Ahead = { readonly at: number; readonly usefulness: Usefulness; readonly escalate: boolean };

function stepsAhead(
  steps: readonly PlannedStep[],
  { from, until }: { readonly from: number; readonly until: number },
): readonly Ahead[] {
  const last = steps.findLast(isReminder);
  return steps
    .map((step): Ahead => ({
      at: step.plannedAt.epochMilliseconds,
      usefulness: step.kind === 'open' ? 0 : isReminder(step) && step !== last ? 1 : 2,
      escalate: step.escalate,
    }))
    .filter(({ at }) => at > from && at < until);
}

function isReminder({ kind }: PlannedStep): boolean {
  return kind === 'before-due';
}

function after({ plannedAt }: PlannedStep, now: number): boolean {
  return plannedAt.epochMilliseconds > now;
}
