import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  arrivesAt,
  changedWishes,
  NO_WISHES,
  readDigestWish,
  type WishChange,
} from '../../../src/core/digest/wishes.ts';

const at = (time: string) => Temporal.Instant.from(`2017-08-28T${time}:00+07:00`);

describe('how a leader wants digests', () => {
  it.each([
    ['nhận tổng hợp', { kind: 'wishes-show' }],
    ['Nhận bản tổng hợp lúc 8h30', { kind: 'wishes-change', change: { notBefore: '08:30' } }],
    ['nhan tong hop luc 14:00', { kind: 'wishes-change', change: { notBefore: '14:00' } }],
    ['nhận tổng hợp ngay', { kind: 'wishes-change', change: { notBefore: null } }],
    ['nhận tổng hợp khi cần', { kind: 'wishes-change', change: { onlyNeeded: true } }],
    ['nhận tổng hợp mọi kỳ', { kind: 'wishes-change', change: { onlyNeeded: false, without: [] } }],
    ['không nhận tổng hợp tuần', { kind: 'wishes-kind', period: 'week', wanted: false }],
    ['nhận tổng hợp quý', { kind: 'wishes-kind', period: 'quarter', wanted: true }],
    ['nhận tổng hợp lúc nào cũng được', { kind: 'wishes-unclear' }],
    ['không nhận tổng hợp', { kind: 'wishes-unclear' }],
    ['nhận tổng hợp bằng thư', { kind: 'wishes-unclear' }],
  ] satisfies [string, WishChange][])('“%s”', (text, wish) => {
    expect(readDigestWish(text)).toEqual(wish);
  });

  it('is not meant where the channel is named, which is a wish about all messages', () => {
    expect(readDigestWish('nhận tổng hợp qua Zalo')).toBeUndefined();
  });

  it('is not meant by reports', () => {
    for (const text of ['hg 5/6, kn 1', 'tổng hợp', 'đã nhận', 'nhận 3 đơn khiếu nại, đã tổng hợp'])
      expect(readDigestWish(text)).toBeUndefined();
  });

  it('adds up: each word changes what it names and keeps the rest', () => {
    const said = [
      'không nhận tổng hợp tuần',
      'nhận tổng hợp lúc 9h',
      'nhận tổng hợp khi cần',
      'nhận tổng hợp tuần',
    ];
    const wishes = said.reduce((before, text) => {
      const change = readDigestWish(text);
      return change ? changedWishes(before, change) : before;
    }, NO_WISHES);
    expect(wishes).toEqual({ notBefore: '09:00', onlyNeeded: true, without: [] });
  });

  it('lets a digest come later the same day, never earlier', () => {
    const wishes = { ...NO_WISHES, notBefore: '08:30' };
    expect(arrivesAt(wishes, at('07:00'), 'Asia/Ho_Chi_Minh')).toEqual(at('08:30'));
    expect(arrivesAt(wishes, at('10:00'), 'Asia/Ho_Chi_Minh')).toEqual(at('10:00'));
  });
});
