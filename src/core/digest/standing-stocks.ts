import { existedOn, heirsOf, type Lineage } from '../organization/succession.ts';
import type { Field } from '../forms/definition.ts';
import type { UnitCode } from '../ids.ts';
import { addUp, type Total } from './totals.ts';

/** A unit's last word on a stock, and the last day of the period that it was said for. */
export type LastStock = { readonly value: Total; readonly day: string };

/**
 * What a stock of each of these units is at the end of a day, as far as anything is known of it. A unit that has said nothing since
 * others went into it has the sum of its own last word and theirs; of a unit that was split no part is handed on, as nobody knows
 * which. One that has ended counts no longer beside its heirs.
 */
export function standingStocks(
  field: Field,
  asked: readonly UnitCode[],
  last: ReadonlyMap<UnitCode, LastStock>,
  day: string,
  lineages: readonly Lineage[],
): ReadonlyMap<UnitCode, Total> {
  const byCode = new Map(lineages.map((lineage) => [lineage.code, lineage]));
  const heirs = heirsOf(lineages);
  const hasEnded = (code: UnitCode) => (byCode.get(code)?.until ?? '9999-12-31') <= day;

  /** Those that went into the unit after its last word. */
  const unheard = (code: UnitCode) => {
    const said = last.get(code)?.day;
    return (byCode.get(code)?.predecessors ?? []).filter(
      (one) => hasEnded(one) && (said === undefined || existedOn(said, byCode.get(one))),
    );
  };
  const standing = (code: UnitCode): Total | undefined => {
    const own = last.get(code)?.value;
    const earlier = unheard(code);
    if (earlier.some((one) => (heirs.get(one) ?? []).length > 1)) return own;
    return addUp(field, [own, ...earlier.map(standing)]) ?? undefined;
  };
  const isHandedOn = (code: UnitCode) => {
    const own = (heirs.get(code) ?? []).filter((heir) => asked.includes(heir));
    const isShared = (heirs.get(code) ?? []).length > 1;
    return own.some((heir) => !isShared || !unheard(heir).includes(code));
  };
  return new Map(
    asked.flatMap((code) => {
      // It counts as long as it tells of this very day and no heir does.
      if (hasEnded(code) && (last.get(code)?.day !== day || isHandedOn(code))) return [];
      const value = standing(code);
      return value === undefined ? [] : [[code, value] as const];
    }),
  );
}
