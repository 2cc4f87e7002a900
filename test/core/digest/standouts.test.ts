import { describe, expect, it } from 'vitest';
import type { DigestFigures, IndicatorFigures } from '../../../src/core/digest/figures.ts';
import { NO_FINDINGS } from '../../support/findings.ts';
import { lowestUnits, newModels, unitsBelowTarget } from '../../../src/core/digest/standouts.ts';

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

describe('the lowest units', () => {
  it('are named where the target is missed, the lowest rate first, at most three', () => {
    const units = [
      ...INDICATOR.units,
      { unit: 'e', value: { part: 8, whole: 10 } },
      { unit: 'f', value: { part: 9, whole: 10 } },
    ];
    expect(lowestUnits({ ...INDICATOR, units }).map(({ unit }) => unit)).toEqual(['e', 'd', 'a']);
  });

  it('are none where the target is met or there is none', () => {
    expect(lowestUnits({ ...INDICATOR, met: true })).toEqual([]);
    expect(lowestUnits({ ...INDICATOR, met: null, target: null })).toEqual([]);
  });

  it('are none where more than can be named are below alike', () => {
    const units = ['a', 'b', 'c', 'd'].map((unit) => ({ unit, value: { part: 1, whole: 2 } }));
    expect(lowestUnits({ ...INDICATOR, units })).toEqual([]);
  });
});

describe('new good models', () => {
  const models: IndicatorFigures = {
    ...INDICATOR,
    code: 'models',
    total: 3,
    units: [
      { unit: 'a', value: 2 },
      { unit: 'b', value: 0 },
      { unit: 'c', value: 1 },
    ],
  };
  const figures: DigestFigures = {
    body: 'ban-dan-van',
    form: 'tuan',
    period: '2017-W34',
    expected: 3,
    received: 3,
    late: [],
    missing: [],
    indicators: [INDICATOR, models],
    texts: [],
  };

  it('are told of by unit, with what was written about them', () => {
    const notes = [{ unit: 'a', field: 'models', value: 2, note: 'tổ hòa giải ấp 3' }];
    expect(newModels(figures, { ...NO_FINDINGS, notes })).toEqual([
      { unit: 'a', count: 2, note: 'tổ hòa giải ấp 3' },
      { unit: 'c', count: 1, note: undefined },
    ]);
  });

  it('are none for a body that is not told of models', () => {
    expect(newModels({ ...figures, indicators: [INDICATOR] }, NO_FINDINGS)).toEqual([]);
  });
});
