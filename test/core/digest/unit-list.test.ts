import { describe, expect, it } from 'vitest';
import { pageOf, unitEntries, type PlacedUnit, type UnitMarks } from '../../../src/core/digest/unit-list.ts';
import { unitId } from '../../../src/core/ids.ts';

const CALM: UnitMarks = { missing: false, late: false, exempt: false, belowTarget: 0, unusual: 0 };

/** A country: provinces of 98 communes each, numbered on. */
function country(communes: number): readonly PlacedUnit[] {
  return Array.from({ length: communes }, (_, index) => {
    const province = 1 + Math.floor(index / 98);
    return {
      id: unitId(1_000 + index),
      unit: { code: `x${index}`, name: `Xã ${index}` },
      above: [
        { id: unitId(1), name: 'Cả nước' },
        { id: unitId(10 + province), name: `Tỉnh ${province}` },
      ],
    };
  });
}

const calm = () => CALM;
const missing =
  (...codes: readonly string[]) =>
  (code: string) => ({ ...CALM, missing: codes.includes(code) });

describe('the units of a digest', () => {
  it('are all offered where they are few, in the organisation’s order behind those to look at first', () => {
    const entries = unitEntries(country(5), null, missing('x3'));
    expect(entries.map((entry) => (entry.kind === 'unit' ? entry.unit.code : ''))).toEqual([
      'x3',
      'x0',
      'x1',
      'x2',
      'x4',
    ]);
  });

  it('are rolled up by those above them where they are many, none left out', () => {
    const entries = unitEntries(country(3_321), null, missing('x0', 'x1', 'x3320'));
    expect(entries).toHaveLength(34);
    expect(entries.slice(0, 2)).toEqual([
      { kind: 'group', id: 11, name: 'Tỉnh 1', units: 98, marked: 2 },
      { kind: 'group', id: 44, name: 'Tỉnh 34', units: 87, marked: 1 },
    ]);
    const units = entries.map((entry) => (entry.kind === 'group' ? entry.units : 1));
    expect(units.reduce((sum, count) => sum + count, 0)).toBe(3_321);
  });

  it('are reached below one of those', () => {
    const entries = unitEntries(country(3_321), unitId(12), calm);
    expect(entries).toHaveLength(98);
    expect(entries[0]).toMatchObject({ kind: 'unit', unit: { code: 'x98' } });
  });

  it('stand beside groups where they are right below the same one', () => {
    const alone: PlacedUnit = {
      id: unitId(5),
      unit: { code: 'dac-khu', name: 'Đặc khu' },
      above: [{ id: unitId(1), name: 'Cả nước' }],
    };
    const entries = unitEntries([...country(200), alone], null, calm);
    expect(entries.map(({ kind }) => kind)).toEqual(['group', 'group', 'group', 'unit']);
  });
});

describe('a page', () => {
  it('holds its part, and one that does not exist is the nearest', () => {
    const all = [1, 2, 3, 4, 5];
    expect(pageOf(all, 2, 2)).toEqual({ shown: [3, 4], page: 2, pages: 3 });
    expect(pageOf(all, 9, 2)).toEqual({ shown: [5], page: 3, pages: 3 });
    expect(pageOf([], 1, 2)).toEqual({ shown: [], page: 1, pages: 1 });
  });
});
