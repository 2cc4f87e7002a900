import { describe, expect, it } from 'vitest';
import { numberOf, rowsOf, shareReceived, totalsIn } from '../../../src/core/digest/course.ts';
import { COMPLAINTS, courseOf, MEDIATION } from '../../support/courses.ts';

describe('the rows of a picture', () => {
  it('are the units, where these are few', () => {
    const { rows, pages } = rowsOf(courseOf(8, 1), 30, 1);
    expect(rows.map(({ name }) => name).slice(0, 2)).toEqual(['Xã Vĩnh Bình Bắc 0', 'Xã Vĩnh Bình Bắc 1']);
    expect([rows.length, pages]).toEqual([8, 1]);
  });

  it('are those above, where units are many: nobody is left out', () => {
    const { rows, pages } = rowsOf(courseOf(3321, 25), 30, 1);
    expect(rows).toHaveLength(25);
    expect(pages).toBe(1);
    expect(rows.flatMap(({ units }) => units)).toHaveLength(3321);
  });

  it('go on page by page, where all have the same one above: each unit on one page', () => {
    const pages = [1, 2, 3, 4].map((page) => rowsOf(courseOf(100, 1), 30, page));
    expect(pages.map(({ pages: count }) => count)).toEqual([4, 4, 4, 4]);
    const names = pages.flatMap(({ rows }) => rows.map(({ name }) => name));
    expect(new Set(names).size).toBe(100);
    expect(names).toHaveLength(100);
  });

  it('are those above page by page, where even of these there are too many', () => {
    const pages = [1, 2, 3].map((page) => rowsOf(courseOf(3321, 63), 30, page));
    expect(pages.map(({ rows, pages: count }) => [rows.length, count])).toEqual([
      [30, 3],
      [30, 3],
      [3, 3],
    ]);
    expect(pages.flatMap(({ rows }) => rows.flatMap(({ units }) => units))).toHaveLength(3321);
  });

  it('are the lowest level of which there are few enough, with a unit by itself that has nobody above it there', () => {
    const course = courseOf(60, 20);
    const units = course.units.map((unit, index) =>
      index === 7
        ? { ...unit, above: unit.above.slice(1) }
        : {
            ...unit,
            above: [
              ...unit.above.slice(0, 1),
              { unit: `vung-${index % 2}`, name: 'Vùng' },
              ...unit.above.slice(1),
            ],
          },
    );
    expect(rowsOf({ ...course, units }, 30, 1).rows.map((row) => row.units.length)).toContain(1);
    expect(rowsOf({ ...course, units }, 30, 1).rows).toHaveLength(21);
    expect(rowsOf({ ...course, units }, 4, 1).rows).toHaveLength(3);
  });

  it('show the last page for one beyond it', () => {
    expect(rowsOf(courseOf(100, 1), 30, 9).rows).toHaveLength(10);
  });
});

describe('a period over several units', () => {
  const { units } = courseOf(2, 1, 4);

  it('adds up what they reported, ratios by part and whole', () => {
    expect(totalsIn(MEDIATION, units, 1)).toEqual([{ part: 9, whole: 10 }]);
    expect(totalsIn(COMPLAINTS, units, 2)).toEqual([1, 3]);
  });

  it('counts late reports as received, and those that were not owed not at all', () => {
    const [one, two] = units;
    if (!one || !two) throw new Error('two units were made');
    const states = [
      { ...one, states: ['late' as const] },
      { ...two, states: ['missing' as const] },
    ];
    expect(shareReceived(states, 0)).toBe(0.5);
    expect(
      shareReceived(
        [
          { ...one, states: ['exempt' as const] },
          { ...two, states: [null] },
        ],
        0,
      ),
    ).toBeNull();
  });

  it('has no rate where nothing was to be done', () => {
    expect(numberOf({ part: 0, whole: 0 })).toBeNull();
    expect(numberOf({ part: 1, whole: 4 })).toBe(0.25);
  });
});
