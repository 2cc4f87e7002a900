import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import { isQuiet } from '../../../src/core/calendar/working-time.ts';
import { adaptSteps, betterHours, type HourCount } from '../../../src/core/reminders/best-hour.ts';
import { MONTHLY, plan, shown, WEEKLY, ZONE, type PlannedPeriod } from './week-plan.ts';

const count = (hour: number, answered: number, reminded: number): HourCount => ({ hour, answered, reminded });

function adapted(period: PlannedPeriod, counts: readonly HourCount[]) {
  const { dueAt, locksAt, steps } = period;
  return adaptSteps(steps, counts, { dueAt, locksAt, zone: ZONE, holidays: BUILT_IN_HOLIDAYS });
}

const momentsOf = (counts: readonly HourCount[]) =>
  adapted(plan(WEEKLY, '2017-W34'), counts).map(({ plannedAt }) => shown(plannedAt));
const AS_PLANNED = ['2017-08-21T07:30', '2017-08-23T08:00', '2017-08-25T13:00', '2017-08-28T07:30'];

describe('a reminder', () => {
  it('moves to the hour of its day after which the unit reports more often; opening and escalation stay', () => {
    expect(momentsOf([count(8, 1, 9), count(13, 1, 4), count(14, 6, 8)])).toEqual([
      '2017-08-21T07:30',
      '2017-08-23T14:00',
      '2017-08-25T14:00',
      '2017-08-28T07:30',
    ]);
  });

  it.each([
    ['nothing is known', []],
    ['too little is known of the better hour', [count(8, 1, 9), count(14, 3, 3)]],
    ['too little is known of the planned hours', [count(8, 0, 3), count(14, 6, 8)]],
    ['the planned hours are the best', [count(8, 6, 8), count(13, 6, 8), count(15, 5, 8)]],
    ['the other hour is no better', [count(8, 3, 6), count(13, 3, 6), count(10, 4, 8)]],
    ['nobody ever answered', [count(8, 0, 9), count(13, 0, 9), count(14, 0, 20)]],
    ['the best hour is quiet', [count(8, 1, 9), count(13, 1, 9), count(12, 8, 8), count(19, 8, 8)]],
  ])('stays as planned if %s', (_name, counts) => {
    expect(momentsOf(counts)).toEqual(AS_PLANNED);
  });

  it('is never an hour or less before the due moment, or later', () => {
    // Due on Friday at 16:00; the second best hour is taken on that day.
    expect(momentsOf([count(8, 1, 9), count(13, 0, 9), count(16, 8, 8), count(14, 6, 8)])).toEqual([
      '2017-08-21T07:30',
      '2017-08-23T16:00',
      '2017-08-25T14:00',
      '2017-08-28T07:30',
    ]);
  });

  it('keeps its place among the steps of one day', () => {
    const form = { ...WEEKLY, reminders: ['-6h', '-4h'] };
    const period = plan(form, '2017-W34');
    expect(
      adapted(period, [count(10, 0, 4), count(12, 0, 4), count(13, 1, 4), count(14, 8, 8)]).map(
        ({ plannedAt }) => shown(plannedAt),
      ),
    ).toEqual(['2017-08-25T10:00', '2017-08-25T14:00']);
  });
});

describe('of several hours', () => {
  it('the one with the higher share comes first, then the one nearer to the plan, then the earlier', () => {
    const counts = [
      count(16, 4, 8),
      count(10, 4, 8),
      count(14, 4, 8),
      count(9, 3, 4),
      count(12, 2, 8),
      count(13, 1, 8),
    ];
    expect(betterHours(counts, 12).map(({ hour }) => hour)).toEqual([9, 10, 14, 16]);
  });
});

const day = (moment: Temporal.Instant) => shown(moment).slice(0, 10);

const anyCounts = fc
  .uniqueArray(
    fc.record({
      hour: fc.integer({ min: 6, max: 19 }),
      reminded: fc.integer({ min: 3, max: 12 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { selector: ({ hour }) => hour, minLength: 8 },
  )
  .map((all) => all.map(({ hour, reminded, share }) => count(hour, Math.round(reminded * share), reminded)));
const anyForm = fc.record({
  due: fc.constantFrom('tuesday 10:00', 'thursday 16:00', 'friday 17:00'),
  reminders: fc.subarray(
    ['open', '-2wd 08:00', '-1wd 14:00', '-6h', '-3h', '-1h', '+4h', '+1wd 09:00', '+2wd 08:00 escalate'],
    { minLength: 1 },
  ),
});
/** Ordinary weeks, and those around Tết and 2/9. */
const anyWeek = fc.constantFrom('2026-W07', '2026-W08', '2026-W09', '2026-W20', '2026-W36');

describe('any plan and any habits', () => {
  it('move reminders within their working day, in working time, in order, once, and always alike', () => {
    let moves = 0;
    fc.assert(
      fc.property(anyForm, anyWeek, anyCounts, fc.boolean(), (form, week, counts, monthly) => {
        const period = monthly
          ? plan(MONTHLY, '2026-02')
          : plan({ ...WEEKLY, ...form, lock: 'sunday+1 16:00' }, week);
        const steps = adapted(period, counts);
        expect(steps).toEqual(adapted(period, counts.toReversed()));
        expect(steps.map(({ step }) => step)).toEqual(period.steps.map(({ step }) => step));
        for (const [index, { plannedAt, kind, escalate }] of steps.entries()) {
          const asPlanned = period.steps[index]?.plannedAt;
          if (asPlanned === undefined || plannedAt.equals(asPlanned)) continue;
          moves += 1;
          expect([kind === 'open', escalate, day(plannedAt)]).toEqual([false, false, day(asPlanned)]);
          expect(isQuiet(plannedAt, ZONE, BUILT_IN_HOLIDAYS)).toBe(false);
          const [from, until] =
            kind === 'before-due' ? [period.opensAt, period.dueAt] : [period.dueAt, period.locksAt];
          expect(Temporal.Instant.compare(from, plannedAt)).toBe(-1);
          expect(Temporal.Instant.compare(plannedAt, until)).toBe(-1);
        }
        const moments = steps.map(({ plannedAt }) => plannedAt.epochMilliseconds);
        expect(moments).toEqual([...new Set(moments)].toSorted((one, other) => one - other));
      }),
      { numRuns: 300 },
    );
    expect(moves).toBeGreaterThan(20);
  });
});
