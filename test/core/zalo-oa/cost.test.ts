import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  budgetStage,
  costAfter,
  costOf,
  messageKind,
  USUAL_PRICES,
  within,
} from '../../../src/core/zalo-oa/cost.ts';

describe('what a message will cost', () => {
  it.each([
    ['free', undefined, 0],
    ['paid', undefined, 55],
    // Zalo refuses it.
    ['closed', undefined, 0],
    ['free', { byPhone: false }, 0],
    ['paid', { byPhone: true }, 55],
    ['closed', { byPhone: false }, 200],
    ['closed', { byPhone: true }, 210],
  ] as const)('in a %s window, with the template %o, is %i đồng', (window, template, dong) => {
    const prices = { ...USUAL_PRICES, 'template-by-phone': 210 };
    expect(costOf(messageKind(window, template), window, prices)).toBe(dong);
  });
});

describe('what a message cost by what Zalo said', () => {
  it.each([
    ['names no quota: it was charged', [null], 55],
    ['took it from what was bought', ['purchase_quota'], 55],
    ['took it from the package', ['sub_quota'], 0],
    ['took it from a reward', ['reward_quota'], 0],
    ['counts it as a reply', ['reply'], 0],
    ['names a quota nobody documented', ['gift'], 55],
    ['says nothing', [], 55],
  ])('which %s', (_, types, cost) => {
    expect(costAfter(55, types)).toBe(cost);
  });

  it('is that of the parts that were charged', () => {
    expect(costAfter(110, [null, 'sub_quota'])).toBe(55);
  });

  it('is nothing in the free window, where no quota is named either', () => {
    expect(costAfter(0, [null])).toBe(0);
  });
});

describe('a budget', () => {
  it.each([
    [159_999, 'fine'],
    [160_000, 'near'],
    [199_945, 'near'],
    [199_946, 'spent'],
    [210_000, 'spent'],
  ])('of 200.000 đồng with %i spent is %s', (dong, stage) => {
    expect(budgetStage({ messages: 1, dong }, 200_000, USUAL_PRICES)).toBe(stage);
  });

  it('of nothing pays for nothing', () => {
    expect(budgetStage({ messages: 0, dong: 0 }, 0, USUAL_PRICES)).toBe('spent');
  });

  it('is never exceeded by what may yield, and holds back nothing that is free or waited for', () => {
    const message = fc.record({ cost: fc.constantFrom(0, 55, 200), mayYield: fc.boolean() });
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 2_000 }), fc.array(message), (left, messages) => {
        const goes = within(left, messages);
        let rest = left;
        for (const [index, { cost, mayYield }] of messages.entries()) {
          const isFree = cost === 0 || !mayYield;
          expect(goes[index]).toBe(isFree || cost <= rest);
          if (goes[index]) rest -= cost;
        }
      }),
    );
  });
});
