import type { Temporal } from 'temporal-polyfill';
import type { FileCount } from './attachments/attached.ts';
import type {
  DigestNames,
  DigestView,
  PeriodView,
  PersonView,
  PostView,
  UnitReportView,
  UnitView,
} from './conversation/context.ts';
import type { LateCause } from './parsing/understanding.ts';
import type { Field, Value } from './forms/definition.ts';
import type { Burden } from './reminders/burden.ts';
import type { RemindersNeeded } from './reminders/reminders-needed.ts';
import type { ObligationId } from './ids.ts';
import type { HamletReply, HamletStanding, HamletsToSum } from './replies/hamlets.ts';
import type { AccessReply } from './replies/access.ts';
import type { LateReply } from './replies/late.ts';
import type { LivingNoticeReply } from './replies/living-notice.ts';
import type { NumberReply } from './replies/numbers.ts';
import type { OnBehalfReply } from './replies/on-behalf.ts';
import type { OwnWordDecision, OwnWordReply } from './replies/own-words.ts';
import type { ReportingReply } from './replies/reporting.ts';
import type { ReopeningReply } from './replies/reopening.ts';
import type { SignOffState } from './sign-off/state.ts';
import type { Channel, ChoiceToken } from './messages.ts';
import type { FileName, FilesReply } from './replies/files.ts';
import type { TogetherReply } from './replies/together.ts';
import type { GuardReply } from './replies/guards.ts';
import type { AbsenceReply } from './replies/absence.ts';
import type { PostReply } from './replies/post.ts';
import type { DigestFileReply } from './replies/digest-files.ts';
import type { DigestWishesReply } from './replies/digest-wishes.ts';
import type { DigestDetailReply } from './replies/digest-detail.ts';
import type { DigestDraftReply } from './replies/digest-draft.ts';
import type { ExplanationReply } from './replies/explanation.ts';
import type { ExemptionReply } from './replies/exemption.ts';
import type { SharedDraftReply } from './replies/shared-draft.ts';
import type { SignOffReply } from './replies/sign-off.ts';
import type { SignOffClockReply } from './replies/sign-off-clock.ts';
import type { SnoozeLabel, SnoozeReply } from './replies/snooze.ts';
import type { UnreachableReply } from './replies/unreachable.ts';
import type { ZaloBotPlanReply } from './replies/zalo-bot-plan.ts';
import type { ZaloOaBudgetReply } from './replies/zalo-oa-budget.ts';
import type { InviteReply } from './replies/invites.ts';
import type { GuessingReply } from './replies/guessing.ts';
import type { PersonalReply } from './replies/personal.ts';
import type { PracticeReply } from './replies/practice.ts';
import type { CalendarReply } from './replies/calendar-link.ts';

