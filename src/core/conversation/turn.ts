import type { Effect } from '../effects.ts';
import type { Reply } from '../replies.ts';
import { INITIAL_STATE, type Open, type State } from './state.ts';

/** What a message leads to: the chat's new state, what to say, what to change. The conversation has no other way to act. */
export type Turn = {
  readonly state: State;
  readonly replies: readonly Reply[];
  readonly effects: readonly Effect[];
};

/** Says something and moves on to `open`; the last reply's offers are what a numbered answer picks from. */
export function turn(open: Open, replies: readonly Reply[], effects: readonly Effect[] = []): Turn {
  const offers = replies.at(-1)?.offers ?? [];
  return {
    state: { ...INITIAL_STATE, open, choices: offers.flat().map((offer) => offer.token) },
    replies,
    effects,
  };
}

/** Says something and leaves the open question as it is; its numbers go on behind those of the question, if there is one. */
export function aside(state: State, replies: readonly Reply[], effects: readonly Effect[] = []): Turn {
  const offered =
    replies
      .at(-1)
      ?.offers.flat()
      .map((offer) => offer.token) ?? [];
  const isAlone = state.open.kind === 'nothing' && offered.length > 0;
  const choices = isAlone ? offered : [...new Set([...state.choices, ...offered])];
  return { state: { ...state, choices, interrupted: true }, replies, effects };
}

export const NOTHING_OPEN: Open = { kind: 'nothing' };
