import type { FieldCode, InviteId, ObligationId } from '../ids.ts';
import type { ChoiceToken } from '../messages.ts';
import type { Doubt } from '../parsing/understanding.ts';

/** A doubt with the words it is about: the message itself is gone when the answer comes. */
export type Question = { readonly doubt: Doubt; readonly quote: string };

/** The one question that is open in a chat. Values are never kept here: they belong to the draft. */
export type Open =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'consent'; readonly invite: InviteId }
  | { readonly kind: 'which-duty'; readonly text: string }
  | { readonly kind: 'guided'; readonly obligation: ObligationId; readonly field: FieldCode }
  | {
      readonly kind: 'question';
      readonly obligation: ObligationId;
      readonly questions: readonly Question[];
      /** Where to go on afterwards: to the next field of the guided way, or to the preview. */
      readonly guided: boolean;
    }
  | { readonly kind: 'unusual'; readonly obligation: ObligationId; readonly fields: readonly FieldCode[] }
  | { readonly kind: 'unusual-nil'; readonly obligation: ObligationId }
  | { readonly kind: 'preview'; readonly obligation: ObligationId; readonly shown: string }
  | { readonly kind: 'gaps'; readonly obligation: ObligationId; readonly shown: string }
  | { readonly kind: 'cancel'; readonly obligation: ObligationId }
  | { readonly kind: 'leave' };

/** A chat's place in the conversation, as stored. `choices`: what the last message offered, in order, for numbered answers. */
export type State = { readonly version: 1; readonly open: Open; readonly choices: readonly ChoiceToken[] };

export const INITIAL_STATE: State = { version: 1, open: { kind: 'nothing' }, choices: [] };

const KINDS: ReadonlySet<string> = new Set<Open['kind']>([
  'nothing',
  'consent',
  'which-duty',
  'guided',
  'question',
  'unusual',
  'unusual-nil',
  'preview',
  'gaps',
  'cancel',
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
