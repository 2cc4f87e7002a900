import { describe, expect, it } from 'vitest';
import { parseTimeRule } from '../../../src/core/calendar/time-rule.ts';

const read = (text: string): unknown => {
  const rule = parseTimeRule(text);
  if ('problem' in rule) return rule;
  return { ...rule.day, time: rule.time.toString({ smallestUnit: 'minute' }), dayOff: rule.dayOff };
};
const weekday = (number: number, weeksLater: number, time: string): object => ({
  kind: 'weekday',
  weekday: number,
  weeksLater,
  time,
  dayOff: undefined,
});

describe('a rule of time', () => {
  it('names a weekday, weeks later if need be', () => {
    expect(read('friday 16:00')).toEqual(weekday(5, 0, '16:00'));
    expect(read('tuesday+1 16:00')).toEqual(weekday(2, 1, '16:00'));
    expect(read('  Monday   8:30 ')).toEqual(weekday(1, 0, '08:30'));
    expect(read('sunday')).toEqual(weekday(7, 0, '16:00'));
  });

  it('names a day of the month, in several spellings', () => {
    const seventeenth = { kind: 'day-of-month', day: 17, monthsLater: 0, time: '16:00', dayOff: undefined };
    for (const text of ['17 16:00', 'day 17 16:00', '17', '17th 16:00', 'the 17th 16:00']) {
      expect(read(text)).toEqual(seventeenth);
    }
    expect(read('5+1 09:00')).toEqual({ ...seventeenth, day: 5, monthsLater: 1, time: '09:00' });
  });

  it('says what a day off does', () => {
    const moved = { kind: 'day-of-month', day: 17, monthsLater: 0, time: '16:00', dayOff: 'before' };
    for (const text of [
      '17 or working day before',
      '17 16:00 or working day before',
      '17 or working day before 16:00',
      'the 17th, or the working day before',
    ]) {
      expect(read(text)).toEqual(moved);
    }
    expect(read('friday 15:00 or working day after')).toMatchObject({ time: '15:00', dayOff: 'after' });
  });

  it('counts days or working days from the end', () => {
    const two = { kind: 'days-after-end', days: 2, working: true, time: '16:00', dayOff: undefined };
    for (const text of ['+2wd 16:00', '2 working days after the end', '2 working days after end 16:00']) {
      expect(read(text)).toEqual(two);
    }
    expect(read('+3d 08:00')).toEqual({ ...two, days: 3, working: false, time: '08:00' });
    expect(read('1 day after the end 08:00')).toMatchObject({ days: 1, working: false });
  });

  it.each([
    ['fryday 16:00', 'ví dụ: friday 16:00'],
    ['', 'ví dụ: friday 16:00'],
    ['16:00', 'ví dụ: friday 16:00'],
    ['-1wd 16:00', 'ví dụ: friday 16:00'],
    ['friday 16:00 16:00', 'ví dụ: friday 16:00'],
    ['friday 24:00', 'từ 00:00 đến 23:59'],
    ['friday 16:60', 'từ 00:00 đến 23:59'],
    ['17 08:00 or working day before 16:00', 'cần một giờ'],
    ['32 16:00', 'từ 1 đến 31'],
    ['0 16:00', 'từ 1 đến 31'],
    ['+0wd 16:00', 'từ 1 trở lên'],
  ])('“%s” is refused, with the remedy', (text, remedy) => {
    expect(read(text)).toEqual({ problem: expect.stringContaining(remedy) });
  });
});
