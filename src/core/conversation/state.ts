import type { ExemptionWish } from '../actions/exempt.ts';
import type { DraftKey } from '../digest/draft.ts';
import type { Value } from '../forms/definition.ts';
import type { FieldCode, InviteId, ObligationId } from '../ids.ts';
import type { ChoiceToken, FileRef } from '../messages.ts';
import type { Doubt } from '../parsing/understanding.ts';
import type { Draft } from './report/draft.ts';

/** A doubt with the words it is about: the message itself is gone when the answer comes. */
export type Question = {
  readonly doubt: Doubt;
  readonly quote: string;
  /** "Thêm 1 đơn nữa": the number is to be added to what is `known`, which may be nothing. */
  readonly adds?: { readonly known: Value | null };
  /** A value worked out from earlier figures. Fixed when it is shown, so that a yes means what stood there. */
  readonly proposed?: Value;
};

/** A question about the report that a person fills in. */
export type ReportQuestion =
  | { readonly kind: 'guided'; readonly obligation: ObligationId; readonly field: FieldCode }
  | {
      readonly kind: 'question';
      readonly obligation: ObligationId;
      readonly questions: readonly Question[];
      /** Where to go on afterwards: to the next field of the guided way, or to the preview. */
      readonly guided: boolean;
      /** How many were asked since the message, this one included. */
      readonly asked: number;
      /** How many of the questions one message put, on channels without buttons. Absent: one. */
      readonly together?: number;
      /** They are put for the second time, because the first answer was none. */
      readonly again?: true;
    }
  | { readonly kind: 'unusual'; readonly obligation: ObligationId; readonly fields: readonly FieldCode[] }
  | { readonly kind: 'unusual-nil'; readonly obligation: ObligationId }
  | { readonly kind: 'preview'; readonly obligation: ObligationId; readonly shown: string }
  | { readonly kind: 'gaps'; readonly obligation: ObligationId; readonly shown: string }
  | { readonly kind: 'cancel'; readonly obligation: ObligationId }
  /** Whether words about people stay; `questions`, `guided`, `asked` as in a question. */
  | {
      readonly kind: 'privacy';
      readonly obligation: ObligationId;
      readonly questions: readonly Question[];
      readonly guided: boolean;
      readonly asked: number;
    }
  /** Who told the figures of a report that a coordinator enters. */
  | { readonly kind: 'informant'; readonly obligation: ObligationId };

type OtherOpen =
  | { readonly kind: 'nothing' }
  /** No question; the next words are about this report. */
  | { readonly kind: 'report'; readonly obligation: ObligationId }
  | { readonly kind: 'consent'; readonly invite: InviteId }
  /** The words, and files that came with them or after them, wait for the choice. */
  | { readonly kind: 'which-duty'; readonly text: string; readonly files?: readonly FileRef[] }
  | { readonly kind: 'leave' }
  /** Whether the consent is withdrawn, and with it every channel. */
  | { readonly kind: 'withdraw' }
  /** Whether what is kept of the person is erased; `again`: a first yes was said. */
  | { readonly kind: 'erase'; readonly again: boolean }
  /** Which hamlet's words were passed on; they wait for the choice. */
  | { readonly kind: 'which-hamlet'; readonly obligation: ObligationId; readonly text: string }
  /** Why the report is to be opened again. */
  | { readonly kind: 'reopening-reason'; readonly obligation: ObligationId }
  /** Why a coordinator opens a report until then, or refuses to (`until` is null). */
  | { readonly kind: 'decision-reason'; readonly obligation: ObligationId; readonly until: string | null }
  /** A revision that the head was shown in an answer: "duyệt" means it. */
  | { readonly kind: 'sign-off'; readonly obligation: ObligationId; readonly revision: number }
  /** Why the head returns that revision. */
  | { readonly kind: 'return-reason'; readonly obligation: ObligationId; readonly revision: number }
  /** Which of several reports the head's words mean; `reason`: why that one is returned. */
  | { readonly kind: 'which-sign-off'; readonly reason: string | null }
  /** Which report a unit is to be excused from, or owe again. */
  | { readonly kind: 'which-exemption'; readonly wish: ExemptionWish }
  /** Why a unit is to be excused. */
  | { readonly kind: 'exemption-reason'; readonly obligation: ObligationId }
  /** Why a figure is as it is. */
  | { readonly kind: 'explanation'; readonly obligation: ObligationId; readonly field: FieldCode }
  /** What is to stand above a digest. */
  | { readonly kind: 'digest-remark'; readonly key: DraftKey }
  /** Whether it is to be so. */
  | { readonly kind: 'exemption'; readonly obligation: ObligationId; readonly wish: ExemptionWish };

