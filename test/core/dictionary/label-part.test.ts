import { describe, expect, it } from 'vitest';
import { labelPart } from '../../../src/core/dictionary/label-part.ts';

describe('the label-like part of a piece', () => {
  it.each([
    ['hgxc 5/6', 'hgxc', [5, 6]],
    ['HGXC: 5/6 vụ', 'hgxc', [5, 6]],
    ['hgxc5/6', 'hgxc', [5, 6]],
    ['Hòa giải xóm = 3', 'hoa giai xom', [3]],
    ['12 tcdx', 'tcdx', [12]],
    ['3 vụ hgxc', 'hgxc', [3]],
  ])('of %s is %s', (piece, words, figures) => {
    expect(labelPart(piece)).toEqual({ words, figures });
  });

  it.each([
    'hgxc',
    '5/6',
    '3 vụ',
    'hgxc 5 của xã',
    'a 3 b 4',
    'chị Tư ở ấp Bình Hòa 3 cho biết',
    '',
    '1.200.000.000.000 x',
  ])('%j has none', (piece) => {
    expect(labelPart(piece)).toBeUndefined();
  });
});
