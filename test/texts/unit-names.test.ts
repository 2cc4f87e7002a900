import { describe, expect, it } from 'vitest';
import { commonNoun, listNames, midSentence } from '../../src/texts/unit-names.ts';

describe('a unit inside a sentence', () => {
  it.each([
    ['Xã Bình Minh', 'xã Bình Minh'],
    ['Thị trấn Vĩnh Thuận', 'thị trấn Vĩnh Thuận'],
    ['Đặc khu Phú Quốc', 'đặc khu Phú Quốc'],
    ['Xãm Lũng', 'Xãm Lũng'],
    ['Bình Minh', 'Bình Minh'],
  ])('%s is %s', (name, inSentence) => {
    expect(midSentence(name)).toBe(inSentence);
  });
});

describe('several units', () => {
  it('have a noun in common, or are units', () => {
    expect(commonNoun(['Xã A', 'Xã B'])).toBe('xã');
    expect(commonNoun(['Xã A', 'Phường B'])).toBe('đơn vị');
    expect(commonNoun(['A'])).toBe('đơn vị');
    expect(commonNoun([])).toBe('đơn vị');
  });

  it('are listed by name, then counted', () => {
    expect(listNames(['Xã A', 'Xã B'], 2, 'xã')).toBe('xã A, xã B');
    expect(listNames(['Xã A', 'Xã B', 'Xã C'], 2, 'xã')).toBe('xã A, xã B và 1 xã khác');
    expect(listNames(['Xã A', 'Xã B'], 0, 'xã')).toBe('2 xã');
  });
});
