import { Temporal } from 'temporal-polyfill';
import type { EditResult } from '../channels/channel.ts';
import type { ClaimedDelivery, Outcome } from '../db/queries/deliveries.ts';

const LONGEST_PAUSE_SECONDS = 30;

/**
 * What an attempt's end means for its row. A retry waits for the moment that the platform named; if it named none, for 1, 2, 4 and
 * so on to 30 seconds, a quarter more or less so that many chats do not come back at once. `chance` is in [0, 1).
 */
export function outcomeOf(
  row: ClaimedDelivery,
  result: EditResult,
  now: Temporal.Instant,
  chance: number,
): Outcome {
  const about = { id: row.id, chatId: row.chatId, attempt: row.attempts };
  if (result.kind === 'sent') {
    return { ...about, state: 'sent', providerId: result.providerId, sentAt: now };
  }
  if (result.kind !== 'retry') return { ...about, state: result.kind, error: result.reason };
  const named = Temporal.Instant.compare(result.notBefore, now) > 0;
  const notBefore = named ? result.notBefore : now.add({ milliseconds: pauseAfter(row.attempts, chance) });
  return { ...about, state: 'waiting', notBefore, error: result.reason };
}

/** Milliseconds until the next attempt after that many. */
export function pauseAfter(attempts: number, chance: number): number {
  const seconds = Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.min(attempts - 1, 10));
  return Math.round(seconds * 1_000 * (0.75 + chance / 2));
}
