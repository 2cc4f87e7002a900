import { describe, expect, it } from 'vitest';
import { rangeByCode } from '../../../src/core/calendar/period-range.ts';
import { earlierSpans } from '../../../src/core/digest/earlier-spans.ts';

function span(code: string) {
  const range = rangeByCode('calendar', code);
  if ('problem' in range) throw new Error(range.problem);
  return range;
}

function related(subject: string, ...known: readonly string[]) {
  const { previous, lastYear, earlierThisYear } = earlierSpans(span(subject), known.map(span));
  return [previous?.code, lastYear?.code, earlierThisYear.map(({ code }) => code)];
}

describe('a span opened by hand', () => {
  it('is compared with the one before it', () => {
    expect(related('2015..2017', '2009..2011', '2012..2014')).toEqual(['2012..2014', undefined, []]);
  });

  it('is never compared with one that shares a day with it, whichever began first', () => {
    expect(related('2012..2017', '2012..2016', '2010..2012', '2013..2018')).toEqual([
      undefined,
      undefined,
      [],
    ]);
    expect(related('2017-03-01..2017-05-31', '2017-01-01..2017-03-01')).toEqual([undefined, undefined, []]);
  });

  it('is not compared with one that is shorter or longer by more than a tenth', () => {
    expect(related('2012..2017', '2011-10..2011-12')).toEqual([undefined, undefined, []]);
    expect(related('2017-03..2017-04', '2017-01..2017-02')[0]).toBe('2017-01..2017-02');
  });

  it('has the same days a year earlier as its same period last year', () => {
    expect(related('2017-01..2017-06', '2016-01..2016-06', '2016-07..2016-12').slice(0, 2)).toEqual([
      '2016-07..2016-12',
      '2016-01..2016-06',
    ]);
    expect(related('2017-01..2017-02', '2016-01..2016-02')[1]).toBe('2016-01..2016-02');
    expect(related('2012..2017', '2011..2016')[1]).toBeUndefined();
  });

  it('adds to the year only spans that do not overlap one another', () => {
    const known = ['2017-01..2017-03', '2017-01..2017-06', '2017-04..2017-06', '2016-01..2016-03'];
    expect(related('2017-07..2017-09', ...known)[2]).toEqual(['2017-01..2017-06']);
    expect(related('2017-06..2017-09', ...known)[2]).toEqual(['2017-01..2017-03']);
  });

  it('does not depend on the order in which the spans are known', () => {
    const known = ['2017-01..2017-03', '2017-04..2017-04', '2017-05..2017-06'];
    expect(related('2017-07..2017-08', ...known)).toEqual(related('2017-07..2017-08', ...known.toReversed()));
  });
});
