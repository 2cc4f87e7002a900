import { describe, expect, it } from 'vitest';
import type { IndicatorFigures } from '../../../src/core/digest/figures.ts';
import { indicatorDetail } from '../../../src/core/digest/indicator-detail.ts';
import type { PlacedUnit } from '../../../src/core/digest/unit-list.ts';
import { unitId } from '../../../src/core/ids.ts';
import { tuan } from '../../support/forms.ts';

const field = tuan.fields.find(({ code }) => code === 'mediation');
if (!field) throw new Error('the form has mediation');

const placed = (count: number): readonly PlacedUnit[] =>
  Array.from({ length: count }, (_, index) => ({
    id: unitId(100 + index),
    unit: { code: `x${index}`, name: `Xã ${index}` },
    above: [{ id: unitId(1 + (index % 2)), name: `Huyện ${index % 2}` }],
  }));

/** Every unit but the last settled what it took on; the first lacks one of six. */
function mediation(count: number): IndicatorFigures {
  return {
    code: field?.code ?? '',
    label: field?.label ?? '',
    total: null,
    previous: null,
    same_period_last_year: null,
    year_to_date: null,
    target: 0.98,
    met: false,
    units: placed(count - 1).map(({ unit }, index) => ({
      unit: unit.code,
      value: { part: index === 0 ? 5 : 6, whole: 6 },
    })),
  };
}

const outliers = [{ unit: 'x2', field: field.code, value: { part: 6, whole: 6 }, usual: 1 }];
const detail = (count: number) => indicatorDetail(field, mediation(count), outliers, placed(count));

describe('an indicator by unit', () => {
  it('names who is below the target or far from the unit’s usual, then the others, and counts who has no figure', () => {
    const { exceptions, others, groups, silent } = detail(5);
    expect(exceptions.map(({ unit, below, usual }) => [unit.code, below, usual])).toEqual([
      ['x0', true, null],
      ['x2', false, 1],
    ]);
    expect(others.map(({ unit }) => unit.code)).toEqual(['x1', 'x3']);
    expect([groups, silent]).toEqual([[], 1]);
  });

  it('adds up many units by those above them', () => {
    const { exceptions, others, groups } = detail(100);
    expect([exceptions.length, others]).toEqual([2, []]);
    expect(groups).toEqual([
      { name: 'Huyện 0', units: 50, total: { part: 299, whole: 300 } },
      { name: 'Huyện 1', units: 50, total: { part: 294, whole: 294 } },
    ]);
  });
});
