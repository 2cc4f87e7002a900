import { describe, expect, it } from 'vitest';
import type { IndicatorFigures } from '../../../src/core/digest/figures.ts';
import { unitsBelowTarget } from '../../../src/core/digest/standouts.ts';

const INDICATOR: IndicatorFigures = {
  code: 'mediation',
  label: 'Hòa giải',
  total: { part: 107, whole: 111 },
  previous: null,
  same_period_last_year: null,
  year_to_date: null,
  target: 0.98,
  met: false,
  units: [
    { unit: 'a', value: { part: 5, whole: 6 } },
    { unit: 'b', value: { part: 0, whole: 0 } },
    { unit: 'c', value: { part: 98, whole: 100 } },
    { unit: 'd', value: { part: 4, whole: 5 } },
  ],
};

describe('units below the target', () => {
  it('are those whose own ratio misses it, in the given order; 0/0 misses nothing', () => {
    expect(unitsBelowTarget(INDICATOR)).toEqual([
      { unit: 'a', value: { part: 5, whole: 6 } },
      { unit: 'd', value: { part: 4, whole: 5 } },
    ]);
  });

  it('are none without a target', () => {
    expect(unitsBelowTarget({ ...INDICATOR, target: null })).toEqual([]);
  });
});
