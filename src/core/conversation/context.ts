import type { Exemption } from '../actions/exempt.ts';
import type { Temporal } from 'temporal-polyfill';
import type { AttachedFile, FileCount } from '../attachments/attached.ts';
import type { Holidays } from '../calendar/holidays.ts';
import type { OwnWord } from '../dictionary/own-word.ts';
import type { DigestWishes } from '../digest/wishes.ts';
import type { DigestKey } from '../digest/digest-key.ts';
import type { DigestFile } from '../digest/digest-file.ts';
import type { DigestDraft } from '../digest/draft.ts';
import type { DigestFigures, IndicatorFigures } from '../digest/figures.ts';
import type { IndicatorDetail } from '../digest/indicator-detail.ts';
import type { DigestFindings } from '../digest/findings.ts';
import type { Signal } from '../digest/signals.ts';
import type { Owing } from '../digest/owing.ts';
import type { UnitDetail } from '../digest/unit-detail.ts';
import type { PlacedUnit, UnitEntry } from '../digest/unit-list.ts';
import type { NudgePlan } from '../reminders/plan-nudge.ts';
import type { DetailNames } from '../replies/digest-detail.ts';
import type { Place } from './digests/place.ts';
import type { Explanation, NamedFigure, WaitingExplanation } from '../explanations/explanation.ts';
import type { Field, FormDefinition, Notes, Values } from '../forms/definition.ts';
import type { FedReport, Hamlet } from '../hamlets/hamlet.ts';
import type { DeliveryId, FieldCode, InviteId, ObligationId, PeriodId, PersonId, UpdateKey } from '../ids.ts';
import type { ChoiceToken, RichText } from '../messages.ts';
import type { NamedPerson } from '../organization/match-person.ts';
import type { StandInRequest } from '../organization/stand-in.ts';
import type { FoundInvitees } from '../invites/invitee.ts';
import type { PersonalData } from '../personal/personal-data.ts';
import type { Burden } from '../reminders/burden.ts';
import type { RemindersNeeded } from '../reminders/reminders-needed.ts';
import type { Role } from '../organization/organization.ts';
import type { OutsideScope } from '../replies/access.ts';
import type { DigestFileNames } from '../replies/digest-files.ts';
import type { SignOffState } from '../sign-off/state.ts';
import type { ReceiverTemplate } from '../templates/template.ts';
import type { Draft } from './report/draft.ts';

export type PersonView = {
  readonly id: PersonId;
  readonly code: string;
  readonly name: string;
  readonly honorific: string;
};

export type UnitView = { readonly code: string; readonly name: string };

/** A post that the person holds today; `place` is the name of its unit or body. */
export type PostView = {
  readonly role: Role;
  readonly title: string;
  readonly place: string;
  readonly unit: UnitView | null;
  readonly body: { readonly code: string; readonly name: string } | null;
};

export type PeriodView = {
  readonly code: string;
  readonly start: Temporal.PlainDate;
  readonly end: Temporal.PlainDate;
  readonly opensAt: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
  readonly locksAt: Temporal.Instant;
};

/** A report as it stands: its latest revision. */
export type SentReport = {
  readonly revision: number;
  readonly values: Values;
  readonly notes: Notes;
  readonly nil: boolean;
  readonly gaps: readonly FieldCode[];
  readonly submittedAt: Temporal.Instant;
  /** How late the first revision came; 0: on time. */
  readonly lateMinutes: number;
  readonly submittedBy: string | null;
  /** Entered by a coordinator; `informant` null: not said who told the figures. */
  readonly onBehalf?: { readonly informant: string | null };
  readonly files: FileCount;
  /** Null: it needs nobody's sign-off. */
  readonly signOff: SignOffState | null;
};