/** What stands on a button; a plain word names a fixed label. */
export type Label =
  | 'agree'
  | 'refuse'
  | 'send'
  | 'edit'
  | 'cancel'
  | 'drop'
  | 'keep'
  | 'nil'
  | 'nil-yes'
  | 'nil-no'
  | 'nil-all'
  | 'nil-rest'
  | 'guide'
  | 'skip'
  | 'back'
  | 'review'
  | 'usual'
  | 'unusual'
  | 'gap-nil'
  | 'gap-fill'
  | 'gap-send'
  | 'leave'
  | 'stay'
  | 'practice'
  | 'practice-end'
  | 'none-of-these'
  | 'drop-files'
  | 'drop-all-files'
  | 'leave-out'
  | 'keep-in'
  | 'reopen'
  | 'reopen-refuse'
  | 'sign-off'
  | 'return'
  | 'snooze'
  | 'calendar-new'
  | 'explain'
  | 'stand-in-agree'
  | 'stand-in-decline'
  | 'digest-now'
  | 'digest-remark'
  | 'digest-later'
  | 'file-word'
  | 'file-excel'
  | 'file-picture'
  | 'digest-owing'
  | 'digest-units'
  | 'digest-fields'
  | 'digest-explain'
  | 'remind-now'
  | 'remind-sure'
  | 'next-page'
  | 'confirm'
  | 'withdraw'
  | 'erase'
  | 'erase-sure'
  | { readonly kind: 'prefer'; readonly channel: Channel }
  | SnoozeLabel
  /** `namesForm`: several forms are offered. */
  | { readonly kind: 'duty'; readonly about: About; readonly namesForm: boolean }
  | { readonly kind: 'same'; readonly value: Value }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'field'; readonly label: string }
  | { readonly kind: 'person'; readonly name: string; readonly place: string | null }
  | { readonly kind: 'late-cause'; readonly cause: LateCause }
  | { readonly kind: 'unit'; readonly name: string }
  | { readonly kind: 'figure'; readonly label: string; readonly value: Value }
  /** Leads to one of several digests. */
  | { readonly kind: 'digest'; readonly formName: string; readonly period: DigestNames['period'] }
  /** A receiver's own workbook. */
  | { readonly kind: 'template'; readonly name: string }
  /** Names of hamlets that are to be asked. */
  | { readonly kind: 'hamlet-ask'; readonly units: readonly string[] }
  /** Names of hamlets whose sum is taken over. */
  | { readonly kind: 'hamlet-sum'; readonly units: readonly string[] }
  | { readonly kind: 'file'; readonly file: FileName }
  /** `unit` null: under a message about this word alone. */
  | {
      readonly kind: 'own-word';
      readonly decision: OwnWordDecision;
      readonly words: string;
      readonly unit: string | null;
    }
  /** By the local clock. */
  | { readonly kind: 'open-until'; readonly until: Temporal.PlainDateTime };

export type Offer = { readonly token: ChoiceToken; readonly label: Label };
export type Offers = readonly (readonly Offer[])[];

/** Which report a message is about. */
export type About = { readonly unit: UnitView; readonly formName: string; readonly period: PeriodView };

/** A field with its value as previews and receipts list it. */
export type Item = {
  readonly field: Field;
  readonly value: Value;
  readonly note: string | undefined;
  /** The words it came from. */
  readonly source: string | undefined;
  readonly understoodAs: string | undefined;
  readonly carriedOver: boolean;
  /** The names of the hamlets whose sum it is. */
  readonly summedFrom?: readonly string[];
};

/** A figure far from `usual`, the middle of the unit's own history. */
export type UnusualItem = Item & { readonly usual: number };

export type DutyState =
  | { readonly kind: 'owed' | 'begun' | 'overdue' | 'missed' }
  /** `reason`: what a person wrote, or `UNIT_ENDED`. */
  | { readonly kind: 'exempt'; readonly reason: string }
  | {
      readonly kind: 'sent';
      readonly code: string;
      readonly at: Temporal.Instant;
      readonly lateMinutes: number;
      readonly revision: number;
      readonly files: FileCount;
      /** Null: it needs nobody's sign-off. */
      readonly signOff: SignOffState | null;
      /** The names of the heads who can give it, while it waits. */
      readonly waitsFor: readonly string[];
    };

export type DutyLine = {
  readonly about: About;
  readonly state: DutyState;
  /** That it comes late was said; `until`: the promised moment. */
  readonly lateNotice?: { readonly until: Temporal.Instant | null };
  /** `asked`: that it is to be opened again; else until when it is. */
  readonly reopening?: 'asked' | { readonly until: Temporal.Instant };
  /** The hamlets whose reports are put together into it. */
  readonly hamlets?: HamletStanding;
};

export type UnsupportedKind =
  | 'sticker'
  | 'voice'
  | 'edit'
  | 'location'
  | 'contact'
  | 'group'
  | 'unseen'
  | 'other';

/** How the period stands that a message names: it can be reported on, is still to open, is waived, or was never owed. */
export type NamedState = 'open' | 'not-yet' | 'exempt' | 'not-owed';

