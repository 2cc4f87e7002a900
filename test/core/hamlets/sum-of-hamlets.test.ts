import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, FormDefinition, Values } from '../../../src/core/forms/definition.ts';
import { checkValue } from '../../../src/core/forms/values.ts';
import type { Hamlet, HamletReport } from '../../../src/core/hamlets/hamlet.ts';
import { sumOfHamlets, standingOf } from '../../../src/core/hamlets/sum-of-hamlets.ts';
import { at } from '../../support/conversation.ts';
import { tuan } from '../../support/forms.ts';

function field(code: string, type: Field['type'], aggregate: Field['aggregate'] = 'sum'): Field {
  const options = type === 'choice' ? ['Tốt', 'Khá'] : [];
  return { code, label: code, prompt: '', type, aliases: [], for: [], aggregate, required: true, options };
}

const FORM: FormDefinition = {
  ...tuan,
  fields: [
    field('count', 'integer'),
    field('amount', 'decimal'),
    field('stock', 'integer', 'latest'),
    field('rate', 'ratio'),
    field('text', 'text'),
    field('list', 'list'),
    field('mood', 'choice'),
    field('day', 'date'),
  ],
};

function reported(values: Values, changes: Partial<HamletReport> = {}): HamletReport {
  return { values, nil: false, gaps: [], at: at('24/8 9:00'), by: null, via: 'own', ...changes };
}

function hamlet(name: string, report: HamletReport | null, before: HamletReport | null = null): Hamlet {
  return { unit: { code: name, name }, report, before };
}

function long(name: string): Hamlet {
  return hamlet(name, reported({ text: 'khó '.repeat(200), list: ['khó '.repeat(200)] }));
}

describe('the sum of hamlets', () => {
  it('adds figures and stocks, ratios by parts and wholes, and names who wrote a text', () => {
    const sum = sumOfHamlets(FORM, [
      hamlet(
        'Ấp Một',
        reported({
          count: 2,
          amount: 0.1,
          stock: 3,
          rate: { part: 5, whole: 6 },
          text: 'mưa',
          list: ['a', 'b'],
        }),
      ),
      hamlet(
        'Ấp Hai',
        reported({ count: 3, amount: 0.2, stock: 4, rate: { part: 1, whole: 1 }, text: 'nắng', list: ['c'] }),
      ),
      hamlet('Ấp Ba', null),
    ]);
    expect(sum).toEqual({
      count: 5,
      amount: 0.3,
      stock: 7,
      rate: { part: 6, whole: 7 },
      text: 'Ấp Một: mưa; Ấp Hai: nắng',
      list: ['Ấp Một: a', 'Ấp Một: b', 'Ấp Hai: c'],
    });
  });

  it('counts a nil report as zero in flows, not in stocks nor in what it left out', () => {
    const nil = reported({}, { nil: true, gaps: ['rate'] });
    expect(sumOfHamlets(FORM, [hamlet('Ấp Một', nil)])).toEqual({ count: 0, amount: 0 });
  });

  it('says nothing of what no hamlet spoke of, nor of choices and days', () => {
    expect(sumOfHamlets(FORM, [hamlet('Ấp Một', null)])).toEqual({});
    const report = reported({ mood: 'Tốt', day: '2017-08-21' });
    expect(sumOfHamlets(FORM, [hamlet('Ấp Một', report)])).toEqual({});
  });

  it('looks back to what stood when the report above was sent', () => {
    const hamlets = [
      hamlet('Ấp Một', reported({ count: 9 }), reported({ count: 2 })),
      hamlet('Ấp Hai', reported({ count: 1 })),
    ];
    expect(sumOfHamlets(FORM, hamlets)).toEqual({ count: 10 });
    expect(sumOfHamlets(FORM, hamlets, 'before')).toEqual({ count: 2 });
    expect(standingOf([...hamlets, hamlet('Ấp Ba', null)])).toMatchObject({
      reported: [{ name: 'Ấp Một' }, { name: 'Ấp Hai' }],
      missing: [{ name: 'Ấp Ba' }],
    });
  });

  it('shortens texts that a report cannot hold, and keeps a piece of each', () => {
    const sum = sumOfHamlets(FORM, [long('Ấp Một'), long('Ấp Hai'), long('Ấp Ba')]);
    for (const name of ['Ấp Một: khó', 'Ấp Hai: khó', 'Ấp Ba: khó']) expect(sum['text']).toContain(name);
    expect(sum['list']).toHaveLength(3);
  });

  const values = fc.record(
    {
      count: fc.nat(1_000_000),
      amount: fc.integer({ min: -10_000, max: 10_000 }).map((cents) => cents / 100),
      stock: fc.nat(1_000),
      rate: fc.tuple(fc.nat(500), fc.nat(500)).map(([part, more]) => ({ part, whole: part + more })),
      text: fc.string({ maxLength: 1_000 }),
    },
    { requiredKeys: [] },
  );

  it('equals an independent count, in any order of hamlets, and fits the form', () => {
    const report = fc.option(
      values.map((given) => reported(given)),
      { nil: null },
    );
    fc.assert(
      fc.property(fc.array(report, { maxLength: 15 }), (reports) => {
        const hamlets = reports.map((one, index) => hamlet(`Ấp ${index}`, one));
        const sum = sumOfHamlets(FORM, hamlets);
        let [count, cents, stock, part, whole] = [0, 0, 0, 0, 0];
        for (const one of reports) {
          count += Number(one?.values['count'] ?? 0);
          cents += Math.round(Number(one?.values['amount'] ?? 0) * 100);
          stock += Number(one?.values['stock'] ?? 0);
          const rate = one?.values['rate'];
          if (typeof rate === 'object' && 'part' in rate)
            [part, whole] = [part + rate.part, whole + rate.whole];
        }
        const spoken = (code: string) => reports.some((one) => one?.values[code] !== undefined);
        expect(sum['count']).toEqual(spoken('count') ? count : undefined);
        expect(sum['amount'] ?? 0).toBeCloseTo(cents / 100, 6);
        expect(sum['stock']).toEqual(spoken('stock') ? stock : undefined);
        expect(sum['rate']).toEqual(spoken('rate') ? { part, whole } : undefined);
        const unfit = FORM.fields.filter((one) => {
          const value = sum[one.code];
          return value !== undefined && checkValue(one, value) !== undefined;
        });
        expect(unfit).toEqual([]);
        const turned = sumOfHamlets(FORM, hamlets.toReversed());
        for (const code of ['count', 'amount', 'stock', 'rate']) expect(turned[code]).toEqual(sum[code]);
      }),
    );
  });
});
