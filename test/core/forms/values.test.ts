import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, FormDefinition, Values } from '../../../src/core/forms/definition.ts';
import {
  checkValue,
  difference,
  isUnusual,
  nilValues,
  restNilValues,
} from '../../../src/core/forms/values.ts';
import { tuan } from '../../support/forms.ts';

function field(code: string, form: FormDefinition = tuan): Field {
  const found = form.fields.find((candidate) => candidate.code === code);
  if (found === undefined) throw new Error(`no field ${code}`);
  return found;
}

const complaints = field('complaints');
const mediation = field('mediation');
const modelsActive = field('models_active');
const difficulties = field('difficulties');

describe('a value that is stored', () => {
  it('as a count is whole and not negative', () => {
    expect(checkValue(complaints, 0)).toBeUndefined();
    expect(checkValue(complaints, 3)).toBeUndefined();
    for (const number of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e13]) {
      expect(checkValue(complaints, number)).toEqual({ kind: 'not-a-count', field: 'complaints', number });
    }
  });

  it('as a part is at most its whole, both counts', () => {
    expect(checkValue(mediation, { part: 5, whole: 6 })).toBeUndefined();
    expect(checkValue(mediation, { part: 0, whole: 0 })).toBeUndefined();
    expect(checkValue(mediation, { part: 6, whole: 5 })).toEqual({
      kind: 'part-exceeds-whole',
      field: 'mediation',
      part: 6,
      whole: 5,
    });
    expect(checkValue(mediation, { part: 1.5, whole: 2 })).toMatchObject({
      kind: 'not-a-count',
      number: 1.5,
    });
  });

  it('as a text has at most 1,000 letters, a marked letter counted once', () => {
    const thousand = 'ệ'.repeat(1_000);
    expect(checkValue(difficulties, thousand)).toBeUndefined();
    expect(checkValue(difficulties, thousand.normalize('NFD'))).toBeUndefined();
    expect(checkValue(difficulties, `${thousand}!`)).toMatchObject({ kind: 'too-long', length: 1_001 });
  });

  it('as a decimal is a number, as a choice is among the options, as a date exists', () => {
    const decimal: Field = { ...complaints, code: 'area', type: 'decimal' };
    expect(checkValue(decimal, 12.5)).toBeUndefined();
    expect(checkValue(decimal, Number.NaN)).toMatchObject({ kind: 'not-a-number' });
    const choice: Field = { ...complaints, code: 'mood', type: 'choice', options: ['Tốt', 'Khá'] };
    expect(checkValue(choice, 'Tốt')).toBeUndefined();
    expect(checkValue(choice, 'Kém')).toMatchObject({ kind: 'not-an-option', options: ['Tốt', 'Khá'] });
    const date: Field = { ...complaints, code: 'held', type: 'date' };
    expect(checkValue(date, '2024-02-29')).toBeUndefined();
    expect(checkValue(date, '2023-02-29')).toMatchObject({ kind: 'not-a-date' });
    expect(checkValue(date, '20230228')).toMatchObject({ kind: 'not-a-date' });
    const list: Field = { ...complaints, code: 'names', type: 'list' };
    expect(checkValue(list, ['a', 'b'])).toBeUndefined();
  });

  it('has the type of the field', () => {
    expect(checkValue(complaints, '3')).toEqual({ kind: 'wrong-type', field: 'complaints' });
    expect(checkValue(mediation, 5)).toEqual({ kind: 'wrong-type', field: 'mediation' });
    expect(checkValue(difficulties, ['x'])).toEqual({ kind: 'wrong-type', field: 'difficulties' });
  });
});

describe('a nil report', () => {
  it('has zero flows and ratios, keeps the last stock, leaves texts empty', () => {
    const values = nilValues(tuan, { models_active: 35, complaints: 9 });
    expect(values).toMatchObject({
      models: 0,
      models_active: 35,
      complaints: 0,
      mediation: { part: 0, whole: 0 },
    });
    expect(values).not.toHaveProperty('difficulties');
    expect(Object.keys(values)).toHaveLength(12);
  });

  it('leaves out a stock that was never reported', () => {
    expect(nilValues(tuan, {})).not.toHaveProperty('models_active');
  });
});

