import { bareKey } from '../forms/spelling.ts';
import type { InboundMessage } from '../messages.ts';
import { readCommand, saysWord } from './commands.ts';

/** What must be looked up before the conversation can answer. */
export type Wants =
  | { readonly kind: 'nothing' | 'digests' }
  | { readonly kind: 'report'; readonly unit: string };

/** Longer messages are reports, not commands. */
const LONGEST_COMMAND = 200;

export function wantsOf(message: InboundMessage): Wants {
  if (message.kind !== 'text' || message.text.length > LONGEST_COMMAND) return { kind: 'nothing' };
  const command = readCommand(message.text);
  if (command?.kind === 'report') return { kind: 'report', unit: command.unit };
  const digest = command?.kind === 'digest' || (!command && saysWord(bareKey(message.text), 'digest'));
  return { kind: digest ? 'digests' : 'nothing' };
}
