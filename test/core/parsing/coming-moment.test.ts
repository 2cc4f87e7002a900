import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readComingDay, readTimeOfDay } from '../../../src/core/parsing/coming-moment.ts';

/** A Wednesday. */
const TODAY = Temporal.PlainDate.from('2017-08-30');

describe('a coming day', () => {
  it.each([
    ['thứ 6', '2017-09-01'],
    ['t6', '2017-09-01'],
    ['chiều mai', '2017-08-31'],
    ['16h chiều nay', '2017-08-30'],
    ['ngày mốt', '2017-09-01'],
    ['2/9', '2017-09-02'],
    ['ngày 5 tháng 9', '2017-09-05'],
    ['02/09/2017', '2017-09-02'],
    ['thứ 4 tuần sau', '2017-09-06'],
    ['thứ 2 tuần sau', '2017-09-04'],
    ['hết tuần', '2017-09-01'],
    ['cuoi thang', '2017-08-31'],
  ])('"%s" is %s', (words, day) => {
    expect(readComingDay(words, TODAY)?.toString()).toBe(day);
  });

  it.each(['', 'khi nào cũng được', 'hôm qua', '16h'])('"%s" is none', (words) => {
    expect(readComingDay(words, TODAY)).toBeUndefined();
  });
});

describe('a time of day', () => {
  it.each([
    ['16h', '16:00:00'],
    ['9 giờ 30 sáng mai', '09:30:00'],
    ['16:45 thứ 6', '16:45:00'],
    ['4 giờ chiều', '16:00:00'],
    ['chiều mai', '17:00:00'],
    ['sang mai', '11:30:00'],
  ])('"%s" is %s', (words, time) => {
    expect(readTimeOfDay(words)?.toString()).toBe(time);
  });

  it.each(['thứ 6', '25/8', '26h', ''])('"%s" is none', (words) => {
    expect(readTimeOfDay(words)).toBeUndefined();
  });
});
