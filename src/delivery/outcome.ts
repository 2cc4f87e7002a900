import { Temporal } from 'temporal-polyfill';
import type { EditResult } from '../channels/channel.ts';
import { costAfter } from '../core/zalo-oa/cost.ts';
import {
  LONGEST_PUT_OFF_SECONDS,
  LONGEST_WAIT_SECONDS,
  type Charge,
  type ClaimedDelivery,
  type Outcome,
} from '../db/queries/deliveries.ts';

const LONGEST_PAUSE_SECONDS = 30;
/** What is put off to one moment comes back over so long. */
const PUT_OFF_SPREAD_SECONDS = 600;

/**
 * What an attempt's end means for its row. A retry waits for the moment that the platform named, if that is within an hour; if it named none, for 1, 2, 4 and
 * so on to 30 seconds, a quarter more or less so that many chats do not come back at once. What is put off waits longer, and some
 * minutes more or less. `chance` is in [0, 1).
 */
export function outcomeOf(
  row: ClaimedDelivery,
  result: EditResult,
  now: Temporal.Instant,
  chance: number,
): Outcome {
  const about = { id: row.id, chatId: row.chatId, attempt: row.attempts };
  if (result.kind === 'sent') {
    const { providerId, parts } = result;
    return { ...about, state: 'sent', providerId, sentAt: now, parts, charge: chargeOf(row, result) };
  }
  if (result.kind === 'unreachable') {
    const { reason, because, keepsChat = false } = result;
    return { ...about, state: 'unreachable', error: reason, because, keepsChat };
  }
  if (result.kind !== 'retry') {
    const parts = result.kind === 'unknown' ? result.parts : undefined;
    return { ...about, state: result.kind, error: result.reason, parts };
  }
  const isPutOff = result.putsOff === true;
  return {
    ...about,
    state: 'waiting',
    notBefore: isPutOff
      ? putOffTo(result.notBefore, now, chance)
      : nextAttempt(row.attempts, result.notBefore, now, chance),
    isPutOff,
    error: result.reason,
    refusesAccount: result.refuses === 'account',
  };
}

function chargeOf(
  { expectedCost }: ClaimedDelivery,
  { quotaTypes = [] }: Extract<EditResult, { kind: 'sent' }>,
): Charge | undefined {
  if (expectedCost === undefined) return undefined;
  const named = [...new Set(quotaTypes.filter((type) => type !== null))];
  return {
    cost: costAfter(expectedCost, quotaTypes),
    quotaType: named.length === 0 ? null : named.join(' '),
  };
}

function putOffTo(named: Temporal.Instant, now: Temporal.Instant, chance: number): Temporal.Instant {
  const spread = named.add({ seconds: Math.floor(chance * PUT_OFF_SPREAD_SECONDS) });
  const latest = now.add({ seconds: LONGEST_PUT_OFF_SECONDS });
  return Temporal.Instant.compare(spread, latest) < 0 ? spread : latest;
}

/** The moment that the platform named, if it has not passed, but within the hour. */
export function nextAttempt(
  attempts: number,
  named: Temporal.Instant,
  now: Temporal.Instant,
  chance: number,
): Temporal.Instant {
  if (Temporal.Instant.compare(named, now) <= 0) {
    return now.add({ milliseconds: pauseAfter(attempts, chance) });
  }
  const latest = now.add({ seconds: LONGEST_WAIT_SECONDS });
  return Temporal.Instant.compare(named, latest) < 0 ? named : latest;
}

/** Milliseconds until the next attempt after that many. */
export function pauseAfter(attempts: number, chance: number): number {
  const seconds = Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.min(attempts - 1, 10));
  return Math.round(seconds * 1_000 * (0.75 + chance / 2));
}