describe('"còn lại không"', () => {
  it('fills only what was not mentioned', () => {
    const given: Values = { mediation: { part: 4, whole: 4 }, models_active: 7 };
    const rest = restNilValues(tuan, given, { models_active: 35 });
    expect(rest).not.toHaveProperty('mediation');
    expect(rest).not.toHaveProperty('models_active');
    expect(rest).toMatchObject({ procedures: { part: 0, whole: 0 }, complaints: 0 });
  });

  it('together with what was given is a whole report whose values may all be stored', () => {
    const codes = tuan.fields.map(({ code }) => code).filter((code) => code !== 'mediation');
    fc.assert(
      fc.property(fc.subarray(codes), fc.nat(1_000), (mentioned, number) => {
        const given: Values = Object.fromEntries(
          mentioned.flatMap((code) => (field(code).type === 'integer' ? [[code, number]] : [])),
        );
        const all: Values = { ...given, ...restNilValues(tuan, given, { models_active: 3 }) };
        for (const [code, value] of Object.entries(given)) expect(all[code]).toBe(value);
        const required = tuan.fields.filter((one) => one.required);
        expect(Object.keys(all)).toEqual(expect.arrayContaining(required.map(({ code }) => code)));
        const refused = Object.entries(all).map(([code, value]) => checkValue(field(code), value));
        expect(refused.filter((refusal) => refusal !== undefined)).toEqual([]);
      }),
    );
  });
});

describe('the difference of two revisions', () => {
  it('names what changed, came and went, in the form’s order', () => {
    const before: Values = {
      complaints: 1,
      mediation: { part: 5, whole: 6 },
      difficulties: 'thiếu kinh phí',
    };
    const after: Values = { complaints: 3, mediation: { part: 5, whole: 6 }, models: 2 };
    expect(
      difference(tuan, before, after).map((change) => [change.field.code, change.before, change.after]),
    ).toEqual([
      ['models', null, 2],
      ['complaints', 1, 3],
      ['difficulties', 'thiếu kinh phí', null],
    ]);
  });

  it('sees a changed whole', () => {
    expect(
      difference(tuan, { mediation: { part: 5, whole: 6 } }, { mediation: { part: 5, whole: 7 } }),
    ).toHaveLength(1);
  });
});

describe('a figure far from the unit’s own history', () => {
  it('needs four periods of history', () => {
    expect(isUnusual(complaints, 90, [1, 1, 1])).toBe(false);
    expect(isUnusual(complaints, 90, [1, 1, 1, 1])).toBe(true);
  });

  it('is more than 5 away from the median, and more than 4.5 median deviations', () => {
    expect(isUnusual(complaints, 6, [1, 1, 1, 1])).toBe(false);
    expect(isUnusual(complaints, 7, [1, 1, 1, 1])).toBe(true);
    // Median 100, deviations 10, 0, 0, 10, 20, 20 → 10: up to 145 is usual.
    const spread = [90, 100, 100, 110, 120, 80];
    expect(isUnusual(complaints, 145, spread)).toBe(false);
    expect(isUnusual(complaints, 146, spread)).toBe(true);
    expect(isUnusual(complaints, 54, spread)).toBe(true);
  });

  it('is measured as decimals are written: 5 away is not more than 5', () => {
    expect(isUnusual(complaints, 17.05, [7.7, 16.4, 7.7, 16.4])).toBe(false);
    expect(isUnusual(modelsActive, 1.76, [2.2])).toBe(false);
  });

  it('is measured against the last eight periods only', () => {
    const now = [2, 2, 2, 2, 2, 2, 2, 2];
    expect(isUnusual(complaints, 50, [...now, 50, 50, 50, 50, 50, 50, 50, 50, 50])).toBe(true);
  });

  it('of a ratio is one with an unusual whole', () => {
    const history = [121, 118, 120, 122];
    expect(isUnusual(field('procedures'), { part: 60, whole: 120 }, history)).toBe(false);
    expect(isUnusual(field('procedures'), { part: 12, whole: 12 }, history)).toBe(true);
  });

  it('of a stock is also one that lost more than a fifth', () => {
    expect(isUnusual(modelsActive, 28, [35])).toBe(false);
    expect(isUnusual(modelsActive, 27, [35])).toBe(true);
    expect(isUnusual(complaints, 0, [35])).toBe(false);
  });

  it('never depends on the order of the past, save for stocks', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.array(fc.nat(100), { minLength: 4, maxLength: 8 }), (number, history) => {
        expect(isUnusual(complaints, number, history.toReversed())).toBe(
          isUnusual(complaints, number, history),
        );
      }),
    );
  });
});
