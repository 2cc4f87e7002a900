import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { RegularKind } from '../../../src/core/calendar/period-code.ts';
import { rangeByCode, spansIn, type PeriodRange } from '../../../src/core/calendar/period-range.ts';
import { spanOf } from '../../../src/core/calendar/period.ts';
import type { Cutoff } from '../../../src/core/forms/definition.ts';

const range = (code: string, cutoff: Cutoff = 'calendar'): PeriodRange => {
  const found = rangeByCode(cutoff, code);
  if ('problem' in found) throw new Error(found.problem);
  return found;
};
const codes = (kind: RegularKind | 'custom', code: string, cutoff: Cutoff = 'calendar'): string[] =>
  spansIn(kind, range(code, cutoff)).map((span) => span.code);

describe('a range', () => {
  it('has the days of the cut-off rule', () => {
    expect(range('2012..2017')).toMatchObject({ code: '2012..2017' });
    expect(range('2012..2017').start.toString()).toBe('2012-01-01');
    expect(range('2012..2017', 'nd09').start.toString()).toBe('2011-12-15');
    expect(range('2012..2017', 'nd09').end.toString()).toBe('2017-12-14');
    expect(range('2017-02-10..2017-02-20', 'nd09').end.toString()).toBe('2017-02-20');
    expect(range('2017-Q2').end.toString()).toBe('2017-06-30');
  });

  it('that ends before it begins is refused, whatever its kinds', () => {
    expect(rangeByCode('calendar', '2017-12..2017-Q1')).toHaveProperty('problem');
    expect(rangeByCode('calendar', 'x')).toHaveProperty('problem');
  });
});

describe('the periods in a range', () => {
  it('of a year are all of that year', () => {
    expect(codes('week', '2017')).toHaveLength(52);
    expect(codes('week', '2020').at(-1)).toBe('2020-W53');
    expect(codes('month', '2017', 'nd09')).toEqual(
      Array.from({ length: 12 }, (_, index) => `2017-${String(index + 1).padStart(2, '0')}`),
    );
    expect(codes('quarter', '2016..2017')).toEqual([
      '2016-Q1',
      '2016-Q2',
      '2016-Q3',
      '2016-Q4',
      '2017-Q1',
      '2017-Q2',
      '2017-Q3',
      '2017-Q4',
    ]);
    expect(codes('nine-months', '2016..2017')).toEqual(['2016-9M', '2017-9M']);
    expect(codes('year', '2012..2017')).toHaveLength(6);
  });

  it('are never longer than the range, and none for custom', () => {
    expect(codes('half', '2017-Q2')).toEqual([]);
    expect(codes('nine-months', '2017-Q4')).toEqual([]);
    expect(codes('month', '2017-W34')).toEqual([]);
    expect(codes('custom', '2017')).toEqual([]);
  });

  it('are the range itself if it is one period', () => {
    expect(codes('week', '2017-W34')).toEqual(['2017-W34']);
    expect(codes('nine-months', '2017-9M', 'nd09')).toEqual(['2017-9M']);
  });

  it.each(['calendar', 'nd09'] as const)(
    'of neighbouring months, %s: each week of 2015-2020 counts for exactly one',
    (cutoff) => {
      const counted: string[] = [];
      for (let year = 2015; year <= 2020; year++) {
        for (let month = 1; month <= 12; month++) {
          const weeks = spansIn('week', spanOf('month', cutoff, year, month));
          expect([4, 5]).toContain(weeks.length);
          counted.push(...weeks.map((week) => week.code));
        }
      }
      const whole = rangeByCode(cutoff, '2015..2020');
      if ('problem' in whole) throw new Error(whole.problem);
      expect(counted).toEqual(spansIn('week', whole).map((week) => week.code));
    },
  );

  it('that begins on any day of a year holds no nine months that are over', () => {
    const late = { cutoff: 'calendar' as const, start: Temporal.PlainDate.from('2016-11-01') };
    const spans = spansIn('nine-months', { ...late, end: Temporal.PlainDate.from('2018-01-01') });
    expect(spans.map((span) => span.code)).toEqual(['2017-9M']);
  });
});
