import type { ChoiceToken } from '../messages.ts';
import { isAskedSince } from './asked-since.ts';
import { readChoice } from './choices.ts';
import type { Context } from './context.ts';
import { openQuestion } from './report/ask-again.ts';
import type { State } from './state.ts';
import { aside, type Turn } from './turn.ts';
import { numberedChoice } from './without-buttons.ts';

/** What a text picks by its number, where numbers may stand for buttons. Undefined: nothing, or it is not sure what. */
export function pickedByNumber(state: State, text: string, context: Context): ChoiceToken | undefined {
  const token = numberOf(state, text, context);
  return token !== undefined && !isOld(token, context) ? token : undefined;
}

/** A number that does nothing, for it may mean either of two things: what is open is shown once more, with its numbers. */
export function onOldNumber(state: State, text: string, context: Context): Turn | undefined {
  const token = numberOf(state, text, context);
  if (token === undefined || !isOld(token, context)) return undefined;
  const asked = openQuestion(state, context);
  const said = { kind: 'number-unclear', isFollowed: asked !== undefined, offers: [] } as const;
  return asked ? { ...asked, replies: [said, ...asked.replies] } : aside(state, [said]);
}

function numberOf(
  state: State,
  text: string,
  { numbered, buttonsMayFail }: Context,
): ChoiceToken | undefined {
  return numbered || buttonsMayFail ? numberedChoice(state, text) : undefined;
}

function isOld(token: ChoiceToken, context: Context): boolean {
  return isAskedSince(readChoice(token)?.obligation ?? null, context);
}