/** What one of the person's units owes or has sent for a period that is open, or was the last to lock. */
export type Duty = {
  readonly obligation: ObligationId;
  readonly unit: UnitView;
  readonly form: FormDefinition;
  readonly period: PeriodView;
  readonly exempt: Exemption | false;
  /** Open again for this unit alone until then, though the period is locked. */
  readonly reopenedUntil: Temporal.Instant | null;
  /** The unit's latest wish to have it opened again. */
  readonly reopening: Reopening | null;
  /** The latest word that it comes late. */
  readonly lateNotice: LateNotice | null;
  /** Another's: the person may enter it for the unit and open it again, and does not owe it. */
  readonly entrusted: boolean;
  readonly draft: Draft | null;
  readonly sent: SentReport | null;
  /** Who signs the unit's reports off; nobody where the form does not ask for it. */
  readonly heads: readonly UnitHead[];
  /** In the order in which they came. */
  readonly files: readonly AttachedFile[];
  /** The report that this one is put together into; absent: it goes to the receivers itself. */
  readonly feeds?: FedReport;
  /** The units below whose reports are put together into this one, in the organisation's order; absent: the form sums none. */
  readonly hamlets?: readonly Hamlet[];
  /** The unit's earlier reports on the same form, latest period first, at most eight. */
  readonly history: readonly PastReport[];
  /** The last owed reports before it that came in time, in a row; null or absent: not looked up. */
  readonly punctualBefore?: number | null;
};

/** Holds a `superior` post in the very unit today, or stands in there. */
export type UnitHead = {
  readonly person: PersonId;
  readonly name: string;
  /** Can be reached in some chat. */
  readonly linked: boolean;
};

/** A report of a unit that the person heads: it waits for their sign-off, was settled lately or is the one that was tapped. */
export type SignOffRequest = {
  readonly duty: Duty;
  /** The person was sent this very revision. */
  readonly shown: boolean;
};

/** `until`: the promised moment, where one was named. */
export type LateNotice = {
  readonly until: Temporal.Instant | null;
  readonly cause: string | null;
  readonly reason: string | null;
};

/** That a unit asked to report or correct after the lock, and what a coordinator decided. */
export type Reopening = {
  readonly requestedBy: string;
  readonly requestedAt: Temporal.Instant;
  readonly reason: string;
  /** Null: it waits. */
  readonly decision: ReopeningDecision | null;
};

export type ReopeningDecision =
  | { readonly kind: 'granted'; readonly by: string; readonly until: Temporal.Instant }
  | { readonly kind: 'refused'; readonly by: string; readonly answer: string | null };

export type PastReport = {
  readonly obligation: ObligationId;
  readonly period: PeriodView;
  readonly sent: SentReport;
};

/** Both days included. `standInName` as written, `standIn` the person whom it means: null for one who declined. */
export type Absence = {
  readonly firstDay: Temporal.PlainDate;
  readonly lastDay: Temporal.PlainDate;
  readonly standInName: string | null;
  readonly standIn: string | null;
  /** That person has agreed, and stands in. */
  readonly agreed: PersonId | null;
};

/** What the invite code in the message is worth. */
export type InviteLookup =
  | { readonly kind: 'none' }
  /** `before`: codes that did not exist, tried in this chat within a day before this one. */
  | { readonly kind: 'wrong'; readonly before: number }
  | { readonly kind: 'expired' | 'used' }
  | {
      readonly kind: 'open';
      readonly invite: InviteId;
      readonly person: PersonView;
      readonly posts: readonly PostView[];
    };

