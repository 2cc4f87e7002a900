import { describe, expect, it } from 'vitest';
import { matchUnits } from '../../../src/core/organization/match-units.ts';

const UNITS = [
  { code: 'thi-tran-vinh-thuan', name: 'Thị trấn Vĩnh Thuận' },
  { code: 'xa-vinh-thuan', name: 'Xã Vĩnh Thuận' },
  { code: 'vinh-binh', name: 'Xã Vĩnh Bình' },
  { code: 'vinh-binh-bac', name: 'Xã Vĩnh Bình Bắc' },
  { code: 'bm', name: 'Xã Bình Minh' },
];

describe('the unit that words begin with', () => {
  it.each([
    ['bm: hg 5/6', ['bm'], ': hg 5/6'],
    ['BM hg 5/6', ['bm'], ' hg 5/6'],
    ['Bình Minh: hg 5/6', ['bm'], ': hg 5/6'],
    ['xa binh minh, hg 5/6', ['bm'], ', hg 5/6'],
    ['vĩnh bình bắc kn 1', ['vinh-binh-bac'], ' kn 1'],
    ['vinh-binh kn 1', ['vinh-binh'], ' kn 1'],
    ['Vĩnh Thuận kn 1', ['thi-tran-vinh-thuan', 'xa-vinh-thuan'], ' kn 1'],
    ['thị trấn Vĩnh Thuận kn 1', ['thi-tran-vinh-thuan'], ' kn 1'],
    ['bmx: hg 5/6', [], 'bmx: hg 5/6'],
    ['', [], ''],
  ])('%s', (words, codes, rest) => {
    const found = matchUnits(UNITS, words);
    expect(found.units.map(({ code }) => code)).toEqual(codes);
    expect(found.rest).toBe(rest);
  });
});
