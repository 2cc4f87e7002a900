import { Temporal } from 'temporal-polyfill';
import type { UnitView } from '../conversation/context.ts';
import type { ObligationId, PersonId } from '../ids.ts';
import type { Promised, Snoozed } from './notice.ts';
import { WEEKLY_PLAN } from './weekly-room.ts';

/** Who was reminded within so many minutes is left alone, whoever asks. */
export const NUDGE_REST_MINUTES = 60;

/** A unit that has not reported, as far as reminding it at once needs to know. */
export type NudgeUnit = {
  readonly obligation: ObligationId;
  readonly unit: UnitView;
  /** It was due before the form was imported: nobody is reminded of it. */
  readonly untracked: boolean;
  /** Whoever hears of it today. */
  readonly contacts: readonly PersonId[];
  readonly promised?: Promised;
  readonly snoozes?: readonly Snoozed[];
  /** When somebody last asked to have it reminded. */
  readonly nudgedAt?: Temporal.Instant;
};

export type NudgeInput = {
  readonly units: readonly NudgeUnit[];
  readonly now: Temporal.Instant;
  /** When an unasked message may go out: now, or the next working moment. */
  readonly sendAt: Temporal.Instant;
  readonly locksAt: Temporal.Instant;
  readonly isLinked: (person: PersonId) => boolean;
  /** Unasked messages in the week of `sendAt`. */
  readonly sentThisWeek: ReadonlyMap<PersonId, number>;
  readonly lastReminded: (obligation: ObligationId, person: PersonId) => Temporal.Instant | undefined;
};

/** Why a unit is not reminded now. */
export type HeldBack =
  | { readonly kind: 'no-contact' | 'unreachable' | 'week-full' | 'untracked' }
  /** It said when the report comes. */
  | { readonly kind: 'promised'; readonly until: Temporal.Instant }
  /** The contact asked to be reminded then. */
  | { readonly kind: 'snoozed'; readonly until: Temporal.Instant }
  | { readonly kind: 'just-reminded'; readonly at: Temporal.Instant };

export type NudgePlan = {
  readonly sendAt: Temporal.Instant;
  /** It is working time. */
  readonly atOnce: boolean;
  /** By then the period is locked: nothing is to be sent. */
  readonly tooLate: boolean;
  /** How many people get a message, one each. */
  readonly people: number;
  readonly units: readonly { readonly obligation: ObligationId; readonly unit: UnitView }[];
  readonly held: readonly { readonly unit: UnitView; readonly why: HeldBack }[];
};

/**
 * Whom a reminder asked for now would reach, by the rules that `planNotices` goes by when it is sent; a unit is held back if all of
 * its contacts are. Who reports before `sendAt` is not reminded then.
 */
export function planNudge(input: NudgeInput): NudgePlan {
  const tooLate = !isBefore(input.sendAt, input.locksAt);
  const people = new Set<PersonId>();
  const units: { obligation: ObligationId; unit: UnitView }[] = [];
  const held: { unit: UnitView; why: HeldBack }[] = [];
  for (const one of input.units) {
    const verdicts = one.contacts.map((person) => ({ person, why: holdBack(one, person, input) }));
    const reached = verdicts.filter(({ why }) => why === undefined);
    for (const { person } of reached) people.add(person);
    const { obligation, unit } = one;
    if (reached.length > 0) units.push({ obligation, unit });
    else held.push({ unit, why: verdicts[0]?.why ?? { kind: 'no-contact' } });
  }
  const atOnce = !isBefore(input.now, input.sendAt);
  return { sendAt: input.sendAt, atOnce, tooLate, people: people.size, units, held };
}

function holdBack(
  { obligation, untracked, promised, snoozes, nudgedAt }: NudgeUnit,
  person: PersonId,
  { now, isLinked, sentThisWeek, lastReminded }: NudgeInput,
): HeldBack | undefined {
  if (untracked) return { kind: 'untracked' };
  if (!isLinked(person)) return { kind: 'unreachable' };
  const snoozed = snoozes?.find((one) => one.person === person);
  if (snoozed && isBefore(now, snoozed.until)) return { kind: 'snoozed', until: snoozed.until };
  const isPromised =
    promised?.person === person && !isBefore(now, promised.from) && isBefore(now, promised.until);
  if (isPromised) return { kind: 'promised', until: promised.until };
  const last = latest(nudgedAt, lastReminded(obligation, person));
  const isRecent = last !== undefined && isBefore(now, last.add({ minutes: NUDGE_REST_MINUTES }));
  if (isRecent && !isBefore(now, last)) return { kind: 'just-reminded', at: last };
  return (sentThisWeek.get(person) ?? 0) >= WEEKLY_PLAN ? { kind: 'week-full' } : undefined;
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}

function latest(one: Temporal.Instant | undefined, other: Temporal.Instant | undefined) {
  if (one === undefined || other === undefined) return one ?? other;
  return isBefore(one, other) ? other : one;
}
