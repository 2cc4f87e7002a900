/** That a unit need not report, and why. */
export type Exemption = { readonly reason: string };

/**
 * Stands in the place of a reason where the unit does not exist on the period's last day, so that it owes nothing for it: set and
 * lifted with the unit's dates, by nobody else. Such a unit is no part of the period's figures unless it had reported before.
 */
export const UNIT_ENDED = 'unit-ended';

/** A longer reason does not fit a digest. */
export const LONGEST_REASON = 200;

export type ExemptionWish =
  | { readonly kind: 'exempt'; readonly reason: string }
  | { readonly kind: 'withdraw' };

export type ExemptionRefusal =
  | { readonly kind: 'no-reason' | 'long-reason' | 'not-exempt' | 'unit-ended' }
  | { readonly kind: 'exempt-already'; readonly reason: string };

/** `reason`: what the obligation is to carry from now on; null: the report is owed. */
export type ExemptionDecision = { readonly kind: 'decided'; readonly reason: string | null };

/**
 * Excuses a unit from a period's report, or takes that back. Allowed at any time: before the lock it ends the reminders, after it
 * the figures as they stand no longer name the unit among the missing. A report that came stays.
 */
export function decideExemption(
  standing: Exemption | false,
  wish: ExemptionWish,
): ExemptionDecision | ExemptionRefusal {
  if (standing && standing.reason === UNIT_ENDED) return { kind: 'unit-ended' };
  if (wish.kind === 'withdraw') return standing ? { kind: 'decided', reason: null } : { kind: 'not-exempt' };
  const reason = wish.reason.trim().replaceAll(/\s+/gu, ' ').toWellFormed();
  if (reason === '' || reason === UNIT_ENDED) return { kind: 'no-reason' };
  if (reason.length > LONGEST_REASON) return { kind: 'long-reason' };
  if (standing && standing.reason === reason) return { kind: 'exempt-already', reason };
  return { kind: 'decided', reason };
}
