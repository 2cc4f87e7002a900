import { isRatio, type Ratio } from '../forms/definition.ts';
import type { FieldCode, UnitCode } from '../ids.ts';
import type { DigestFigures, IndicatorFigures } from './figures.ts';
import type { DigestFindings, Outlier } from './findings.ts';
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

/** More names than this are a ranking list. */
const MOST_LOWEST = 3;

/**
 * The only rank there is: where an indicator misses its target, the units that pull it down most, the lowest rate first, of equal
 * ones the one with more cases. At most three; none where all are below alike, which no name explains.
 */
export function lowestUnits(indicator: IndicatorFigures): readonly UnitBelowTarget[] {
  if (indicator.met !== false) return [];
  const below = unitsBelowTarget(indicator);
  const rates = new Set(below.map(({ value }) => value.part / value.whole));
  if (rates.size === 1 && below.length > MOST_LOWEST) return [];
  return below
    .toSorted(
      (a, b) => a.value.part / a.value.whole - b.value.part / b.value.whole || b.value.whole - a.value.whole,
    )
    .slice(0, MOST_LOWEST);
}

/** The code under which forms ask for new good models; codes are never renamed. */
export const NEW_MODELS: FieldCode = 'models';

export type NewModels = {
  readonly unit: UnitCode;
  readonly count: number;
  readonly note: string | undefined;
};

/** Units with new good models, and what they wrote about them. None where the body is not told of models. */
export function newModels(figures: DigestFigures, { notes }: DigestFindings): readonly NewModels[] {
  const units = figures.indicators.find(({ code }) => code === NEW_MODELS)?.units ?? [];
  return units.flatMap(({ unit, value }) => {
    if (typeof value !== 'number' || value === 0) return [];
    const note = notes.find((one) => one.unit === unit && one.field === NEW_MODELS)?.note;
    return [{ unit, count: value, note }];
  });
}

/** Unusual figures of one indicator, those that are farthest from what is usual first. */
export type IndicatorOutliers = {
  readonly indicator: IndicatorFigures;
  readonly outliers: readonly Outlier[];
};

/** By indicator, in the order of the form. */
export function outliersByIndicator(
  { indicators }: DigestFigures,
  { outliers }: DigestFindings,
): readonly IndicatorOutliers[] {
  return indicators.flatMap((indicator) => {
    const own = outliers.filter(({ field }) => field === indicator.code);
    return own.length === 0
      ? []
      : [{ indicator, outliers: own.toSorted((a, b) => distance(b) - distance(a)) }];
  });
}

function distance({ value, usual }: Outlier): number {
  return Math.abs((typeof value === 'number' ? value : value.whole) - usual);
}
