import { Temporal } from 'temporal-polyfill';
import type { ChoiceToken } from '../core/messages.ts';
import type { Transaction } from '../db/connect.ts';
import { loadOfferedSince } from '../db/queries/offered-since.ts';
import { chosenToken } from './chosen-token.ts';
import type { Heard } from './context.ts';

/** What was offered between a number and the message that it stood under; undefined where the message is no such number. */
export async function lookUpOfferedSince(
  tx: Transaction,
  { message, state, chat }: Heard,
): Promise<readonly ChoiceToken[] | undefined> {
  const isNumber = message.kind === 'text' && chosenToken(message, state) !== undefined;
  if (!isNumber || state.heardAt === null) return undefined;
  return loadOfferedSince(tx, chat.id, Temporal.Instant.from(state.heardAt));
}
