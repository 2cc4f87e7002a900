import { describe, expect, it } from 'vitest';
import { readOwnValue } from '../../../src/core/personal/own-value.ts';
import { readPersonalWish } from '../../../src/core/personal/words.ts';

describe('wishes about what is kept of a person', () => {
  it.each([
    ['dữ liệu của tôi', 'my-data'],
    ['Du lieu ca nhan cua em', 'my-data'],
    ['/dulieu', 'my-data'],
    ['xuất dữ liệu của tôi', 'export-data'],
    ['Xóa dữ liệu của tôi', 'erase-data'],
    ['rút đồng ý', 'withdraw-consent'],
    ['rút lại sự đồng ý', 'withdraw-consent'],
    ['/kenh', 'my-channels'],
    ['kênh của tôi', 'my-channels'],
  ])('“%s”', (text, kind) => {
    expect(readPersonalWish(text)).toEqual({ kind });
  });

  it.each([
    ['ưu tiên zalo', ['zalo-bot', 'zalo-oa']],
    ['nhận tổng hợp qua zalo', ['zalo-bot', 'zalo-oa']],
    ['nhận bản tổng hợp trên Telegram', ['telegram']],
    ['nhắn tôi qua Telegram', ['telegram']],
    ['/kenh telegram', ['telegram']],
    ['/kenh viber', []],
  ])('“%s” chooses a channel', (text, channels) => {
    expect(readPersonalWish(text)).toEqual({ kind: 'prefer-channel', channels });
  });

  it.each([
    ['sửa số điện thoại của tôi thành 0912 345 678', 'phone', '0912 345 678'],
    ['sua sdt cua em la 0912345678', 'phone', '0912345678'],
    ['Sửa họ tên của tôi thành: Võ Minh Nhật', 'name', 'Võ Minh Nhật'],
    ['đổi cách xưng hô của tôi thành bà', 'honorific', 'bà'],
  ])('“%s” corrects', (text, field, value) => {
    expect(readPersonalWish(text)).toEqual({ kind: 'correct-data', field, value });
  });

  it.each([
    'sửa kn thành 3',
    'xóa',
    'đồng ý',
    'góp ý 2 văn bản, xóa dữ liệu cũ',
    'ưu tiên hòa giải 5/6',
    'khó khăn: dữ liệu của tôi bị mất',
    'sửa số hòa giải của em thành 5/6',
  ])('“%s” is about a report', (text) => {
    expect(readPersonalWish(text)).toBeUndefined();
  });
});

describe('a value that a person gives of their own', () => {
  it.each([
    ['phone', '+84 912 345 678', '0912345678'],
    ['phone', '0912.345.678.', '0912345678'],
    ['name', '  Võ   Minh Nhật ', 'Võ Minh Nhật'],
    ['honorific', 'bà', 'bà'],
  ] as const)('%s %s', (field, said, kept) => {
    expect(readOwnValue(field, said)).toBe(kept);
  });

  it.each([
    ['phone', '12'],
    ['phone', 'không có'],
    ['name', ''],
    ['name', 'Võ <b>Minh</b>'],
    ['name', '=1+1'],
    ['name', 'a'.repeat(61)],
  ] as const)('%s “%s” is none', (field, said) => {
    expect(readOwnValue(field, said)).toBeUndefined();
  });
});
