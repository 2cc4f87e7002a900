import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import type { RegularKind } from '../../../src/core/calendar/period-code.ts';
import { periodMoments } from '../../../src/core/calendar/period-moments.ts';
import { nextPeriod, periodByCode, spanOf, type PeriodSpan } from '../../../src/core/calendar/period.ts';
import { isWorkingDay } from '../../../src/core/calendar/working-days.ts';
import { Fault } from '../../../src/core/errors.ts';
import type { Cutoff } from '../../../src/core/forms/definition.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const shown = (instant: Temporal.Instant): string =>
  instant.toZonedDateTimeISO(ZONE).toPlainDateTime().toString({ smallestUnit: 'minute' });
const form = (due: string, lock: string): { code: string; due: string; lock: string } => ({
  code: 'mau',
  due,
  lock,
});
const spanBy = (kind: RegularKind, cutoff: Cutoff, code: string): PeriodSpan => {
  const span = periodByCode(kind, cutoff, code);
  if (span === undefined) throw new Error(`no period ${code}`);
  return span;
};

const WEEKLY = form('friday 16:00', 'tuesday+1 16:00');
const OFFICIAL = form('17 16:00 or working day before', '25 16:00');

describe('the moments of a week', () => {
  it('are Monday 0:00, Friday 16:00 and Tuesday 16:00 of the week after', () => {
    const moments = periodMoments(WEEKLY, spanBy('week', 'calendar', '2017-W34'), ZONE, BUILT_IN_HOLIDAYS);
    expect(shown(moments.opensAt)).toBe('2017-08-21T00:00');
    expect(shown(moments.dueAt)).toBe('2017-08-25T16:00');
    expect(shown(moments.locksAt)).toBe('2017-08-29T16:00');
  });

  it('keep a due day that is off unless the rule says otherwise', () => {
    const week = spanBy('week', 'calendar', '2026-W18');
    expect(shown(periodMoments(WEEKLY, week, ZONE, BUILT_IN_HOLIDAYS).dueAt)).toBe('2026-05-01T16:00');
    const moving = form('friday 16:00 or working day before', 'tuesday+1 16:00');
    expect(shown(periodMoments(moving, week, ZONE, BUILT_IN_HOLIDAYS).dueAt)).toBe('2026-04-29T16:00');
  });

  it('are due after Tết if no day before is left in the week, and lock no earlier', () => {
    const moving = form('friday 16:00 or working day before', 'sunday 12:00');
    const moments = periodMoments(moving, spanBy('week', 'calendar', '2026-W08'), ZONE, BUILT_IN_HOLIDAYS);
    expect(shown(moments.dueAt)).toBe('2026-02-23T16:00');
    expect(moments.locksAt.equals(moments.dueAt)).toBe(true);
  });
});

const dueOf = (kind: RegularKind, cutoff: Cutoff, code: string, due = OFFICIAL.due): string =>
  shown(periodMoments(form(due, '+60d 16:00'), spanBy(kind, cutoff, code), ZONE, BUILT_IN_HOLIDAYS).dueAt);

