import type { Temporal } from 'temporal-polyfill';
import type { Draft } from './conversation/report/draft.ts';
import type { OwnWordState } from './dictionary/own-word.ts';
import type { Correction } from './dictionary/proposed-aliases.ts';
import type { DigestWishes } from './digest/wishes.ts';
import type { Notes, Value, Values } from './forms/definition.ts';
import type {
  AbsenceId,
  AttachmentId,
  BodyCode,
  BodyId,
  ChatId,
  DeliveryId,
  FieldCode,
  FormId,
  InviteId,
  ObligationId,
  PeriodId,
  PersonId,
  UnitAliasId,
  UnitCode,
  UpdateKey,
} from './ids.ts';
import type { Channel, FileRef } from './messages.ts';
import type { NewInvite } from './invites/invitee.ts';
import type { OwnField } from './personal/words.ts';
import type { Reply } from './replies.ts';

/** A report as confirmed: everything that becomes one revision. */
export type Submission = {
  readonly obligation: ObligationId;
  /** The revision that this one follows; 0 for the first. Another revision in between refuses the whole transaction. */
  readonly follows: number;
  readonly values: Values;
  readonly notes: Notes;
  readonly carriedOver: readonly FieldCode[];
  readonly gaps: readonly FieldCode[];
  readonly nil: boolean;
  readonly sameAsLast: boolean;
  readonly lateMinutes: number;
  /** `on-behalf`: a coordinator enters it for the unit. */
  readonly source: 'chat' | 'on-behalf';
  /** Who told the figures that are entered on behalf. */
  readonly informant: string | null;
  /** The head of the unit is asked to sign it off. */
  readonly needsSignOff: boolean;
};

/** Who is told of someone else's doing: today's holders and deputies, found when it is applied. Never the doer. */
export type Audience =
  | { readonly kind: 'person'; readonly person: PersonId }
  /** Of posts in this very unit. */
  | { readonly kind: 'holders'; readonly role: 'contact' | 'superior'; readonly unit: UnitCode }
  /** Whose posts look after this unit: of these bodies; of others where none of these has one. Never those of other units. */
  | { readonly kind: 'coordinators'; readonly bodies: readonly BodyCode[]; readonly unit: UnitCode }
  /** Of this body; of others that look after its unit where it has none. */
  | { readonly kind: 'coordinators-for'; readonly body: BodyId }
  /** For what is about no unit and nobody known. */
  | { readonly kind: 'all-coordinators' }
  /** Whose posts look after a unit or body that this person holds a post in. */
  | { readonly kind: 'coordinators-of'; readonly person: PersonId };

