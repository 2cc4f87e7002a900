import type { Duty } from '../context.ts';

/** Reports in a row that came in time and are worth a word, then every dozen: told each time it would be noise. */
const FIRST_COUNTS: readonly number[] = [4, 8];
const DOZEN = 12;

/** How many reports in a row came in time, this one included, where it is the moment to say so. Nothing about a correction. */
export function punctualRun(
  { sent, punctualBefore = null, entrusted }: Duty,
  lateMinutes: number,
): number | undefined {
  if (sent !== null || entrusted || lateMinutes > 0 || punctualBefore === null) return undefined;
  const run = punctualBefore + 1;
  return FIRST_COUNTS.includes(run) || run % DOZEN === 0 ? run : undefined;
}
