import { bareKey } from '../forms/spelling.ts';
import type { InboundMessage } from '../messages.ts';
import { readChoice } from './choices.ts';
import { readCommand, readDigestWords, saysWord } from './commands.ts';
import type { Clock } from './named-period.ts';
import { mayAskSnooze } from './requests/snooze.ts';

/** What must be looked up before the conversation can answer. */
export type Wants =
  | { readonly kind: 'digests'; readonly period: string }
  | { readonly kind: 'nothing' | 'people' | 'reminded' | 'burden' | 'reminders-needed' }
  | { readonly kind: 'report'; readonly unit: string };

/** Longer messages are reports, not commands. */
const LONGEST_COMMAND = 200;

/** Words of being away; "kiến nghị", "hội nghị" and "nghị quyết" are none. */
const AWAY =
  /(?<!\b(?:kien|de|hoi) )\bnghi\b(?! (?:quyet|dinh))|\b(?:vang|cong tac|tap huan|di hoc|dieu tri|nam vien|phep)\b/;

export function wantsOf(message: InboundMessage, clock: Clock): Wants {
  if (message.kind === 'choice' && readChoice(message.token)?.verb === 'standin') return { kind: 'people' };
  if (message.kind !== 'text' || message.text.length > LONGEST_COMMAND) return { kind: 'nothing' };
  const command = readCommand(message.text);
  if (command?.kind === 'report') return { kind: 'report', unit: command.unit };
  const digest = command ?? readDigestWords(bareKey(message.text), clock);
  if (digest?.kind === 'digest') return { kind: 'digests', period: digest.period };
  const burden = command?.kind === 'burden' || (!command && saysWord(bareKey(message.text), 'burden'));
  if (burden) return { kind: 'burden' };
  const needed =
    command?.kind === 'reminders-needed' || (!command && saysWord(bareKey(message.text), 'remindersneeded'));
  if (needed) return { kind: 'reminders-needed' };
  if (mayAskSnooze(message.text)) return { kind: 'reminded' };
  return { kind: AWAY.test(bareKey(message.text)) ? 'people' : 'nothing' };
}
