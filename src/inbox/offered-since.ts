import { Temporal } from 'temporal-polyfill';
import type { ChoiceToken } from '../core/messages.ts';
import type { Transaction } from '../db/connect.ts';
import { loadOfferedSince } from '../db/queries/offered-since.ts';
import { chosenToken } from './chosen-token.ts';
import type { Heard } from './context.ts';

/** A bare yes or no, with a courtesy. */
const FEW_CHARACTERS = 20;

/**
 * What was offered between an answer and the message that it may be for; undefined where the message is neither a number nor so short
 * that it may be a bare yes to what is open.
 */
export async function lookUpOfferedSince(
  tx: Transaction,
  { message, state, chat }: Heard,
): Promise<readonly ChoiceToken[] | undefined> {
  if (message.kind !== 'text' || state.heardAt === null) return undefined;
  const isShort = 'obligation' in state.open && message.text.length <= FEW_CHARACTERS;
  if (!isShort && chosenToken(message, state) === undefined) return undefined;
  return loadOfferedSince(tx, chat.id, Temporal.Instant.from(state.heardAt));
}
