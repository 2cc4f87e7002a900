import { describe, expect, it } from 'vitest';
import { matchRows } from '../../../src/core/templates/rows.ts';

const UNITS = [
  { code: 'vinh-thuan', name: 'Thị trấn Vĩnh Thuận' },
  { code: 'xa-vinh-thuan', name: 'Xã Vĩnh Thuận' },
  { code: 'binh-minh', name: 'Xã Bình Minh' },
  { code: 'vinh-binh', name: 'Xã Vĩnh Bình' },
];

const match = (...texts: readonly string[]) =>
  Object.fromEntries(matchRows(new Map(texts.map((text, index) => [index + 8, text])), UNITS));

describe('the row of a unit', () => {
  it('says its name, in any case, with or without diacritics and the word for its kind, or its code', () => {
    expect(match('BÌNH MINH', 'vinh-binh', 'Thi tran Vinh Thuan', 'xã vĩnh thuận')).toEqual({
      'binh-minh': 8,
      'vinh-binh': 9,
      'vinh-thuan': 10,
      'xa-vinh-thuan': 11,
    });
  });

  it('is nobody’s where two units bear the name, until one of them has a row of its own', () => {
    expect(match('Vĩnh Thuận')).toEqual({});
    expect(match('Vĩnh Thuận', 'Xã Vĩnh Thuận')).toEqual({ 'vinh-thuan': 8, 'xa-vinh-thuan': 9 });
  });

  it('is nobody’s where two rows say the same', () => {
    expect(match('Bình Minh', 'Bình Minh')).toEqual({});
  });

  it('is never one that only begins alike', () => {
    expect(match('Vĩnh Bình Bắc', 'Cộng')).toEqual({});
  });
});
