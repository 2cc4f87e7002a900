import type { Value } from '../forms/definition.ts';
import type { FieldCode, InviteId, ObligationId } from '../ids.ts';
import type { ChoiceToken, FileRef } from '../messages.ts';
import type { Doubt as ParsedDoubt, Span } from '../parsing/understanding.ts';

/** What the parser doubts, and what no report can hold. */
export type Doubt =
  | ParsedDoubt
  | {
      readonly kind: 'too-long';
      readonly field: FieldCode;
      readonly length: number;
      readonly most: number;
      readonly span: Span;
    };

/** A doubt with the words it is about: the message itself is gone when the answer comes. */
export type Question = {
  readonly doubt: Doubt;
  readonly quote: string;
  /** "Thêm 1 đơn nữa": the number is to be added to what is `known`, which may be nothing. */
  readonly adds?: { readonly known: Value | null };
  /** A value worked out from earlier figures. Fixed when it is shown, so that a yes means what stood there. */
  readonly proposed?: Value;
};

/** The one question that is open in a chat. Values are never kept here: they belong to the draft. */
export type Open =
  | { readonly kind: 'nothing' }
  /** No question; the next words are about this report. */
  | { readonly kind: 'report'; readonly obligation: ObligationId }
  | { readonly kind: 'consent'; readonly invite: InviteId }
  /** The words, and files that came with them or after them, wait for the choice. */
  | { readonly kind: 'which-duty'; readonly text: string; readonly files?: readonly FileRef[] }
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
  | { readonly kind: 'leave' };

/** The album that came last: its later files join the first ones, and nothing more is said about them. */
export type Album = {
  readonly id: string;
  /** Null: for no report, or it is not chosen yet. */
  readonly obligation: ObligationId | null;
  /** That a report takes no more files was said. */
  readonly full: boolean;
};

/** A chat's place in the conversation, as stored. `choices`: what the last message offered, in order, for numbered answers. */
export type State = {
  readonly version: 2;
  readonly open: Open;
  readonly choices: readonly ChoiceToken[];
  /** Something else was said since the question was put: a bare "ok" may mean that. */
  readonly interrupted: boolean;
  /** When the person last wrote, as an ISO instant; null: never. */
  readonly heardAt: string | null;
  readonly album?: Album;
};

export const INITIAL_STATE: State = {
  version: 2,
  open: { kind: 'nothing' },
  choices: [],
  interrupted: false,
  heardAt: null,
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
]);

/** Whether a stored state is one that this version wrote and can go on from. */
export function isState(stored: unknown): stored is State {
  if (typeof stored !== 'object' || stored === null || !('version' in stored) || !('open' in stored))
    return false;
  const { version, open } = stored;
  if (version !== INITIAL_STATE.version || typeof open !== 'object' || open === null) return false;
  return 'kind' in open && typeof open.kind === 'string' && KINDS.has(open.kind);
}
