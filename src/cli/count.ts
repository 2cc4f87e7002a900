import { Refused } from '../core/errors.ts';
import { SIMULATION } from '../texts/simulation.ts';

/** A whole number of an option, within limits. Throws Refused with what the option takes. */
export function readCount(
  option: string,
  written: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const count = /^\d{1,10}$/.test(written) ? Number(written) : Number.NaN;
  if (count >= least && count <= most) return count;
  throw new Refused(SIMULATION.notANumber(option, least, most));
}
