import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/core/digest/canonical-json.ts';

describe('canonical JSON', () => {
  it('orders keys at every depth and keeps the order of lists', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }, 'ẩ"'], a: true })).toBe(
      '{"a":true,"b":[{"c":null,"d":1},"ẩ\\""]}',
    );
  });

  it('leaves undefined members out', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it('reads back as the same data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        expect(JSON.parse(canonicalJson(data))).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });

  it('does not depend on the order in which members were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (members) => {
        const backwards = Object.fromEntries(Object.entries(members).toReversed());
        expect(canonicalJson(backwards)).toBe(canonicalJson(members));
      }),
    );
  });
});
