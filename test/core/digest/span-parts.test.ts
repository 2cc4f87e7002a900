import { describe, expect, it } from 'vitest';
import { rangeByCode, spansIn } from '../../../src/core/calendar/period-range.ts';
import { spanParts } from '../../../src/core/digest/span-parts.ts';
import type { Cutoff, PeriodKind } from '../../../src/core/forms/definition.ts';

/** The periods of a kind in a range, as if all of them were stored. */
function stored(kind: PeriodKind, range: string, cutoff: Cutoff = 'calendar') {
  const days = rangeByCode(cutoff, range);
  if ('problem' in days) throw new Error(days.problem);
  return spansIn(kind, days);
}

function codes(of: readonly { readonly code: string }[]): string {
  return of.map((one) => one.code).join(' ');
}

function partsOf(period: PeriodKind, code: string, known: string, cutoff: Cutoff = 'calendar') {
  const found = spanParts({ period, cutoff }, code, stored(period, known, cutoff));
  return (
    found && {
      parts: codes(found.parts),
      previous: codes(found.previous),
      lastYear: codes(found.lastYear),
      earlier: found.earlierThisYear && found.earlierThisYear.length,
    }
  );
}

describe('a month put together from weeks', () => {
  it('has the weeks of its Thursdays, and is held against the month before and a year earlier', () => {
    expect(partsOf('week', '2017-08', '2016-W01..2017-W40')).toEqual({
      parts: '2017-W31 2017-W32 2017-W33 2017-W34 2017-W35',
      previous: '2017-W27 2017-W28 2017-W29 2017-W30',
      lastYear: '2016-W31 2016-W32 2016-W33 2016-W34',
      earlier: 30,
    });
  });

  it('that has run for two weeks is held against two weeks', () => {
    expect(partsOf('week', '2017-08', '2016-W01..2017-W32')).toMatchObject({
      parts: '2017-W31 2017-W32',
      previous: '2017-W27 2017-W28',
      lastYear: '2016-W31 2016-W32',
    });
  });

  it('is held against nothing where weeks of the other are not known', () => {
    expect(partsOf('week', '2017-08', '2017-W29..2017-W35')).toMatchObject({ previous: '', lastYear: '' });
  });
});

describe('a quarter of the decree put together from months', () => {
  it('has the three months whose data end in it', () => {
    expect(partsOf('month', '2017-Q3', '2016-01..2017-12', 'nd09')).toMatchObject({
      parts: '2017-07 2017-08 2017-09',
      previous: '2017-04 2017-05 2017-06',
      lastYear: '2016-07 2016-08 2016-09',
      earlier: 6,
    });
  });
});

describe('half a year, nine months and a year', () => {
  it('are put together from quarters', () => {
    expect(partsOf('quarter', '2017-H1', '2016..2017')?.parts).toBe('2017-Q1 2017-Q2');
    expect(partsOf('quarter', '2017-9M', '2016..2017')?.parts).toBe('2017-Q1 2017-Q2 2017-Q3');
    expect(partsOf('quarter', '2017', '2016..2017')).toMatchObject({
      parts: '2017-Q1 2017-Q2 2017-Q3 2017-Q4',
      previous: '2016-Q1 2016-Q2 2016-Q3 2016-Q4',
      earlier: 0,
    });
  });
});

describe('a review over several years', () => {
  it('is held against as many years before, with nothing since one January', () => {
    expect(partsOf('year', '2012..2016', '2007..2017')).toEqual({
      parts: '2012 2013 2014 2015 2016',
      previous: '2007 2008 2009 2010 2011',
      lastYear: '',
      earlier: null,
    });
  });

  it('takes of overlapping spans opened by hand those that end last', () => {
    const known = ['2012..2014', '2014..2015', '2015..2016', '2016..2018'].map((code) => {
      const days = rangeByCode('calendar', code);
      if ('problem' in days) throw new Error(days.problem);
      return days;
    });
    const found = spanParts({ period: 'custom', cutoff: 'calendar' }, '2012..2017', known);
    expect(found?.parts.map(({ code }) => code)).toEqual(['2012..2014', '2015..2016']);
  });
});

describe('a span of which no part is stored', () => {
  it.each(['2017-W34', '2015', 'tháng 8', '2017-08-07'])('%s is not put together', (code) => {
    expect(partsOf('month', code, '2016..2017')).toBeUndefined();
  });
});
