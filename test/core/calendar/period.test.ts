import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { RegularKind } from '../../../src/core/calendar/period-code.ts';
import {
  nextPeriod,
  periodByCode,
  periodContaining,
  previousPeriod,
  samePeriodLastYear,
  type PeriodSpan,
} from '../../../src/core/calendar/period.ts';
import type { Cutoff } from '../../../src/core/forms/definition.ts';

const KINDS: readonly RegularKind[] = ['week', 'month', 'quarter', 'half', 'nine-months', 'year'];
const CUTOFFS: readonly Cutoff[] = ['calendar', 'nd09'];
const CASES = KINDS.flatMap((kind) => CUTOFFS.map((cutoff) => ({ kind, cutoff })));

const date = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const days = (span: PeriodSpan | undefined): string =>
  span === undefined ? 'none' : `${span.code}: ${span.start.toString()}..${span.end.toString()}`;
const anyDay = fc.integer({ min: 0, max: 22_279 }).map((count) => date('1990-01-01').add({ days: count }));
const anyCase = fc.constantFrom(...CASES);

describe('the days of a period', () => {
  it.each([
    ['week', 'calendar', '2017-W34', '2017-08-21..2017-08-27'],
    ['week', 'nd09', '2017-W34', '2017-08-21..2017-08-27'],
    ['week', 'calendar', '2020-W53', '2020-12-28..2021-01-03'],
    ['week', 'calendar', '2021-W01', '2021-01-04..2021-01-10'],
    ['month', 'calendar', '2017-08', '2017-08-01..2017-08-31'],
    ['month', 'nd09', '2017-08', '2017-07-15..2017-08-14'],
    ['month', 'nd09', '2017-01', '2016-12-15..2017-01-14'],
    ['month', 'calendar', '2016-02', '2016-02-01..2016-02-29'],
    ['quarter', 'calendar', '2017-Q3', '2017-07-01..2017-09-30'],
    ['quarter', 'nd09', '2017-Q1', '2016-12-15..2017-03-14'],
    ['quarter', 'nd09', '2017-Q2', '2017-03-15..2017-06-14'],
    ['quarter', 'nd09', '2017-Q3', '2017-06-15..2017-09-14'],
    ['quarter', 'nd09', '2017-Q4', '2017-09-15..2017-12-14'],
    ['half', 'calendar', '2017-H2', '2017-07-01..2017-12-31'],
    ['half', 'nd09', '2017-H1', '2016-12-15..2017-06-14'],
    ['half', 'nd09', '2017-H2', '2017-06-15..2017-12-14'],
    ['nine-months', 'calendar', '2017-9M', '2017-01-01..2017-09-30'],
    ['nine-months', 'nd09', '2017-9M', '2016-12-15..2017-09-14'],
    ['year', 'calendar', '2017', '2017-01-01..2017-12-31'],
    ['year', 'nd09', '2017', '2016-12-15..2017-12-14'],
  ] as const)('%s, %s: %s is %s', (kind, cutoff, code, expected) => {
    expect(days(periodByCode(kind, cutoff, code))).toBe(`${code}: ${expected}`);
  });

  it('are those of the code alone: a code of another kind names no period of this one', () => {
    expect(periodByCode('week', 'calendar', '2017-08')).toBeUndefined();
    expect(periodByCode('week', 'calendar', '2021-W53')).toBeUndefined();
    expect(periodByCode('year', 'calendar', '2012..2017')).toBeUndefined();
    expect(periodByCode('month', 'calendar', 'tháng 8')).toBeUndefined();
  });
});

describe('the period that a day belongs to', () => {
  it('changes on the 15th under nd09, and on the 1st otherwise', () => {
    expect(periodContaining('month', 'nd09', date('2017-08-14'))?.code).toBe('2017-08');
    expect(periodContaining('month', 'nd09', date('2017-08-15'))?.code).toBe('2017-09');
    expect(periodContaining('month', 'calendar', date('2017-08-31'))?.code).toBe('2017-08');
    expect(periodContaining('year', 'nd09', date('2016-12-15'))?.code).toBe('2017');
  });

  it('is the ISO week around New Year', () => {
    expect(periodContaining('week', 'calendar', date('2017-01-01'))?.code).toBe('2016-W52');
    expect(periodContaining('week', 'calendar', date('2021-01-03'))?.code).toBe('2020-W53');
  });

  it('is none after the nine months of a year, and none for a custom form', () => {
    expect(periodContaining('nine-months', 'nd09', date('2017-09-14'))?.code).toBe('2017-9M');
    expect(periodContaining('nine-months', 'nd09', date('2017-09-15'))).toBeUndefined();
    expect(periodContaining('nine-months', 'nd09', date('2017-12-14'))).toBeUndefined();
    expect(periodContaining('nine-months', 'nd09', date('2017-12-15'))?.code).toBe('2018-9M');
    expect(periodContaining('nine-months', 'calendar', date('2017-10-01'))).toBeUndefined();
    expect(periodContaining('custom', 'calendar', date('2017-10-01'))).toBeUndefined();
  });

  it('holds the day, and is the same for its first and last day', () => {
    fc.assert(
      fc.property(anyCase, anyDay, ({ kind, cutoff }, day) => {
        const span = periodContaining(kind, cutoff, day);
        if (span === undefined) return;
        expect(Temporal.PlainDate.compare(span.start, day)).toBeLessThanOrEqual(0);
        expect(Temporal.PlainDate.compare(day, span.end)).toBeLessThanOrEqual(0);
        expect(periodContaining(kind, cutoff, span.start)).toEqual(span);
        expect(periodContaining(kind, cutoff, span.end)).toEqual(span);
      }),
    );
  });

  it('is found again by its code, in any case', () => {
    fc.assert(
      fc.property(anyCase, anyDay, ({ kind, cutoff }, day) => {
        const span = periodContaining(kind, cutoff, day);
        if (span === undefined) return;
        expect(periodByCode(kind, cutoff, ` ${span.code.toLowerCase()} `)).toEqual(span);
      }),
    );
  });
});