/** What the bot says, as data; texts/ finds the words when it is enqueued. */
export type Reply = {
  readonly offers: Offers;
  /** What to keep out of photos is said above it. */
  readonly photoNotice?: true;
} & (
  | {
      readonly kind:
        | 'stranger'
        | 'codes-refused'
        | 'code-wrong'
        | 'code-expired'
        | 'code-used'
        | 'code-for-someone-else'
        | 'already-linked'
        | 'consent-declined'
        | 'nothing-owed'
        | 'nothing-to-cancel'
        | 'nothing-to-confirm'
        | 'leave-question'
        | 'left'
        | 'stayed'
        | 'not-for-this-role';
    }
  | {
      readonly kind: 'consent-request';
      readonly person: PersonView;
      readonly posts: readonly PostView[];
      readonly operators: readonly string[];
    }
  | {
      readonly kind: 'welcome';
      readonly person: PersonView;
      readonly posts: readonly PostView[];
      readonly duties: readonly DutyLine[];
      /** Undefined for people who report nothing. */
      readonly example: string | undefined;
    }
  | {
      readonly kind: 'status';
      readonly duties: readonly DutyLine[];
      /** What waits for the person's own sign-off. */
      readonly toSignOff?: readonly About[];
      /** The person is away until the end of that day. */
      readonly absence?: { readonly until: Temporal.PlainDate; readonly standIn: string | null };
    }
  | { readonly kind: 'due'; readonly duties: readonly DutyLine[] }
  | { readonly kind: 'history'; readonly reports: readonly DutyLine[] }
  | {
      readonly kind: 'help';
      readonly reports: boolean;
      readonly leads: boolean;
      /** Enters reports for units and opens locked ones. */
      readonly coordinates: boolean;
      /** Heads a unit, whose reports may need a sign-off. */
      readonly signsOff: boolean;
      readonly example: string | undefined;
      readonly fields: readonly Field[];
    }
  | {
      readonly kind: 'which-duty';
      readonly duties: readonly About[];
      readonly named: NamedState;
    }
  | ReopeningReply
  | SignOffReply
  | OnBehalfReply
  | OwnWordReply
  | ReportingReply
  | SharedDraftReply
  | HamletReply
  /** `isFollowed`: by the question that is open instead. */
  | { readonly kind: 'stale-choice'; readonly isFollowed: boolean }
  | NumberReply
  | LateReply
  | { readonly kind: 'unsupported'; readonly what: UnsupportedKind }
  | TogetherReply
  /**
   * `details`: what stands under each of them; the offers stand under the last one. `typed`: the reader has no buttons, and no numbers
   * for them: it says what can be typed.
   */
  | {
      readonly kind: 'digests';
      readonly digests: readonly DigestView[];
      readonly page: number;
      /** The code of the period that was asked for by name. */
      readonly period?: string;
      readonly details?: readonly Offers[];
      readonly typed?: true;
    }
  | { readonly kind: 'unit-report'; readonly unit: UnitView; readonly report: UnitReportView | null }
  | { readonly kind: 'burden'; readonly burden: Burden }
  | { readonly kind: 'reminders-needed'; readonly needed: RemindersNeeded }
  | { readonly kind: 'unknown-unit'; readonly code: string }
  | { readonly kind: 'reminder'; readonly sections: readonly ReminderSection[] }
  | LivingNoticeReply
  | { readonly kind: 'digest'; readonly digest: DigestView }
  | PracticeReply
  | { readonly kind: 'failed' }
  | FilesReply
  | GuardReply
  | PostReply
  | AbsenceReply
  | SnoozeReply
  | UnreachableReply
  | ZaloBotPlanReply
  | ZaloOaBudgetReply
  | CalendarReply
  | ExemptionReply
  | ExplanationReply
  | DigestDraftReply
  | DigestDetailReply
  | DigestWishesReply
  | DigestFileReply
  | SignOffClockReply
  | AccessReply
  | PersonalReply
  | GuessingReply
  | InviteReply
);

/** One unasked message lists all that is due to a person at a moment. */
export type ReminderSection =
  | {
      readonly kind: 'opening' | 'before-due' | 'after-due';
      readonly about: About;
      readonly obligation: ObligationId;
      /** The reader stands in for this contact, and cannot report here. */
      readonly standsInFor?: string;
      /** The hamlets whose reports are put together into it. */
      readonly hamlets?: HamletsToSum;
    }
  | {
      readonly kind: 'escalation';
      readonly formName: string;
      readonly period: PeriodView;
      readonly units: readonly UnitView[];
    };
