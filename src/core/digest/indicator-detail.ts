import type { UnitView } from '../conversation/context.ts';
import type { Field, Value } from '../forms/definition.ts';
import type { UnitCode, UnitId } from '../ids.ts';
import type { IndicatorFigures } from './figures.ts';
import type { DigestFindings } from './findings.ts';
import { unitsBelowTarget } from './standouts.ts';
import { addUp, type Total } from './totals.ts';
import { partsOf, type PlacedUnit } from './unit-list.ts';

/** A unit's figure; `usual`: what is usual for the unit, if the figure is far from it. */
export type UnitValue = {
  readonly id: UnitId;
  readonly unit: UnitView;
  readonly value: Value;
  readonly below: boolean;
  readonly usual: number | null;
};

/** An indicator by unit: what is to be looked at by name, the others by name or, where these are many, added up by level. */
export type IndicatorDetail = {
  readonly indicator: IndicatorFigures;
  /** Below the target, or far from what is usual for the unit; in the organisation's order. */
  readonly exceptions: readonly UnitValue[];
  readonly others: readonly UnitValue[];
  /** All units below one; a few of them may have no value. Empty where units are named. */
  readonly groups: readonly { readonly name: string; readonly units: number; readonly total: Total | null }[];
  /** Units that have no value. */
  readonly silent: number;
};

export function indicatorDetail(
  field: Field,
  indicator: IndicatorFigures,
  outliers: DigestFindings['outliers'],
  placed: readonly PlacedUnit[],
): IndicatorDetail {
  const valueOf = new Map(indicator.units.map(({ unit, value }) => [unit, value]));
  const below = new Set(unitsBelowTarget(indicator).map(({ unit }) => unit));
  const usualOf = new Map<UnitCode, number>(
    outliers.flatMap((one) => (one.field === field.code ? [[one.unit, one.usual] as const] : [])),
  );
  const values = placed.flatMap(({ id, unit }): readonly UnitValue[] => {
    const value = valueOf.get(unit.code);
    if (value === undefined) return [];
    return [{ id, unit, value, below: below.has(unit.code), usual: usualOf.get(unit.code) ?? null }];
  });
  const parts = partsOf(placed, null);
  const groups = parts.flatMap((part) => {
    if (!('units' in part)) return [];
    const total = addUp(
      field,
      part.units.map(({ unit }) => valueOf.get(unit.code)),
    );
    return [{ name: part.name, units: part.units.length, total }];
  });
  return {
    indicator,
    exceptions: values.filter(isException),
    others: groups.length > 0 ? [] : values.filter((one) => !isException(one)),
    groups,
    silent: placed.length - values.length,
  };
}

function isException({ below, usual }: UnitValue): boolean {
  return below || usual !== null;
}
