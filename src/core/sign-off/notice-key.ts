import type { ObligationId } from '../ids.ts';

/** The key under which the heads are told of a revision that waits for them. */
export function signOffKey(obligation: ObligationId, revision: number): string {
  return `sign-off asked ${obligation} ${revision}`;
}
