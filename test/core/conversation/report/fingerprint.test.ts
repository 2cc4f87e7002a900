import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../../../src/core/conversation/report/fingerprint.ts';

describe('a fingerprint', () => {
  it('is the same for the same content in any order of keys, as the database gives them back', () => {
    expect(fingerprint({ a: 1, b: { c: [1, 2], d: 'x' } })).toBe(
      fingerprint({ b: { d: 'x', c: [1, 2] }, a: 1 }),
    );
  });

  it('differs when a value, or the order of a list, differs', () => {
    expect(fingerprint({ a: 1 })).not.toBe(fingerprint({ a: 2 }));
    expect(fingerprint([1, 2])).not.toBe(fingerprint([2, 1]));
  });
});
