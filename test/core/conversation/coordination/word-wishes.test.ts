import { describe, expect, it } from 'vitest';
import { readWordWish } from '../../../../src/core/conversation/coordination/word-wishes.ts';

describe('what a coordinator asks about the words of units', () => {
  it.each([
    ['nhận từ hgxc của binh-minh', { kind: 'accept', words: 'hgxc', unit: 'binh minh' }],
    [
      'Nhận từ “hòa giải xóm” cho xã Bình Minh.',
      { kind: 'accept', words: 'hoa giai xom', unit: 'xa binh minh' },
    ],
    ['nhan tu hgxc', { kind: 'accept', words: 'hgxc', unit: '' }],
    ['không nhận từ hgxc của binh-minh', { kind: 'decline', words: 'hgxc', unit: 'binh minh' }],
    ['bỏ từ hgxc của binh-minh', { kind: 'withdraw', words: 'hgxc', unit: 'binh minh' }],
    ['từ riêng', { kind: 'list', unit: '' }],
    ['/tudien', { kind: 'list', unit: '' }],
    ['/tudien@hai_chieu_bot binh-minh', { kind: 'list', unit: 'binh minh' }],
  ])('%s', (text, wish) => {
    expect(readWordWish(text)).toEqual(wish);
  });

  it.each(['nhận từ dân 3 đơn', 'bỏ', 'không bỏ từ hgxc', 'hg 5/6', 'từ chối', '', 'nhận từ'])(
    '%j is no such wish',
    (text) => {
      expect(readWordWish(text)).toBeUndefined();
    },
  );
});
