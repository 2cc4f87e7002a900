import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupByLevel, linesIn, once, partingLevel } from '../../../src/core/digest/levels.ts';
import { communeAt, levelsOf } from '../../support/country.ts';

const communes = (...indexes: readonly number[]) => indexes.map(communeAt);
const total = (counted: readonly { readonly count: number }[]) =>
  counted.reduce((sum, { count }) => sum + count, 0);
const namesOf = (grouped: ReturnType<typeof groupByLevel>) =>
  grouped?.groups.map(({ name, count }) => `${name} ${count}`);

describe('units by level', () => {
  const country = levelsOf(100, 4, 'with districts');

  it('part at the highest level that is not the same for all', () => {
    expect(namesOf(groupByLevel(country, once(communes(0, 1, 4, 8, 5))))).toEqual([
      'Tỉnh Thanh Hóa 3',
      'Tỉnh Nghệ An 2',
    ]);
  });

  it('part one level lower where they are all below the same one, which is named', () => {
    const grouped = groupByLevel(country, once(communes(0, 4, 8, 12)));
    expect(namesOf(grouped)).toEqual([
      'Huyện 1 của Thanh Hóa 2',
      'Huyện 2 của Thanh Hóa 1',
      'Huyện 3 của Thanh Hóa 1',
    ]);
    expect(grouped?.within).toBe('Tỉnh Thanh Hóa');
  });

  it('do not part where they are all right below the same one', () => {
    expect(groupByLevel(country, once(communes(0, 12, 24)))).toBeUndefined();
    expect(groupByLevel([], once(communes(0, 1)))).toBeUndefined();
  });

  it('leave out what all units of a digest are below', () => {
    expect(groupByLevel(levelsOf(9, 3), once(communes(0, 1, 2)))?.within).toBeUndefined();
  });

  it('stand by themselves beside the groups where nobody is above them there', () => {
    const mixed = country.map((level) => (level.unit === 'nuoc' ? { ...level, own: ['xa-rieng'] } : level));
    expect(namesOf(groupByLevel(mixed, once(['xa-rieng', ...communes(0, 1)])))).toEqual([
      'Tỉnh Thanh Hóa 1',
      'Tỉnh Nghệ An 1',
      'undefined 1',
    ]);
  });

  it('are each in one group, whose counts add up to all', () => {
    const picked = fc.uniqueArray(fc.record({ index: fc.nat(99), count: fc.integer({ min: 1, max: 9 }) }), {
      selector: ({ index }) => index,
    });
    fc.assert(
      fc.property(picked, fc.boolean(), fc.integer({ min: 1, max: 12 }), (some, deep, provinces) => {
        const levels = levelsOf(100, provinces, deep ? 'with districts' : undefined);
        const counted = some.map(({ index, count }) => ({ unit: communeAt(index), count }));
        const grouped = groupByLevel(levels, counted);
        const lines = counted.map(({ unit }) => linesIn(levels)(unit));
        expect(grouped === undefined).toBe(partingLevel(lines) === undefined);
        // What does not part is one group.
        const groups = grouped?.groups ?? [{ count: total(counted) }];
        expect(total(groups)).toBe(total(counted));
      }),
    );
  });
});
