import type { Pace } from './pace.ts';

/** The moment to claim for: this one, unless more is allowed within the time that a claim takes. Milliseconds of the pace's clock. */
export function soonestRoom<Chat>(pace: Pace<Chat>, at: number, claimMs: number): number {
  if (pace.room(at).unasked > 0) return at;
  const change = pace.nextChange(at);
  return change !== undefined && change - at <= claimMs ? change : at;
}

/** Of what was claimed for a coming moment, the answers for which there is a place at this one. */
export function allowedAlready<Chat, Claimed extends { readonly chatId: Chat; readonly urgency: number }>(
  pace: Pace<Chat>,
  claimed: readonly Claimed[],
  at: number,
): readonly Claimed[] {
  const resting = pace.resting(at);
  const answers = claimed.filter((row) => row.urgency === 1 && !resting.includes(row.chatId));
  return answers.slice(0, pace.room(at).all);
}
