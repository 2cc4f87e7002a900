import { describe, expect, it } from 'vitest';
import { NAMES_A_PAGE, owingPage, type Owing, type OwingUnit } from '../../../src/core/digest/owing.ts';

const units = (count: number, lateMinutes: number | null): readonly OwingUnit[] =>
  Array.from({ length: count }, (_, index) => ({
    unit: { code: `x${index}`, name: `Xã ${index}` },
    group: `Huyện ${index % 3}`,
    reminders: 0,
    lastReach: null,
    promised: null,
    lateMinutes,
  }));

const many: Owing = { expected: 100, missing: units(20, null), late: units(4, 30), missingThen: null };

describe('who has not reported', () => {
  it('is named page by page, those who were late behind, and what is left is counted by the unit above', () => {
    const first = owingPage(many, 1);
    expect(first).toMatchObject({ page: 1, pages: 2, late: [] });
    expect(first.missing).toHaveLength(NAMES_A_PAGE);
    expect(first.left).toEqual([
      { group: 'Huyện 0', missing: 2, late: 2 },
      { group: 'Huyện 1', missing: 2, late: 1 },
      { group: 'Huyện 2', missing: 1, late: 1 },
    ]);
    const second = owingPage(many, 2);
    expect([second.missing.length, second.late.length, second.left]).toEqual([5, 4, []]);
  });

  it('is on one empty page where all have reported', () => {
    const none = { ...many, missing: [], late: [] };
    expect(owingPage(none, 7)).toEqual({ page: 1, pages: 1, missing: [], late: [], left: [] });
  });
});
