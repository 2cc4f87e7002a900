import { describe, expect, it } from 'vitest';
import { readChoice } from '../../../src/core/conversation/choices.ts';
import {
  nextPage,
  placeAbove,
  placeToken,
  readPlace,
  type Place,
} from '../../../src/core/conversation/digests/place.ts';
import { readDetailWish } from '../../../src/core/conversation/digests/words.ts';
import { unitId } from '../../../src/core/ids.ts';

/** Larger numbers than an office of 3,321 units has after centuries. */
const key = 's99999999';
const PLACES: readonly Place[] = [
  { kind: 'digest', key },
  { kind: 'owing', key, page: 222 },
  { kind: 'units', key, below: null, page: 1 },
  { kind: 'units', key, below: unitId(9_999_999), page: 416 },
  { kind: 'unit', key, unit: unitId(9_999_999), page: 9 },
  { kind: 'figures', key, unit: unitId(9_999_999), page: 9 },
  { kind: 'fields', key, page: 8 },
  { kind: 'field', key, field: 59, page: 300 },
  { kind: 'remind', key },
  { kind: 'remind-sure', key, asked: 99_999_999 },
];

describe('a button into a digest', () => {
  it.each(PLACES)('names $kind in at most 64 bytes, and is read back', (place) => {
    const token = placeToken(place);
    expect(Buffer.byteLength(token)).toBeLessThanOrEqual(64);
    const choice = readChoice(token);
    expect(choice && readPlace(choice)).toEqual(place);
  });

  it.each([
    'digestowing..s1-x',
    'digestunit..9-1',
    'digest..',
    'digestowing',
    'digestunit..s1-1-2-é',
    'send.12',
  ])('that somebody made up leads nowhere: %s', (token) => {
    const choice = readChoice(token);
    expect(choice && readPlace(choice)).toBeUndefined();
  });

  it('leads on and back', () => {
    expect(nextPage({ kind: 'owing', key, page: 1 })).toEqual({ kind: 'owing', key, page: 2 });
    expect(nextPage({ kind: 'digest', key })).toBeUndefined();
    expect(placeAbove({ kind: 'unit', key, unit: unitId(1), page: 1 })).toEqual(PLACES[2]);
    expect(placeAbove({ kind: 'digest', key })).toBeUndefined();
  });
});

describe('words that ask for a part of a digest', () => {
  it.each([
    ['Ai chưa báo cáo?', { kind: 'owing' }],
    ['con ai chua nop', { kind: 'owing' }],
    ['Nhắc ngay nhé', { kind: 'remind-now' }],
    ['Tiếp', { kind: 'next-page' }],
    ['quay lại', { kind: 'page-back' }],
    ['chi tiết xã', { kind: 'units' }],
    ['Chỉ tiêu', { kind: 'fields' }],
    ['Chi tiết xã Bình Minh', { kind: 'detail', about: 'xa binh minh' }],
    ['chi tiết của hòa giải', { kind: 'detail', about: 'hoa giai' }],
    ['chi tiết', { kind: 'detail', about: '' }],
  ])('%s', (text, wish) => {
    expect(readDetailWish(text)).toEqual(wish);
  });

  it.each(['chi tiêu 5', 'tiếp dân 5', 'hg 5/6', 'chi tiết: hg 5/6', 'nhắc lại sau', 'báo cáo'])(
    'are not %s',
    (text) => {
      expect(readDetailWish(text)).toBeUndefined();
    },
  );
});
