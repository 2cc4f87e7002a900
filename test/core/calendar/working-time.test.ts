import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import {
  addWorkingHours,
  isQuiet,
  lastWorkingMomentBefore,
  nextWorkingMoment,
  weekAround,
} from '../../../src/core/calendar/working-time.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const local = (text: string): Temporal.Instant => Temporal.Instant.from(`${text}+07:00`);
const shown = (instant: Temporal.Instant): string =>
  instant.toZonedDateTimeISO(ZONE).toPlainDateTime().toString({ smallestUnit: 'minute' });
const quiet = (text: string): boolean => isQuiet(local(text), ZONE, BUILT_IN_HOLIDAYS);
const next = (text: string): string => shown(nextWorkingMoment(local(text), ZONE, BUILT_IN_HOLIDAYS));
const before = (text: string): string => shown(lastWorkingMomentBefore(local(text), ZONE, BUILT_IN_HOLIDAYS));
const later = (text: string, hours: number): string =>
  shown(addWorkingHours(local(text), hours, ZONE, BUILT_IN_HOLIDAYS));

describe('quiet time on a working day', () => {
  it.each([
    ['2026-11-25T06:59:59', true],
    ['2026-11-25T07:00:00', false],
    ['2026-11-25T11:29:59', false],
    ['2026-11-25T11:30:00', true],
    ['2026-11-25T12:59:59', true],
    ['2026-11-25T13:00:00', false],
    ['2026-11-25T18:59:59', false],
    ['2026-11-25T19:00:00', true],
  ])('%s: %s', (moment, expected) => {
    expect(quiet(moment)).toBe(expected);
  });
});

describe('quiet days', () => {
  it('are weekends, holidays and all of the rest around Tết, not a worked Saturday', () => {
    expect(quiet('2026-11-28T09:00')).toBe(true);
    expect(quiet('2026-11-24T09:00')).toBe(true);
    expect(quiet('2026-08-31T09:00')).toBe(true);
    expect(quiet('2026-08-22T09:00')).toBe(false);
    for (let day = 14; day <= 22; day++) expect(quiet(`2026-02-${day}T09:00`)).toBe(true);
  });
});

describe('the next working moment', () => {
  it.each([
    ['2026-11-25T09:15', '2026-11-25T09:15'],
    ['2026-11-23T07:00', '2026-11-23T07:00'],
    ['2026-11-25T03:00', '2026-11-25T07:30'],
    ['2026-11-25T12:00', '2026-11-25T13:00'],
    ['2026-11-25T19:00', '2026-11-26T07:30'],
    ['2026-11-23T20:00', '2026-11-25T07:30'],
    ['2026-11-28T12:00', '2026-11-30T07:30'],
    ['2026-04-25T08:00', '2026-04-28T07:30'],
    ['2026-02-13T19:00', '2026-02-23T07:30'],
  ])('of %s is %s', (moment, expected) => {
    expect(next(moment)).toBe(expected);
  });

  it('is never quiet, never earlier, and the moment itself if that is not quiet', () => {
    fc.assert(
      fc.property(fc.integer({ min: 631_152_000, max: 2_556_057_600 }), (seconds) => {
        const moment = Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
        const found = nextWorkingMoment(moment, ZONE, BUILT_IN_HOLIDAYS);
        expect(isQuiet(found, ZONE, BUILT_IN_HOLIDAYS)).toBe(false);
        expect(Temporal.Instant.compare(found, moment)).toBeGreaterThanOrEqual(0);
        expect(found.equals(moment)).toBe(!isQuiet(moment, ZONE, BUILT_IN_HOLIDAYS));
        const last = lastWorkingMomentBefore(moment, ZONE, BUILT_IN_HOLIDAYS);
        expect(isQuiet(last, ZONE, BUILT_IN_HOLIDAYS)).toBe(false);
        expect(Temporal.Instant.compare(last, moment)).toBe(-1);
      }),
    );
  });
});

describe('the last working moment before', () => {
  it.each([
    ['2026-08-30T13:00', '2026-08-28T13:00'],
    ['2026-11-25T13:00', '2026-11-25T07:30'],
    ['2026-11-25T13:01', '2026-11-25T13:00'],
    ['2026-11-25T07:30', '2026-11-23T13:00'],
    ['2026-02-20T13:00', '2026-02-13T13:00'],
  ])('%s is %s', (moment, expected) => {
    expect(before(moment)).toBe(expected);
  });
});

describe('the week around a moment', () => {
  it('runs from Monday 0:00 to Monday 0:00 of the zone', () => {
    const week = weekAround(local('2026-11-29T23:59'), ZONE);
    expect(shown(week.from)).toBe('2026-11-23T00:00');
    expect(shown(week.until)).toBe('2026-11-30T00:00');
    expect(shown(weekAround(week.until, ZONE).from)).toBe('2026-11-30T00:00');
  });
});

describe('hours of working time', () => {
  it.each([
    ['within a morning', '2017-08-23T08:00', 2, '2017-08-23T10:00'],
    ['over lunch', '2017-08-23T10:30', 2, '2017-08-23T14:00'],
    ['up to lunch, which is quiet: after it', '2017-08-23T10:30', 1, '2017-08-23T13:00'],
    ['over a night', '2017-08-23T18:00', 2, '2017-08-24T08:00'],
    ['up to the evening: the next morning', '2017-08-23T18:00', 1, '2017-08-24T07:00'],
    ['over a weekend', '2017-08-25T16:00', 8, '2017-08-28T13:30'],
    ['from a night', '2017-08-22T23:00', 1, '2017-08-23T08:00'],
    ['from a Sunday', '2017-08-27T09:00', 1, '2017-08-28T08:00'],
    ['over the national day, made up on Monday', '2017-09-01T18:00', 2, '2017-09-05T08:00'],
    ['none, in quiet time', '2017-08-23T12:00', 0, '2017-08-23T13:00'],
  ])('%s', (_, moment, hours, expected) => {
    expect(later(moment, hours)).toBe(expected);
  });

  it('never end in quiet time, and more hours never end earlier', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500_000 }),
        fc.integer({ min: 0, max: 100 }),
        (minutes, hours) => {
          const from = local('2017-01-01T00:00').add({ minutes });
          const end = addWorkingHours(from, hours, ZONE, BUILT_IN_HOLIDAYS);
          expect(isQuiet(end, ZONE, BUILT_IN_HOLIDAYS)).toBe(false);
          const further = addWorkingHours(from, hours + 1, ZONE, BUILT_IN_HOLIDAYS);
          expect(Temporal.Instant.compare(further, end)).toBe(1);
        },
      ),
      { numRuns: 200 },
    );
  });
});
