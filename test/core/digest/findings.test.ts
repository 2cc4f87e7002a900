import { describe, expect, it } from 'vitest';
import { findIn, type FindingsInput, type UnitHistory } from '../../../src/core/digest/findings.ts';
import type { UnitObligation, UnitReport } from '../../../src/core/digest/figures.ts';
import { fieldsFor, type Values } from '../../../src/core/forms/definition.ts';
import { tuan } from '../../support/forms.ts';

const FIELDS = fieldsFor(tuan, 'ban-dan-van');

function find(obligations: readonly UnitObligation[], more: Partial<FindingsInput> = {}) {
  return findIn({ fields: FIELDS, obligations, histories: new Map(), notes: [], ...more });
}

function reported(unit: string, values: Values, more: Partial<UnitReport> = {}): UnitObligation {
  const report = { nil: false, lateMinutes: 0, gaps: [], unsigned: false, values, ...more };
  return { unit, exempt: false, report };
}

function history(figures: UnitHistory['figures'], nils: readonly boolean[] = []) {
  return new Map([['a', { figures, nils }]]);
}

describe('how the units reported', () => {
  it('is told of each that owed a report, and those in time are counted', () => {
    const found = find([
      reported('a', {}),
      reported('b', {}, { lateMinutes: 3 }),
      { unit: 'c', exempt: false, report: undefined },
      { unit: 'd', exempt: { reason: 'bão' }, report: undefined },
    ]);
    expect(found.units).toEqual([
      { unit: 'a', expected: 1, received: 1, late: 0 },
      { unit: 'b', expected: 1, received: 1, late: 1 },
      { unit: 'c', expected: 1, received: 0, late: 0 },
    ]);
    expect(found.on_time).toBe(1);
  });
});

describe('a figure far from what the unit reported of late', () => {
  it('stands out with what is usual there', () => {
    const found = find([reported('a', { complaints: 40 })], {
      histories: history({ complaints: [2, 1, 3, 2, 2] }),
    });
    expect(found.outliers).toEqual([{ unit: 'a', field: 'complaints', value: 40, usual: 2 }]);
  });

  it('is looked for in the whole of a ratio', () => {
    const found = find([reported('a', { mediation: { part: 30, whole: 30 } })], {
      histories: history({ mediation: [3, 4, 3, 4] }),
    });
    expect(found.outliers).toMatchObject([
      { field: 'mediation', value: { part: 30, whole: 30 }, usual: 3.5 },
    ]);
  });

  it('is not looked for with too short a history, without a report, or in a field of another body', () => {
    expect(find([reported('a', { complaints: 40 })]).outliers).toEqual([]);
    const short = history({ complaints: [2, 2, 2] });
    expect(find([reported('a', { complaints: 40 })], { histories: short }).outliers).toEqual([]);
    const long = history({ models: [1, 1, 1, 1, 1] });
    const ofUbnd = { fields: fieldsFor(tuan, 'ubnd'), histories: long };
    expect(find([reported('a', { models: 99 })], { histories: long }).outliers).toHaveLength(1);
    expect(find([reported('a', { models: 99 })], ofUbnd).outliers).toEqual([]);
  });
});

describe('nil reports in a row', () => {
  const nil = reported('a', {}, { nil: true });

  it('are told of from the third on', () => {
    expect(find([nil], { histories: history({}, [true, false, true]) }).nil_streaks).toEqual([]);
    expect(find([nil], { histories: history({}, [true, true, false, true]) }).nil_streaks).toEqual([
      { unit: 'a', periods: 3 },
    ]);
  });

  it('end with a report that says something', () => {
    expect(find([reported('a', {})], { histories: history({}, [true, true, true]) }).nil_streaks).toEqual([]);
  });
});

describe('notes to figures', () => {
  it('are quoted with their unit and value, not those to texts', () => {
    const notes = [
      { unit: 'a', field: 'mediation', value: { part: 5, whole: 6 }, note: '1 vụ chuyển tòa' },
      { unit: 'a', field: 'difficulties', value: 'mưa', note: 'x' },
    ];
    expect(find([], { notes }).notes).toEqual([notes[0]]);
  });
});