/** What a leader's or coordinator's command asks to see; looked up before the conversation decides. */
export type Looked =
  | { readonly kind: 'nothing' }
  /** `period`: the code of the one that was named; null: the words name none. Absent: each form's current one. */
  | { readonly kind: 'digests'; readonly digests: readonly DigestView[]; readonly period?: string | null }
  | { readonly kind: 'report'; readonly unit: UnitView; readonly found: UnitReportView | null }
  | { readonly kind: 'unknown-unit'; readonly code: string }
  | { readonly kind: 'outside-scope'; readonly what: OutsideScope }
  | { readonly kind: 'burden'; readonly burden: Burden }
  | { readonly kind: 'reminders-needed'; readonly needed: RemindersNeeded }
  /** What the person was last reminded of, and when. */
  | {
      readonly kind: 'reminded';
      readonly obligations: readonly ObligationId[];
      readonly at: Temporal.Instant;
    }
  /** Whom the name of a stand-in can mean. */
  | { readonly kind: 'people'; readonly people: readonly NamedPerson[] }
  /** The units that a coordinator's words begin with, and the rest of the words. What they owe is among the duties. */
  | { readonly kind: 'units'; readonly units: readonly UnitView[]; readonly rest: string }
  /** Addresses under which hamlets answer for these reports; none: the service has no address for phones. */
  | {
      readonly kind: 'hamlet-links';
      readonly links: readonly { readonly obligation: ObligationId; readonly url: string }[];
    }
  /**
   * Questions about figures: those that wait for the person's own units, which of them the words mean, and the figure that a leader or
   * coordinator asks about, null where they do not.
   */
  | {
      readonly kind: 'explanations';
      readonly waiting: readonly WaitingExplanation[];
      readonly meant: readonly WaitingExplanation[];
      readonly named: NamedFigure | null;
    }
  /** For whom the person was named to stand in, the latest first; at least one. */
  | { readonly kind: 'stand-ins'; readonly requests: readonly StandInRequest[] }
  /** How the person wants digests. */
  | { readonly kind: 'digest-wishes'; readonly wishes: DigestWishes }
  /** Digests that the person asks for as files, and may see. */
  | { readonly kind: 'digest-files'; readonly found: readonly FoundDigestFile[] | 'period-unclear' }
  /** A part of a digest; `place` null: words that name none. `tapped`: the message to show it in, and by which tap; null: in one of its own. */
  | {
      readonly kind: 'digest-detail';
      readonly place: Place | null;
      readonly detail: DigestDetail;
      readonly tapped: { readonly message: DeliveryId; readonly key: UpdateKey } | null;
    }
  /** Digests that the person may still change, the first to go out first. */
  | { readonly kind: 'digest-drafts'; readonly drafts: readonly DigestDraft[] }
  /** The calendar that the person can subscribe to. */
  | { readonly kind: 'calendar'; readonly links: CalendarLinks }
  | { readonly kind: 'invitees'; readonly found: FoundInvitees }
  /** What is kept of the person who asks. */
  | { readonly kind: 'own-data'; readonly data: PersonalData }
  /** Words of units that a coordinator lists or decides on, and what people wrote of late, to replay a decision on. */
  | { readonly kind: 'own-words'; readonly words: readonly OwnWord[]; readonly heard: readonly string[] };

export type FoundDigestFile = {
  readonly file: DigestFile;
  readonly names: DigestFileNames;
  /** Workbooks of receivers that can be had about the same period. */
  readonly templates: readonly Pick<ReceiverTemplate, 'code' | 'name'>[];
};
/** `reminds`: the person may have those reminded who owe. */
export type DigestDetail =
  | 'no-digest'
  | 'not-allowed'
  /** As it was sent. */
  | { readonly kind: 'sent'; readonly text: RichText; readonly reminds: boolean }
  | { readonly kind: 'live'; readonly digest: DigestView; readonly reminds: boolean }
  | {
      readonly kind: 'owing';
      readonly names: DetailNames;
      readonly owing: Owing;
      readonly reminds: boolean;
    }
  /** `below`: the name of the unit above them; null: they are all. */
  | {
      readonly kind: 'units';
      readonly names: DetailNames;
      readonly below: string | null;
      readonly entries: readonly UnitEntry[];
    }
  | {
      readonly kind: 'unit';
      readonly names: DetailNames;
      readonly detail: UnitDetail;
      /** Asked for the report. */
      readonly form: FormDefinition;
    }
  | {
      readonly kind: 'fields';
      readonly names: DetailNames;
      readonly indicators: readonly IndicatorFigures[];
      readonly form: FormDefinition;
    }
  | { readonly kind: 'field'; readonly names: DetailNames; readonly detail: IndicatorDetail }
  /** Words that several indicators' names begin with. */
  | {
      readonly kind: 'several-fields';
      readonly key: DigestKey;
      readonly fields: readonly { readonly place: number; readonly label: string }[];
    }
  /** Words that several units' names stand in. */
  | {
      readonly kind: 'several';
      readonly key: DigestKey;
      readonly units: readonly Pick<PlacedUnit, 'id' | 'unit'>[];
    }
  /** Words that no unit's or indicator's name stands in. */
  | { readonly kind: 'unknown-words' }
  | {
      readonly kind: 'nudge';
      readonly names: DetailNames;
      readonly plan: NudgePlan;
      readonly locked: boolean;
      readonly period: PeriodId;
    };

