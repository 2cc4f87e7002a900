import type { Temporal } from 'temporal-polyfill';
import type { FileCount } from './attachments/attached.ts';
import type {
  DigestView,
  PeriodView,
  PersonView,
  PostView,
  UnitHead,
  UnitReportView,
  UnitView,
} from './conversation/context.ts';
import type { LateCause } from './parsing/understanding.ts';
import type { Question } from './conversation/state.ts';
import type { Field, Value } from './forms/definition.ts';
import type { FieldChange } from './forms/values.ts';
import type { Burden } from './reminders/burden.ts';
import type { RemindersNeeded } from './reminders/reminders-needed.ts';
import type { ObligationId } from './ids.ts';
import type { HamletReply, HamletsInDraft, HamletStanding, HamletsToSum } from './replies/hamlets.ts';
import type { AccessReply } from './replies/access.ts';
import type { LateReply } from './replies/late.ts';
import type { LivingNoticeReply } from './replies/living-notice.ts';
import type { OnBehalfReply } from './replies/on-behalf.ts';
import type { OwnWordDecision, OwnWordReply } from './replies/own-words.ts';
import type { ReopeningReply } from './replies/reopening.ts';
import type { SignOffState } from './sign-off/state.ts';
import type { Channel, ChoiceToken } from './messages.ts';
import type { FileName, FilesReply } from './replies/files.ts';
import type { News } from './replies/news.ts';
import type { TogetherReply } from './replies/together.ts';
import type { GuardReply } from './replies/guards.ts';
import type { AbsenceReply } from './replies/absence.ts';
import type { DigestWishesReply } from './replies/digest-wishes.ts';
import type { DigestDraftReply } from './replies/digest-draft.ts';
import type { ExplanationReply } from './replies/explanation.ts';
import type { ExemptionReply } from './replies/exemption.ts';
import type { SharedDraftReply } from './replies/shared-draft.ts';
import type { SignOffReply } from './replies/sign-off.ts';
import type { SignOffClockReply } from './replies/sign-off-clock.ts';
import type { SnoozeLabel, SnoozeReply } from './replies/snooze.ts';
import type { UnreachableReply } from './replies/unreachable.ts';
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
  | 'digest-now'
  | 'digest-remark'
  | 'digest-later'
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
  | { readonly kind: 'owed' | 'begun' | 'overdue' | 'exempt' }
  | { readonly kind: 'missed' }
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
  | {
      readonly kind: 'preview';
      readonly about: About;
      readonly items: readonly Item[];
      readonly nil: boolean;
      /** Figures that were not said are those of the last report. */
      readonly sameAsLast: boolean;
      readonly unclear: readonly string[];
      /** Required fields without a value. */
      readonly missing: readonly Field[];
      /** Figures far from the usual that there was no room to ask about. */
      readonly unusual: readonly UnusualItem[];
      /** Against the report already sent; empty for a first report. */
      readonly changes: readonly FieldChange[];
      readonly correctsRevision: number;
      /** A coordinator enters it for the unit; `informant` null: not said who told the figures. */
      readonly onBehalf?: { readonly informant: string | null };
      readonly files: FileCount;
      /** The unit is excused from this report, which is taken all the same. */
      readonly exempt?: boolean;
      /** More of an album may follow: the numbers of files are not final. */
      readonly album?: boolean;
      /** Fields that need not be given and were not asked for. */
      readonly optional?: readonly Field[];
      /** What others entered since the person last wrote. */
      readonly news?: readonly News[];
      /** It differs from the preview that was just confirmed. */
      readonly changedSince?: boolean;
      /** The hamlets whose reports are put together into it. */
      readonly hamlets?: HamletsInDraft;
    }
  | {
      readonly kind: 'question';
      readonly about: About;
      readonly understood: readonly Item[];
      readonly question: Question;
      /** The field in doubt, where it is known. */
      readonly field: Field | undefined;
      /** The value that a bare yes takes. */
      readonly suggestion: Value | undefined;
      /** An answer that was none: its words, empty where it had none to quote. */
      readonly refused: string | undefined;
    }
  | {
      readonly kind: 'not-understood';
      readonly about: About;
      readonly unclear: readonly string[];
      readonly example: string;
    }
  | {
      readonly kind: 'unusual';
      readonly about: About;
      readonly items: readonly UnusualItem[];
    }
  | {
      readonly kind: 'unusual-nil';
      readonly about: About;
      /** The field that is never empty in this unit's reports. */
      readonly field: Field | undefined;
      /** What was already said and would be thrown away. */
      readonly contradicting: readonly Item[];
    }
  | {
      readonly kind: 'ask-field';
      readonly about: About;
      readonly field: Field;
      /** Those that can be answered together with it. */
      readonly next: readonly Field[];
      readonly position: number;
      readonly total: number;
      /** What was just taken, echoed. */
      readonly taken: readonly Item[];
      readonly refused: string | undefined;
    }
  | {
      readonly kind: 'gaps';
      readonly about: About;
      readonly fields: readonly Field[];
      /** Those that are usually not zero. */
      readonly usual: readonly { readonly field: Field; readonly usual: number }[];
      /** Stocks that stay as they were where the rest is none. */
      readonly kept: readonly Item[];
      /** Those that stay without a value even so: texts, and stocks that were never reported. */
      readonly unfilled: readonly Field[];
    }
  | { readonly kind: 'fill-in'; readonly about: About; readonly fields: readonly Field[] }
  | { readonly kind: 'edit-hint'; readonly about: About; readonly example: string }
  | {
      readonly kind: 'cancel-question';
      readonly about: About;
      readonly sent: boolean;
      /** What goes with the draft. */
      readonly files: FileCount;
    }
  | { readonly kind: 'draft-dropped' | 'nothing-changed'; readonly about: About }
  | SharedDraftReply
  | HamletReply
  /** `isFollowed`: by the question that is open instead. */
  | { readonly kind: 'stale-choice'; readonly isFollowed: boolean }
  | LateReply
  | {
      readonly kind: 'receipt';
      readonly about: About;
      readonly code: string;
      readonly at: Temporal.Instant;
      readonly lateMinutes: number;
      readonly revision: number;
      readonly nil: boolean;
      readonly items: readonly Item[];
      readonly gaps: readonly Field[];
      readonly changes: readonly FieldChange[];
      readonly files: FileCount;
      readonly stillOwed: readonly About[];
      /** Entered by a coordinator for the unit. */
      readonly onBehalf?: boolean;
      /** It was stored without a preview. */
      readonly isUnshown?: boolean;
      /** Whose sign-off it waits for. */
      readonly waitsFor?: readonly UnitHead[];
    }
  | {
      readonly kind: 'already-sent';
      readonly about: About;
      readonly code: string;
      readonly at: Temporal.Instant;
      readonly signOff: SignOffState | null;
      readonly waitsFor: readonly string[];
    }
  | { readonly kind: 'nothing-sent-yet'; readonly about: About }
  | { readonly kind: 'unsupported'; readonly what: UnsupportedKind }
  | TogetherReply
  | { readonly kind: 'digests'; readonly digests: readonly DigestView[]; readonly page: number }
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
  | AbsenceReply
  | SnoozeReply
  | UnreachableReply
  | CalendarReply
  | ExemptionReply
  | ExplanationReply
  | DigestDraftReply
  | DigestWishesReply
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
