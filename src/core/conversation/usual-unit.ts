import type { InboundMessage } from '../messages.ts';
import { readChoice } from './choices.ts';
import type { Context } from './context.ts';
import { findDuty } from './duties.ts';
import type { State } from './state.ts';
import type { Turn } from './turn.ts';

/** The unit that the person last chose where several could be meant, by its code: the one that they usually mean. */
export function usualUnit(state: State, message: InboundMessage, context: Context): string | undefined {
  const choice = message.kind === 'choice' ? readChoice(message.token) : undefined;
  const isAnswer = choice?.verb === 'pick' && state.open.kind === 'which-duty';
  const chosen = isAnswer ? findDuty(context, choice.obligation) : undefined;
  return chosen?.unit.code ?? state.usualUnit;
}

/** Asks which report is meant with the usual unit's first, so that "1" means it; nothing is taken for it unasked. */
export function usualFirst(turn: Turn, unit: string | undefined): Turn {
  const asked = turn.replies.at(-1);
  if (unit === undefined || asked?.kind !== 'which-duty') return turn;
  const isUsual = asked.duties.map((about) => about.unit.code === unit);
  const order = <T>(items: readonly T[]): readonly T[] => [
    ...items.filter((_, index) => isUsual[index]),
    ...items.filter((_, index) => !isUsual[index]),
  ];
  const offers = order(asked.offers);
  return {
    ...turn,
    state: { ...turn.state, choices: offers.flat().map(({ token }) => token) },
    replies: [...turn.replies.slice(0, -1), { ...asked, duties: order(asked.duties), offers }],
  };
}
