import { describe, expect, it } from 'vitest';
import { parsePeriodCode, weeksInYear } from '../../../src/core/calendar/period-code.ts';

const problem = (text: string): string => {
  const parsed = parsePeriodCode(text);
  return 'problem' in parsed ? parsed.problem : `read as ${parsed.code}`;
};

describe('a written period', () => {
  it.each([
    ['2017-W34', 'week', 2017, 34],
    ['2017-w4', 'week', 2017, 4],
    ['2017-08', 'month', 2017, 8],
    ['2017-Q3', 'quarter', 2017, 3],
    ['2017-h1', 'half', 2017, 1],
    ['2017-9M', 'nine-months', 2017, 1],
    [' 2017 ', 'year', 2017, 1],
  ] as const)('%s is a %s', (text, kind, year, number) => {
    expect(parsePeriodCode(text)).toMatchObject({ kind, year, number });
  });

  it('comes back in its one spelling', () => {
    expect(parsePeriodCode('2017-w4')).toMatchObject({ code: '2017-W04' });
    expect(parsePeriodCode('2012 .. 2017')).toMatchObject({ kind: 'range', code: '2012..2017' });
    expect(parsePeriodCode('2017-01-01..2017-06-30')).toMatchObject({
      kind: 'custom',
      code: '2017-01-01..2017-06-30',
    });
    expect(parsePeriodCode('2016-Q4..2017-06')).toMatchObject({ kind: 'range', code: '2016-Q4..2017-06' });
  });

  it('that cannot be read is refused with examples', () => {
    for (const text of [
      '',
      'tuần 34',
      '2017-Q5',
      '2017-H3',
      '2017-W',
      '17-08',
      '2017-6M',
      '2012..2015..2017',
    ]) {
      expect(problem(text)).toContain('ví dụ: 2017-W34');
    }
  });

  it('that does not exist is refused with what does', () => {
    expect(problem('2021-W53')).toContain('năm 2021 có 52 tuần');
    expect(problem('2017-13')).toContain('năm 2017 có 12 tháng');
    expect(problem('2017-00')).toContain('từ 1 đến 12');
    expect(problem('0217')).toContain('năm phải từ 1900');
    expect(problem('2017-02-29..2017-03-01')).toContain('ngày không tồn tại');
  });

  it('that runs backwards is refused with the other order', () => {
    expect(problem('2017..2012')).toContain('có phải 2012..2017?');
    expect(problem('2017-W34..2017-W30')).toContain('có phải 2017-W30..2017-W34?');
    expect(problem('2017-06-30..2017-01-01')).toContain('có phải 2017-01-01..2017-06-30?');
  });
});

describe('the ISO weeks of a year', () => {
  it('are 53 in 2020 and 2026, 52 in 2017 and 2021', () => {
    expect([2017, 2020, 2021, 2026].map(weeksInYear)).toEqual([52, 53, 52, 53]);
  });
});
