import { describe, expect, it } from 'vitest';
import { readUnitWish } from '../../../../src/core/conversation/requests/unit-wishes.ts';

describe('what a coordinator asks for a unit', () => {
  it.each([
    ['mở binh-minh đến thứ 6', { kind: 'open', unit: 'binh-minh', when: 'thứ 6', reason: null }],
    [
      'Mo lai cho xa Binh Minh toi 16:00 mai',
      { kind: 'open', unit: 'xa Binh Minh', when: '16:00 mai', reason: null },
    ],
    ['mở bm đến 16:00 mai: đối chiếu', { kind: 'open', unit: 'bm', when: '16:00 mai', reason: 'đối chiếu' }],
    ['không mở', { kind: 'keep-locked', unit: '', reason: null }],
    ['không mở: đã chốt', { kind: 'keep-locked', unit: '', reason: 'đã chốt' }],
    ['ko mo lai binh-minh, da chot', { kind: 'keep-locked', unit: 'binh-minh', reason: 'da chot' }],
    ['/nhapthay binh-minh hg 5/6', { kind: 'enter', unit: 'binh-minh hg 5/6' }],
    ['Nhập thay cho xã Bình Minh: hg 5/6\nkn 1', { kind: 'enter', unit: 'xã Bình Minh: hg 5/6\nkn 1' }],
    ['/denghi', { kind: 'requests', unit: '' }],
    ['xem đề nghị mở lại', { kind: 'requests', unit: '' }],
    ['/nhapthay', { kind: 'enter', unit: '' }],
  ])('%s', (text, wish) => {
    expect(readUnitWish(text)).toEqual(wish);
  });

  it.each(['mô hình 2', 'mh 2, duy trì 12', 'mở 2 lớp tập huấn', 'không mới', 'nhập 5 hồ sơ', '/nhapthayx'])(
    'not: %s',
    (text) => {
      expect(readUnitWish(text)).toBeUndefined();
    },
  );
});
