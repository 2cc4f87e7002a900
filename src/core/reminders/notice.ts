import type { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../calendar/holidays.ts';
import type { FormCode, ObligationId, PersonId, UnitCode } from '../ids.ts';
import type { PlannedStep } from './plan-steps.ts';

/** What a unit owes for a period, as far as reminding needs to know. Callers may carry more and get it back. */
export type Owed = {
  readonly obligation: ObligationId;
  readonly form: FormCode;
  readonly unit: UnitCode;
  readonly dueAt: Temporal.Instant;
  readonly locksAt: Temporal.Instant;
  /** From when on the unit is reminded at all: the import, or the unit's own start. What was planned before is never sent. */
  readonly owedSinceAt: Temporal.Instant;
  readonly submitted: boolean;
  readonly exempt: boolean;
  /** Holders and deputies of the unit's contact posts. */
  readonly contacts: readonly PersonId[];
  /** Holders of the unit's superior posts: they hear of escalations only. */
  readonly superiors: readonly PersonId[];
  /** From `planSteps`; the same array for all units of a period, so that it is looked at once. */
  readonly steps: readonly PlannedStep[];
  /** Who said that it comes late; absent: nobody. */
  readonly promised?: Promised;
  /** Who asked to be reminded again, the latest wish of each person. Absent: nobody. */
  readonly snoozes?: readonly Snoozed[];
  /** When somebody above asked last to have the contacts reminded at once. Absent: nobody did. */
  readonly nudgedAt?: Temporal.Instant;
  /** Whether a step was already decided for a person: sent, or superseded. */
  readonly isDecided: (step: string, person: PersonId) => boolean;
};

/** A promise made at `from`: until the promised moment its maker is not reminded, unless a step escalates. */
export type Promised = {
  readonly person: PersonId;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
};

/** "Nhắc lại sau", said at `from`: what the plan has for that person before `until` is left out, one reminder comes then. */
export type Snoozed = {
  readonly person: PersonId;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
};

export type NoticeInput<O extends Owed> = {
  readonly owed: readonly O[];
  /** Unasked messages of any sort that a person got from Monday 0:00 on (`weekAround`); who is missing got none. */
  readonly sentThisWeek: ReadonlyMap<PersonId, number>;
  /** When the last channel of a person closes to us unless they are heard from; who is missing, or absent: never. */
  readonly windowEnds?: ReadonlyMap<PersonId, Temporal.Instant>;
  readonly now: Temporal.Instant;
  readonly zone: string;
  readonly holidays: Holidays;
};

export type NoticeItemKind =
  /** The period has opened. */
  | 'opening'
  | 'before-due'
  | 'after-due'
  /** For the superior: this unit has not reported. */
  | 'escalation';

export type NoticeItem<O extends Owed> = {
  readonly owed: O;
  readonly kind: NoticeItemKind;
  /** Somebody above asked for it, or no other can reach the person before their window closes: it yields to nothing. */
  readonly pressing?: true;
};

/** To be stored under the unique key (obligation, step, person). */
export type Decision = {
  readonly obligation: ObligationId;
  /** As the plan names it, `snooze` with the moment that was asked for, or `nudge` with the moment at which it was. */
  readonly step: string;
  readonly person: PersonId;
  readonly plannedAt: Temporal.Instant;
};

/** One message for one person. */
export type Notice<O extends Owed> = {
  readonly person: PersonId;
  /** Earliest due first, one per obligation and role. */
  readonly items: readonly NoticeItem<O>[];
  /** The steps that this message carries out. */
  readonly decisions: readonly Decision[];
  /** The person asked for it: no unasked message. */
  readonly asked: boolean;
};

export type NoticePlan<O extends Owed> = {
  readonly notices: readonly Notice<O>[];
  /** Steps that are over without a message, to be stored all the same. */
  readonly superseded: readonly Decision[];
};
