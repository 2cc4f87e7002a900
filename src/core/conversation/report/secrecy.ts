import { wordsOf, type InboundMessage } from '../../messages.ts';
import { findSecrecy } from '../../parsing/secrecy.ts';
import type { State } from '../state.ts';
import { aside, type Turn } from '../turn.ts';

/** Whether a message bears a mark of state secrets. */
export function isUnderMark(message: InboundMessage): boolean {
  return findSecrecy(wordsOf(message)) !== undefined;
}

/** Nothing of it is kept, the message itself included; what is open and what was drafted stay as they are. */
export function refuseSecret(state: State, message: InboundMessage): Turn {
  const refused = aside(state, [{ kind: 'secrecy-refused', offers: [] }]);
  return forgetting(refused, message);
}

/** The turn, and the message that led to it is not kept. */
export function forgetting(turn: Turn, { key }: InboundMessage): Turn {
  return { ...turn, effects: [...turn.effects, { kind: 'forget-message', key }] };
}