describe('every period of 1990-2050', () => {
  it.each(CASES.filter(({ kind }) => kind !== 'nine-months'))(
    'of kind $kind with cut-off $cutoff follows the one before without gap or overlap',
    ({ kind, cutoff }) => {
      let span = periodContaining(kind, cutoff, date('1990-01-01'));
      const codes = new Set<string>();
      while (span !== undefined && span.start.year <= 2050) {
        const next = nextPeriod(span);
        expect(next.start.toString()).toBe(span.end.add({ days: 1 }).toString());
        expect(periodContaining(kind, cutoff, next.start)).toEqual(next);
        expect(previousPeriod(next)).toEqual(span);
        expect(codes.has(span.code)).toBe(false);
        codes.add(span.code);
        span = next;
      }
      // 61 years and what a cut-off adds at the ends.
      const atLeast = { week: 3182, month: 732, quarter: 244, half: 122, 'nine-months': 61, year: 61 };
      expect(codes.size).toBeGreaterThanOrEqual(atLeast[kind]);
      expect(codes.size).toBeLessThanOrEqual(atLeast[kind] + 2);
    },
  );

  it.each(CUTOFFS)('nine months, %s: one a year, in order', (cutoff) => {
    let span = periodByCode('nine-months', cutoff, '1990-9M');
    for (let year = 1990; year <= 2050; year++) {
      if (span === undefined) throw new Error('no period');
      expect(span.code).toBe(`${year}-9M`);
      const next = nextPeriod(span);
      expect(Temporal.PlainDate.compare(span.end, next.start)).toBe(-1);
      expect(previousPeriod(next)).toEqual(span);
      span = next;
    }
  });
});

describe('the same period last year', () => {
  it.each([
    ['week', '2017-W34', '2016-W34'],
    ['month', '2017-08', '2016-08'],
    ['quarter', '2017-Q3', '2016-Q3'],
    ['nine-months', '2017-9M', '2016-9M'],
    ['year', '2017', '2016'],
  ] as const)('%s: of %s it is %s', (kind, code, expected) => {
    const span = periodByCode(kind, 'nd09', code);
    if (span === undefined) throw new Error('no period');
    expect(samePeriodLastYear(span)).toEqual(periodByCode(kind, 'nd09', expected));
  });

  it('does not exist for a 53rd week', () => {
    const span = periodByCode('week', 'calendar', '2020-W53');
    if (span === undefined) throw new Error('no period');
    expect(samePeriodLastYear(span)).toBeUndefined();
  });
});

const span = (code: string): PeriodSpan => {
  const found = periodByCode('custom', 'calendar', code);
  if (found === undefined) throw new Error(`no span ${code}`);
  return found;
};

describe('a custom span', () => {
  it('is compared with the equal span before: whole months with whole months, days with days', () => {
    expect(previousPeriod(span('2017-01-01..2017-06-30')).code).toBe('2016-07-01..2016-12-31');
    expect(previousPeriod(span('2016-12-15..2017-06-14')).code).toBe('2016-06-15..2016-12-14');
    expect(previousPeriod(span('2017-03-06..2017-03-15')).code).toBe('2017-02-24..2017-03-05');
    expect(nextPeriod(span('2017-01-01..2017-02-28')).code).toBe('2017-03-01..2017-04-30');
  });

  it('is compared with the same days last year', () => {
    expect(samePeriodLastYear(span('2017-01-01..2017-02-28'))?.code).toBe('2016-01-01..2016-02-29');
    expect(samePeriodLastYear(span('2016-02-29..2016-03-10'))?.code).toBe('2015-02-28..2015-03-10');
  });

  it('never leaves a gap to its neighbours', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(800), (start, length) => {
        const end = start.add({ days: length });
        const own = span(`${start.toString()}..${end.toString()}`);
        expect(nextPeriod(own).start.toString()).toBe(end.add({ days: 1 }).toString());
        expect(previousPeriod(own).end.toString()).toBe(start.subtract({ days: 1 }).toString());
        for (const one of [nextPeriod(own), previousPeriod(own)]) {
          expect(Temporal.PlainDate.compare(one.start, one.end)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});
