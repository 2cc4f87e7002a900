import type { State } from '../core/conversation/state.ts';
import { numberedChoice } from '../core/conversation/without-buttons.ts';
import { CHANNELS_WITHOUT_BUTTONS, type ChoiceToken, type InboundMessage } from '../core/messages.ts';

/** A tapped button, or the number of one on a channel without buttons. */
export function chosenToken(message: InboundMessage, state: State): ChoiceToken | undefined {
  if (message.kind === 'choice') return message.token;
  const isNumbered = message.kind === 'text' && CHANNELS_WITHOUT_BUTTONS.has(message.chat.channel);
  return isNumbered ? numberedChoice(state, message.text) : undefined;
}
