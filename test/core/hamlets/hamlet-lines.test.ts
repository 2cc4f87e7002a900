import { describe, expect, it } from 'vitest';
import { readHamletLines } from '../../../src/core/hamlets/hamlet-lines.ts';

const ABOVE = { code: 'binh-minh', name: 'Xã Bình Minh' };
const HAMLETS = ['Ấp Bình Minh', 'Ấp Xuân Một', 'Ấp Một', 'Ấp 3', 'Ấp 30'].map((name, index) => ({
  code: `ap-${index}`,
  name,
}));

function told(text: string): unknown {
  return readHamletLines(HAMLETS, ABOVE, text)?.map(({ hamlet, words }) => [hamlet.name, words]);
}

describe('words of hamlets', () => {
  it.each([
    ['ấp Bình Minh: hg 2/2, kn 0', 'Ấp Bình Minh', 'hg 2/2, kn 0'],
    ['AP BINH MINH hg 2/2', 'Ấp Bình Minh', 'hg 2/2'],
    ['“Ấp Xuân Một - kn 1”', 'Ấp Xuân Một', 'kn 1”'],
    ['Xuân Một: kn 1', 'Ấp Xuân Một', 'kn 1'],
    ['• ấp 30, kn 1', 'Ấp 30', 'kn 1'],
    ['ấp 3 kn 1', 'Ấp 3', 'kn 1'],
    ['ấp một\nhg 1/1\nkn 2', 'Ấp Một', '\nhg 1/1\nkn 2'],
  ])('begin with its name: %s', (text, name, words) => {
    expect(told(text)).toEqual([[name, words]]);
  });

  it('of several hamlets stand line by line', () => {
    expect(told('ấp Một: kn 1\nkhó khăn: mưa\n\nấp 3: không phát sinh')).toEqual([
      ['Ấp Một', 'kn 1\nkhó khăn: mưa\n'],
      ['Ấp 3', 'không phát sinh'],
    ]);
  });

  it.each([
    ['the commune itself', 'Bình Minh: hg 5/6'],
    ['a number', 'một vụ hòa giải'],
    ['a bare digit', '3 đơn khiếu nại'],
    ['words before the name', 'kn 2, ấp Một báo'],
    ['a hamlet of another number', 'ấp 31: kn 1'],
  ])('are none where the line begins with %s', (_, text) => {
    expect(told(text)).toBeUndefined();
  });
});