describe('the moments of longer periods', () => {
  it('are due on the 17th after the data end, or the working day before', () => {
    expect(dueOf('month', 'nd09', '2017-08')).toBe('2017-08-17T16:00');
    expect(dueOf('month', 'calendar', '2017-08')).toBe('2017-09-15T16:00');
    expect(dueOf('month', 'nd09', '2026-01')).toBe('2026-01-16T16:00');
    expect(dueOf('quarter', 'nd09', '2017-Q3')).toBe('2017-09-15T16:00');
    expect(dueOf('half', 'nd09', '2017-H1')).toBe('2017-06-16T16:00');
    expect(dueOf('nine-months', 'nd09', '2018-9M')).toBe('2018-09-17T16:00');
    expect(dueOf('year', 'nd09', '2018')).toBe('2018-12-17T16:00');
    expect(dueOf('year', 'calendar', '2018')).toBe('2019-01-17T16:00');
  });

  it('follow the other rules', () => {
    expect(dueOf('month', 'calendar', '2017-08', 'friday 16:00')).toBe('2017-09-01T16:00');
    expect(dueOf('month', 'nd09', '2017-08', 'monday+1 09:00')).toBe('2017-08-28T09:00');
    expect(dueOf('month', 'nd09', '2026-08', '+2wd 16:00')).toBe('2026-08-18T16:00');
    expect(dueOf('month', 'calendar', '2026-08', '+2wd 16:00')).toBe('2026-09-04T16:00');
    expect(dueOf('month', 'calendar', '2026-08', '+3d 08:00')).toBe('2026-09-03T08:00');
    expect(dueOf('month', 'calendar', '2017-01', '31 16:00')).toBe('2017-02-28T16:00');
    expect(dueOf('month', 'calendar', '2017-08', '5+1 16:00')).toBe('2017-10-05T16:00');
  });

  it('of a custom span count from its last day', () => {
    const span = periodByCode('custom', 'calendar', '2012-01-01..2017-06-30');
    if (span === undefined) throw new Error('no span');
    const moments = periodMoments(form('+10wd', '+30d'), span, ZONE, BUILT_IN_HOLIDAYS);
    expect(shown(moments.dueAt)).toBe('2017-07-14T16:00');
    expect(shown(moments.locksAt)).toBe('2017-07-30T16:00');
  });
});

describe('every period of 1990-2050 has its due moment in its own window', () => {
  it.each(['calendar', 'nd09'] as const)('weeks, cut-off %s', (cutoff) => {
    let span = spanOf('week', cutoff, 1990, 1);
    for (; span.start.year <= 2050; span = nextPeriod(span)) {
      const { opensAt, dueAt, locksAt } = periodMoments(WEEKLY, span, ZONE, BUILT_IN_HOLIDAYS);
      const due = dueAt.toZonedDateTimeISO(ZONE).toPlainDate();
      expect(Temporal.Instant.compare(opensAt, dueAt)).toBe(-1);
      expect(Temporal.Instant.compare(dueAt, locksAt)).toBe(-1);
      expect(due.toString()).toBe(span.start.add({ days: 4 }).toString());
    }
  });

  it.each(
    (['month', 'quarter', 'half', 'nine-months', 'year'] as const).flatMap((kind) =>
      (['calendar', 'nd09'] as const).map((cutoff) => ({ kind, cutoff })),
    ),
  )('$kind, cut-off $cutoff', ({ kind, cutoff }) => {
    let span = spanOf(kind, cutoff, 1990, 1);
    for (; span.end.year <= 2050; span = nextPeriod(span)) {
      const { opensAt, dueAt, locksAt } = periodMoments(OFFICIAL, span, ZONE, BUILT_IN_HOLIDAYS);
      const due = dueAt.toZonedDateTimeISO(ZONE).toPlainDate();
      const seventeenth = span.end.add({ days: cutoff === 'nd09' ? 3 : 17 });
      expect(Temporal.Instant.compare(opensAt, dueAt)).toBe(-1);
      expect(Temporal.Instant.compare(dueAt, locksAt)).toBe(-1);
      expect(isWorkingDay(due, BUILT_IN_HOLIDAYS)).toBe(true);
      expect(Temporal.PlainDate.compare(due, seventeenth)).toBeLessThanOrEqual(0);
      for (let day = due.add({ days: 1 }); Temporal.PlainDate.compare(day, seventeenth) <= 0;) {
        expect(isWorkingDay(day, BUILT_IN_HOLIDAYS)).toBe(false);
        day = day.add({ days: 1 });
      }
    }
  });
});

describe('a form that was never checked', () => {
  it('is a fault, with the form in the line for the operator', () => {
    const week = spanBy('week', 'calendar', '2017-W34');
    const moments = (due: string): unknown =>
      periodMoments(form(due, 'sunday'), week, ZONE, BUILT_IN_HOLIDAYS);
    expect(() => moments('fryday')).toThrow(Fault);
    expect(() => moments('fryday')).toThrow(/form mau/);
    expect(() => moments('monday 00:00')).toThrow(/not after the opening of 2017-W34/);
  });
});
