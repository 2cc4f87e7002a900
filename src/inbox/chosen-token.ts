import type { State } from '../core/conversation/state.ts';
import { numberedChoice } from '../core/conversation/without-buttons.ts';
import { CHANNELS_WITH_NUMBERS, type ChoiceToken, type InboundMessage } from '../core/messages.ts';

/** A tapped button, or the number of one where numbers may stand for buttons. */
export function chosenToken(message: InboundMessage, state: State): ChoiceToken | undefined {
  if (message.kind === 'choice') return message.token;
  const isNumbered = message.kind === 'text' && CHANNELS_WITH_NUMBERS.has(message.chat.channel);
  return isNumbered ? numberedChoice(state, message.text) : undefined;
}