/** Everything that a conversation may change. */
export type Effect =
  | {
      readonly kind: 'link-chat';
      readonly invite: InviteId;
      readonly person: PersonId;
      readonly consentVersion: number;
    }
  | { readonly kind: 'leave-chat' }
  /** The person leaves every channel, and what they agreed to ends. */
  | { readonly kind: 'withdraw-consent' }
  /** The same, and the person becomes nobody in what the office keeps. For good. */
  | { readonly kind: 'erase-person' }
  | { readonly kind: 'issue-invite'; readonly person: PersonId; readonly invite: NewInvite }
  /** Those of the person that are open. */
  | { readonly kind: 'revoke-invites'; readonly person: PersonId }
  | { readonly kind: 'correct-person'; readonly field: OwnField; readonly value: string }
  /** Where unasked messages go first. */
  | { readonly kind: 'prefer-channel'; readonly channel: Channel }
  /** That personal data was looked at or taken out; only the audit keeps it. */
  | {
      readonly kind: 'note-access';
      readonly action: 'export-own-data' | 'see-report' | 'export-digest';
      readonly subject: string;
    }
  /** The person's calendar is at the link of that number; one before it ends. */
  | { readonly kind: 'open-calendar-link'; readonly serial: number }
  /** The person stopped the bot on the platform; the chat stays theirs. */
  | { readonly kind: 'block-chat' }
  | { readonly kind: 'count-wrong-code' }
  | { readonly kind: 'save-draft'; readonly obligation: ObligationId; readonly draft: Draft }
  | { readonly kind: 'discard-draft'; readonly obligation: ObligationId }
  /** How the person wants digests from now on. */
  | { readonly kind: 'set-digest-wishes'; readonly wishes: DigestWishes }
  /** What a coordinator makes of a digest before it goes out; nothing where it has. */
  | {
      readonly kind: 'change-digest-draft';
      readonly form: FormId;
      readonly bodies: readonly BodyId[];
      readonly plannedAt: Temporal.Instant;
      readonly change:
        | { readonly kind: 'send-at'; readonly at: Temporal.Instant }
        | { readonly kind: 'remark'; readonly text: string };
    }
  /** Has the contacts reminded of these reports of the period at once, as far as the limits of reminders allow it. */
  | {
      readonly kind: 'remind-now';
      readonly period: PeriodId;
      readonly obligations: readonly ObligationId[];
    }
  /** Says it in the place of an earlier message to the person; `key`: of the tap that asked for it. */
  | {
      readonly kind: 'rewrite-message';
      readonly message: DeliveryId;
      readonly key: UpdateKey;
      readonly reply: Reply;
    }
  /** Asks a unit about one figure of a report's revision; `label`, `value`: as it was shown. */
  | {
      readonly kind: 'ask-explanation';
      readonly obligation: ObligationId;
      readonly field: FieldCode;
      readonly label: string;
      readonly value: Value;
      readonly revision: number;
    }
  /** The unit's answer, to all who asked. */
  | {
      readonly kind: 'answer-explanation';
      readonly obligation: ObligationId;
      readonly field: FieldCode;
      readonly text: string;
    }
  /** That words of a unit's contact turned out to mean a field; several of them propose an alias. */
  | ({ readonly kind: 'note-correction' } & Correction)
  /** A coordinator's decision on a unit's own word; another decision in between refuses the whole transaction. */
  | {
      readonly kind: 'decide-own-word';
      readonly word: UnitAliasId;
      readonly from: OwnWordState;
      readonly to: OwnWordState;
    }
  /** What the person wrote is not to stay: the message of that key. */
  | { readonly kind: 'forget-message'; readonly key: UpdateKey }
  /** Every message of the chat that holds one of these words. */
  | { readonly kind: 'forget-words'; readonly words: readonly string[] }
  | { readonly kind: 'submit-report'; readonly submission: Submission }
  /** The files belong to the report; they are fetched afterwards. `revision`: the one they came with, null for a draft. */
  | {
      readonly kind: 'attach-files';
      readonly obligation: ObligationId;
      readonly files: readonly FileRef[];
      readonly revision: number | null;
    }
  /** All files of the draft go with this revision. */
  | { readonly kind: 'send-files'; readonly obligation: ObligationId; readonly revision: number }
  | { readonly kind: 'drop-files'; readonly files: readonly AttachmentId[] }
  /** That a report comes late; a later word replaces an earlier one. */
  | {
      readonly kind: 'note-late';
      readonly obligation: ObligationId;
      readonly until: Temporal.Instant | null;
      readonly cause: string | null;
      readonly reason: string | null;
    }
  /** That the person is away, both days included; replaces what was said before. */
  | {
      readonly kind: 'note-absence';
      readonly from: Temporal.PlainDate;
      readonly until: Temporal.PlainDate;
      readonly standInName: string | null;
      readonly standIn: PersonId | null;
    }
  | { readonly kind: 'end-absence' }
  /** The person stands in for who is away, or does not; a later word replaces an earlier one. Nothing where the absence is over. */
  | { readonly kind: 'agree-stand-in' | 'decline-stand-in'; readonly absence: AbsenceId }
  /** What a hamlet told for the report, passed on by its contact; the latest counts in the sum. */
  | {
      readonly kind: 'note-hamlet-answer';
      readonly obligation: ObligationId;
      readonly unit: UnitCode;
      readonly informant: string | null;
      readonly nil: boolean;
      readonly values: Values;
    }
  /** A wish to report or correct after the lock. One is open at a time: the first stays. */
  | { readonly kind: 'request-reopening'; readonly obligation: ObligationId; readonly reason: string }
  | {
      readonly kind: 'decide-reopening';
      readonly obligation: ObligationId;
      readonly decision: ReopeningAnswer;
    }
  /** The head's answer on that revision, while it stands and waits; else the whole transaction is refused. */
  | {
      readonly kind: 'settle-sign-off';
      readonly obligation: ObligationId;
      readonly revision: number;
      readonly outcome: 'approved' | 'returned';
      /** Why it is returned. */
      readonly reason: string | null;
    }
  /** Whether a unit is excused from a report: why, or null where it owes it. */
  | { readonly kind: 'decide-exemption'; readonly obligation: ObligationId; readonly reason: string | null }
  /** That the person is reminded of these reports at that moment and not before. */
  | {
      readonly kind: 'snooze';
      readonly obligations: readonly ObligationId[];
      readonly until: Temporal.Instant;
    }
  /**
   * Tells people who did not ask: at once in working time, else in the next working moment. `key` names the decision, so that it
   * is told once.
   */
  | { readonly kind: 'notify'; readonly to: Audience; readonly key: string; readonly reply: Reply }
  /** What was to be told under this key and is still held back is no longer so. */
  | { readonly kind: 'withdraw-notice'; readonly key: string };

/** `reason` of a grant that nobody asked for; what the unit is told of a refusal. */
export type ReopeningAnswer =
  | { readonly kind: 'granted'; readonly until: Temporal.Instant; readonly reason: string | null }
  | { readonly kind: 'refused'; readonly answer: string | null };

/** Who does it, from which chat and when. */
export type Scene = {
  /** Calendar time, which the demo clock may have moved. */
  readonly at: Temporal.Instant;
  /** Real time, for what protects codes and tokens. */
  readonly realNow: Temporal.Instant;
  readonly chat: ChatId;
  readonly channel: Channel;
  readonly person: PersonId | null;
};
