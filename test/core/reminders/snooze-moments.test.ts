import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import { isQuiet } from '../../../src/core/calendar/working-time.ts';
import { fitSnooze, snoozeMoments } from '../../../src/core/reminders/snooze-moments.ts';
import { local, plan, shown, WEEKLY, ZONE } from './week-plan.ts';

/** Due on Friday 25/8 16:00, locked on Tuesday 29/8 16:00. */
const week = plan(WEEKLY, '2017-W34');
const calendar = (now: string) => ({ now: local(now), zone: ZONE, holidays: BUILT_IN_HOLIDAYS });
const offered = (now: string) =>
  snoozeMoments([week], calendar(now)).map(({ when, until }) => `${when} ${shown(until)}`);

describe('the moments to which a reminder can be put off', () => {
  it('are two hours, the afternoon and the next morning, in working time', () => {
    expect(offered('2017-08-23T08:05')).toEqual([
      'in-two-hours 2017-08-23T10:05',
      'this-afternoon 2017-08-23T13:30',
      'next-morning 2017-08-24T08:00',
    ]);
    expect(offered('2017-08-23T10:00')).toEqual([
      'this-afternoon 2017-08-23T13:30',
      'next-morning 2017-08-24T08:00',
    ]);
    expect(offered('2017-08-23T14:00')).toEqual([
      'in-two-hours 2017-08-23T16:00',
      'next-morning 2017-08-24T08:00',
    ]);
  });

  it('leave time to report before the due moment, after it before the lock', () => {
    expect(offered('2017-08-25T13:00')).toEqual(['in-two-hours 2017-08-25T15:00']);
    expect(offered('2017-08-25T14:00')).toEqual([]);
    expect(offered('2017-08-25T16:30')).toEqual([
      'in-two-hours 2017-08-25T18:30',
      'next-morning 2017-08-28T08:00',
    ]);
  });

  it('are as early as the earliest of several reports wants', () => {
    const earlier = { ...week, dueAt: local('2017-08-23T10:00') };
    expect(snoozeMoments([week, earlier], calendar('2017-08-23T08:00'))).toEqual([]);
  });
});

const fitted = (wished: string, now = '2017-08-23T09:00') => {
  const until = fitSnooze(local(wished), [week], calendar(now));
  return until && shown(until);
};

describe('a moment that was asked for', () => {
  it('moves out of quiet time', () => {
    expect(fitted('2017-08-23T12:00')).toBe('2017-08-23T13:00');
    expect(fitted('2017-08-23T20:00')).toBe('2017-08-24T07:30');
  });

  it('is none when it is past or too late', () => {
    expect(fitted('2017-08-23T08:00')).toBeUndefined();
    expect(fitted('2017-08-25T15:45')).toBeUndefined();
    expect(fitted('2017-08-26T08:00')).toBeUndefined();
  });

  it('is never quiet, never past and never too late, whatever was asked for and when', () => {
    const minute = fc.integer({ min: 0, max: 9 * 1440 });
    fc.assert(
      fc.property(minute, minute, (nowMinute, wishMinute) => {
        const now = local('2017-08-21T00:00').add({ minutes: nowMinute });
        const wished = local('2017-08-21T00:00').add({ minutes: wishMinute });
        const times = { now, zone: ZONE, holidays: BUILT_IN_HOLIDAYS };
        const own = fitSnooze(wished, [week], times);
        for (const until of [
          ...(own ? [own] : []),
          ...snoozeMoments([week], times).map((one) => one.until),
        ]) {
          expect(isQuiet(until, ZONE, BUILT_IN_HOLIDAYS)).toBe(false);
          expect(Temporal.Instant.compare(until, now)).toBe(1);
          const end = Temporal.Instant.compare(now, week.dueAt) < 0 ? week.dueAt : week.locksAt;
          expect(Temporal.Instant.compare(until, end)).toBe(-1);
        }
      }),
    );
  });
});
