import { describe, expect, it } from 'vitest';
import { readCommand, saysWord } from '../../../src/core/conversation/commands.ts';
import { bareKey } from '../../../src/core/forms/spelling.ts';

describe('a typed command', () => {
  it.each([
    ['/trangthai', { kind: 'status' }],
    ['/LichSu', { kind: 'history' }],
    ['/huongdan@hai_chieu_bot', { kind: 'help' }],
    ['  /bo ', { kind: 'cancel' }],
    ['/roi', { kind: 'leave' }],
    ['/start C7KPT4XNRH', { kind: 'start' }],
    ['/tonghop', { kind: 'digest', page: 1, period: '' }],
    ['/tonghop 2', { kind: 'digest', page: 2, period: '' }],
    ['/tonghop tháng 11', { kind: 'digest', page: 1, period: 'tháng 11' }],
    ['/tonghop 2017-Q3 trang 2', { kind: 'digest', page: 2, period: '2017-Q3' }],
    ['/tonghop trang 3', { kind: 'digest', page: 3, period: '' }],
    ['/xem binh-minh', { kind: 'report', unit: 'binh-minh' }],
    ['/xem', { kind: 'report', unit: '' }],
  ])('%s is understood', (text, command) => {
    expect(readCommand(text)).toEqual(command);
  });

  it.each(['/khác', 'trangthai', '5/6', '/ 5', ''])('%j is none', (text) => {
    expect(readCommand(text)).toBeUndefined();
  });
});

describe('a plain word', () => {
  it('stands for a button in any case, with or without diacritics and courtesy', () => {
    for (const text of ['Bỏ qua', 'bo qua', 'BỎ QUA.', 'dạ bỏ qua ạ'])
      expect(saysWord(bareKey(text), 'skip')).toBe(true);
  });

  it('means nothing inside a longer message', () => {
    expect(saysWord(bareKey('bỏ qua mục này, hg 5/6'), 'skip')).toBe(false);
  });
});
