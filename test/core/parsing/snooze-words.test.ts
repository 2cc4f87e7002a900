import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readSnoozeWords } from '../../../src/core/parsing/snooze-words.ts';

/** Thursday 24/8/2017 9:00. */
const NOW = Temporal.PlainDateTime.from('2017-08-24T09:00');

function read(text: string, now = NOW): string | undefined {
  const words = readSnoozeWords(text, now);
  if (!words) return undefined;
  const { kind, when } = words;
  if (when.kind === 'open') return `${kind}: open`;
  if (when.kind === 'after') return `${kind}: ${when.minutes} minutes`;
  return `${kind}: ${when.moment.toString({ smallestUnit: 'minute' })}`;
}

describe('words that ask to be reminded later', () => {
  it.each([
    ['nhắc lại sau 2 giờ', 'wish: 120 minutes'],
    ['Nhac lai sau 2h', 'wish: 120 minutes'],
    ['2 tiếng nữa nhắc em nhé', 'wish: 120 minutes'],
    ['nửa tiếng nữa nhắc lại giúp em ạ', 'wish: 30 minutes'],
    ['1 tiếng rưỡi nữa nhắc lại', 'wish: 90 minutes'],
    ['30 phút nữa nhắc em', 'wish: 30 minutes'],
    ['nhắc em chiều nay', 'wish: 2017-08-24T13:30'],
    ['chiều nhắc lại nha', 'wish: 2017-08-24T13:30'],
    ['mai nhắc lại', 'wish: 2017-08-25T08:00'],
    ['sáng mai nhắc em với', 'wish: 2017-08-25T08:00'],
    ['chiều mai nhắc lại', 'wish: 2017-08-25T13:30'],
    ['tối nay nhắc em', 'wish: 2017-08-24T19:00'],
    ['nhắc em lúc 15h', 'wish: 2017-08-24T15:00'],
    ['nhắc em lúc 15h30', 'wish: 2017-08-24T15:30'],
    ['nhắc lại lúc 8 giờ', 'wish: 2017-08-25T08:00'],
    ['thứ 6 nhắc lại', 'wish: 2017-08-25T08:00'],
    ['ngày 28/8 nhắc lại', 'wish: 2017-08-28T08:00'],
    ['nhắc lại sau', 'wish: open'],
    ['lát nữa nhắc em', 'wish: open'],
    ['nhắc em 2 giờ', 'wish: open'],
    ['để mai', 'delay: 2017-08-25T08:00'],
    ['dạ để mai ạ', 'delay: 2017-08-25T08:00'],
    ['để chiều nhé', 'delay: 2017-08-24T13:30'],
    ['để sau', 'delay: open'],
    ['lát nữa', 'delay: open'],
    ['chiều nay', 'moment: 2017-08-24T13:30'],
    ['sáng mai', 'moment: 2017-08-25T08:00'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('mean the later afternoon when it has begun, and need a choice when it is over', () => {
    expect(read('nhắc em chiều nay', NOW.with({ hour: 14 }))).toBe('wish: 2017-08-24T15:30');
    expect(read('nhắc em chiều nay', NOW.with({ hour: 16 }))).toBe('wish: open');
  });

  it.each([
    'hg 5/6, kn 1',
    'nhắc nhở 2 trường hợp',
    'nhắc các xã nộp báo cáo',
    'mai em gửi',
    'dạ vâng ạ',
    '12',
    '5 12',
    'không phát sinh',
    'sau sáp nhập còn 2 ấp',
    'xem lại',
    'quay lại',
    'sửa lại',
    'nhắc lại kn 2',
  ])('are not “%s”', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
