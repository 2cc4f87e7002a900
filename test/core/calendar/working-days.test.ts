import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import {
  addWorkingDays,
  isWorkingDay,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from '../../../src/core/calendar/working-days.ts';

const date = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const anyDay = fc
  .integer({ min: 0, max: 22_000 })
  .map((days) => Temporal.PlainDate.from('1990-01-05').add({ days }));

describe('working days', () => {
  it('pass over weekends, holidays and swapped days, and count a worked Saturday', () => {
    expect(addWorkingDays(date('2026-09-04'), -2, BUILT_IN_HOLIDAYS).toString()).toBe('2026-08-28');
    expect(addWorkingDays(date('2026-08-21'), 1, BUILT_IN_HOLIDAYS).toString()).toBe('2026-08-22');
    expect(addWorkingDays(date('2026-02-13'), 1, BUILT_IN_HOLIDAYS).toString()).toBe('2026-02-23');
    expect(addWorkingDays(date('2026-02-17'), 0, BUILT_IN_HOLIDAYS).toString()).toBe('2026-02-17');
  });

  it('move a day off to the working day before or after, and leave a working day', () => {
    expect(workingDayOnOrBefore(date('2026-04-26'), BUILT_IN_HOLIDAYS).toString()).toBe('2026-04-24');
    expect(workingDayOnOrAfter(date('2026-04-26'), BUILT_IN_HOLIDAYS).toString()).toBe('2026-04-28');
    expect(workingDayOnOrAfter(date('2026-04-28'), BUILT_IN_HOLIDAYS).toString()).toBe('2026-04-28');
  });

  it('counted forward and back lead to the same working day, for any day and count', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40, max: 40 }), (day, count) => {
        const start = workingDayOnOrAfter(day, BUILT_IN_HOLIDAYS);
        const there = addWorkingDays(start, count, BUILT_IN_HOLIDAYS);
        expect(isWorkingDay(there, BUILT_IN_HOLIDAYS)).toBe(true);
        expect(addWorkingDays(there, -count, BUILT_IN_HOLIDAYS).toString()).toBe(start.toString());
      }),
    );
  });

  it('counted in two goes lead as far as in one', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(20), fc.nat(20), (day, one, other) => {
        const twice = addWorkingDays(addWorkingDays(day, one, BUILT_IN_HOLIDAYS), other, BUILT_IN_HOLIDAYS);
        expect(twice.toString()).toBe(addWorkingDays(day, one + other, BUILT_IN_HOLIDAYS).toString());
      }),
    );
  });
});
