import { isRatio, type Ratio } from '../forms/definition.ts';
import type { UnitCode } from '../ids.ts';
import type { IndicatorFigures } from './figures.ts';
import { meetsTarget } from './totals.ts';

export type UnitBelowTarget = { readonly unit: UnitCode; readonly value: Ratio };

/**
 * The units whose own ratio misses the indicator's target, in the organisation's order: a threshold, never a ranking.
 * Units with nothing to measure (0/0) are not among them.
 */
export function unitsBelowTarget(indicator: IndicatorFigures): readonly UnitBelowTarget[] {
  return indicator.units.flatMap(({ unit, value }) =>
    isRatio(value) && meetsTarget(value, indicator.target) === false ? [{ unit, value }] : [],
  );
}
