import { bareKey } from '../../forms/spelling.ts';
import type { Duty } from '../context.ts';
import { shortUnitName } from '../duties.ts';

/** The duties whose unit the words name; all of them where they name none, or there is but one unit. */
export function namedUnits(duties: readonly Duty[], text: string): readonly Duty[] {
  if (new Set(duties.map((duty) => duty.unit.code)).size < 2) return duties;
  const said = ` ${bareKey(text)} `;
  const namedBy = (nameOf: (duty: Duty) => string) => {
    const found = duties.filter((duty) => nameOf(duty) !== '' && said.includes(` ${nameOf(duty)} `));
    // "Vĩnh Bình Bắc" also says "Vĩnh Bình": the longer name is meant.
    return found.filter(
      (duty) =>
        !found.some((other) => nameOf(other) !== nameOf(duty) && nameOf(other).includes(nameOf(duty))),
    );
  };
  const full = namedBy((duty) => bareKey(duty.unit.name));
  if (full.length > 0) return full;
  const short = namedBy((duty) => shortUnitName(duty.unit));
  return short.length > 0 ? short : duties;
}
