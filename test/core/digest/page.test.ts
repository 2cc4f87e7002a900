import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partOfDigest, type ShownPart } from '../../../src/core/digest/page.ts';
import { communeAt, countryWeek, levelsOf } from '../../support/country.ts';

const codesIn = (part: ShownPart | undefined) =>
  part?.sections.flatMap(({ units }) => units.map(({ unit }) => unit)) ?? [];

describe('a digest part by part', () => {
  it('shows units of one page by the one that they are below, with their states', () => {
    const view = countryWeek(20, levelsOf(20, 2), {
      missing: [communeAt(0)],
      late: [communeAt(1)],
      exempt: [{ unit: communeAt(2), reason: 'bão' }],
      late_causes: [{ unit: communeAt(1), cause: 'network' }],
    });
    const part = partOfDigest(view, { below: null, page: 1 });
    expect(part?.groups).toEqual([]);
    expect(part?.counts).toEqual({ 'in-time': 17, late: 1, missing: 1, exempt: 1 });
    expect(part?.sections.map(({ name, units }) => [name, units.length])).toEqual([
      ['Tỉnh Thanh Hóa', 10],
      ['Tỉnh Nghệ An', 10],
    ]);
    expect(part?.sections[0]?.units.slice(0, 2)).toMatchObject([
      { unit: communeAt(0), state: 'missing' },
      { unit: communeAt(2), state: 'exempt', reason: 'bão' },
    ]);
    expect(part?.sections[1]?.units[0]).toMatchObject({ state: 'late', cause: 'network' });
  });

  it('shows those above where units are many, and the way from the top', () => {
    const view = countryWeek(3_321, levelsOf(3_321, 7, 'with districts'), {
      missing: [communeAt(0)],
      texts: [
        { unit: communeAt(0), field: 'difficulties', text: 'thiếu loa' },
        { unit: communeAt(1), field: 'difficulties', text: 'thiếu xe' },
      ],
    });
    const top = partOfDigest(view, { below: null, page: 1 });
    expect(top?.groups).toHaveLength(7);
    expect(top?.groups[0]).toMatchObject({
      name: 'Tỉnh Thanh Hóa',
      counts: { 'in-time': 474, missing: 1 },
    });
    expect([codesIn(top), top?.texts, top?.textsElsewhere]).toEqual([[], [], 2]);
    const province = partOfDigest(view, { below: 'tinh-0', page: 1 });
    expect(province?.groups.map(({ name }) => name)).toContain('Huyện 2 của Thanh Hóa');
    const district = partOfDigest(view, { below: 'huyen-0-0', page: 1 });
    expect(district?.trail.map(({ name }) => name)).toEqual(['Tỉnh Thanh Hóa', 'Huyện 1 của Thanh Hóa']);
    expect(district?.texts.map(({ text }) => text)).toEqual(['thiếu loa']);
    expect(partOfDigest(view, { below: 'elsewhere', page: 1 })).toBeUndefined();
  });

  it('leaves no unit out and shows none twice, whatever the levels', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 700 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (communes, provinces, deep) => {
          const levels = levelsOf(communes, provinces, deep ? 'with districts' : undefined);
          const view = countryWeek(communes, levels, {});
          const walk = (below: string | null, page: number): readonly string[] => {
            const part = partOfDigest(view, { below, page });
            const next = part !== undefined && page < part.pages ? walk(below, page + 1) : [];
            const further = page === 1 ? (part?.groups ?? []).flatMap(({ unit }) => walk(unit, 1)) : [];
            return [...codesIn(part), ...next, ...further];
          };
          expect(walk(null, 1).toSorted()).toEqual(Object.keys(view.names.units).toSorted());
        },
      ),
      { numRuns: 40 },
    );
  });
});