/** The one question that is open in a chat. Values are never kept here: they belong to the draft. */
export type Open = ReportQuestion | OtherOpen;

const REPORT_QUESTIONS: Readonly<Record<ReportQuestion['kind'], true>> = {
  guided: true,
  question: true,
  unusual: true,
  'unusual-nil': true,
  preview: true,
  gaps: true,
  cancel: true,
  privacy: true,
  informant: true,
};

export function isReportQuestion(open: Open): open is ReportQuestion {
  return open.kind in REPORT_QUESTIONS;
}

/** The album that came last: its later files join the first ones, and nothing more is said about them. */
export type Album = {
  readonly id: string;
  /** Null: for no report, or it is not chosen yet. */
  readonly obligation: ObligationId | null;
  /** That a report takes no more files was said. */
  readonly full: boolean;
  /** What came with one of its files was refused, and with it all of them. */
  readonly refused?: boolean;
};

/** A report that counts for nothing. It lives here and nowhere else, so nothing that reads reports can meet it. */
export type Practice = {
  /** The real report whose unit, form and period it borrows. */
  readonly like: ObligationId;
  readonly draft: Draft | null;
  /** The real question that was open when it began, and is again when it ends. */
  readonly before: Open;
};

/** A chat's place in the conversation, as stored. `choices`: what the last message offered, in order, for numbered answers. */
export type State = {
  readonly version: 3;
  readonly open: Open;
  readonly choices: readonly ChoiceToken[];
  /** Something else was said since the question was put: a bare "ok" may mean that. */
  readonly interrupted: boolean;
  /** When the person last wrote, as an ISO instant; null: never. */
  readonly heardAt: string | null;
  readonly album?: Album;
  /** See `usualUnit`. */
  readonly usualUnit?: string;
  /** The part of a digest that was shown last, as the button that leads there: "tiếp" and "quay lại" go on from it. */
  readonly digest?: ChoiceToken;
  /** While it is set, words are meant for it. */
  readonly practice: Practice | null;
};

export const INITIAL_STATE: State = {
  version: 3,
  open: { kind: 'nothing' },
  choices: [],
  interrupted: false,
  heardAt: null,
  practice: null,
};

const KINDS: ReadonlySet<string> = new Set<Open['kind']>([
  'nothing',
  'report',
  'consent',
  'which-duty',
  'guided',
  'question',
  'unusual',
  'unusual-nil',
  'preview',
  'gaps',
  'cancel',
  'privacy',
  'leave',
  'withdraw',
  'erase',
  'which-hamlet',
  'informant',
  'reopening-reason',
  'decision-reason',
  'sign-off',
  'return-reason',
  'which-sign-off',
  'which-exemption',
  'exemption-reason',
  'exemption',
  'explanation',
  'digest-remark',
]);

/** A stored state, also one of the version before practice; undefined for one that this version cannot go on from. */
export function readState(stored: unknown): State | undefined {
  if (isState(stored)) return stored;
  return isUnpractised(stored) ? { ...stored, version: INITIAL_STATE.version, practice: null } : undefined;
}

type Unpractised = Omit<State, 'version' | 'practice'> & { readonly version: 2 };

function isState(stored: unknown): stored is State {
  return versionOf(stored) === INITIAL_STATE.version;
}

function isUnpractised(stored: unknown): stored is Unpractised {
  return versionOf(stored) === 2;
}

/** The version that wrote it; undefined where what is open is nothing we know. */
function versionOf(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || !('version' in stored) || !('open' in stored))
    return undefined;
  const { version, open } = stored;
  if (typeof open !== 'object' || open === null) return undefined;
  const isKnown = 'kind' in open && typeof open.kind === 'string' && KINDS.has(open.kind);
  return isKnown ? version : undefined;
}