/** Addresses of a person's calendar, by the number of the link. `current` null: none was given out, or it ended. */
export type CalendarLinks =
  | { readonly kind: 'nothing-to-show' | 'no-address' }
  | { readonly kind: 'links'; readonly current: CalendarLinkView | null; readonly next: CalendarLinkView };

export type CalendarLinkView = { readonly serial: number; readonly url: string };

export type DigestView = {
  readonly figures: DigestFigures;
  readonly findings: DigestFindings;
  readonly names: DigestNames;
  /** Under which a button finds it again; absent: periods that were added up. */
  readonly key?: DigestKey;
  /** Reasons to ask units once more. `reasons`: the reader settles it with the units and gets to know why. Absent: not looked for. */
  readonly signals?: { readonly found: readonly Signal[]; readonly reasons: boolean };
};

/** The names that belong to the codes in the figures. */
export type DigestNames = {
  readonly body: string;
  readonly form: string;
  readonly period: {
    readonly code: string;
    readonly start: Temporal.PlainDate;
    readonly end: Temporal.PlainDate;
  };
  readonly units: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<FieldCode, string>>;
  /** Those of the fields whose answers are choices or days: facts, no opinions. Absent: none. */
  readonly facts?: readonly FieldCode[];
};

export type UnitReportView = {
  readonly formName: string;
  /** The fields that the person may see, in the form's order. */
  readonly fields: readonly Field[];
  readonly period: PeriodView;
  readonly obligation: ObligationId;
  readonly sent: SentReport;
  /** What the unit answered when it was asked about a figure. Absent: it was not. */
  readonly explanations?: readonly Explanation[];
};

export type Context = {
  readonly now: Temporal.Instant;
  readonly zone: string;
  readonly holidays: Holidays;
  readonly person: PersonView | null;
  readonly posts: readonly PostView[];
  /** That the person is away now or soon, as told. */
  readonly absence: Absence | null;
  /** Earliest due first. */
  readonly duties: readonly Duty[];
  /** Latest due last. Empty where the message cannot be about them. */
  readonly signOffs: readonly SignOffRequest[];
  readonly invite: InviteLookup;
  /** Too many wrong codes came from this chat: none is looked at. */
  readonly codesRefused: boolean;
  /** The message may bring photos, and the person never sent any. */
  readonly isNewToPhotos: boolean;
  readonly looked: Looked;
  /** The bodies that run the service, named at joining. */
  readonly operators: readonly string[];
  /** The channel has no buttons: choices are numbered lines, and a bare number picks one. */
  readonly numbered: boolean;
  /** Numbered lines may have to stand for buttons: a bare number picks here too. */
  readonly buttonsMayFail?: boolean;
  /** Something that the person did after the message came before it, as platforms may bring things. */
  readonly isOvertaken?: boolean;
  /** What messages have offered here since the person last wrote; absent where the message is neither a number that picks nor a few words. */
  readonly offeredSince?: readonly ChoiceToken[] | undefined;
};
