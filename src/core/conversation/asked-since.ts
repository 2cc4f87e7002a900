import type { ObligationId } from '../ids.ts';
import { readChoice } from './choices.ts';
import type { Context } from './context.ts';

/**
 * Whether the chat was asked something since the person last wrote that a number or a bare yes may be meant for, rather than for what
 * was asked about this report (null: about none) before. A reminder of the same report asks for nothing else.
 */
export function isAskedSince(meant: ObligationId | null, { offeredSince = [] }: Context): boolean {
  return offeredSince.some((token) => {
    const about = readChoice(token)?.obligation ?? null;
    return about === null || about !== meant;
  });
}
