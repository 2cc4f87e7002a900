import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import { periodMoments } from '../../../src/core/calendar/period-moments.ts';
import { nextPeriod, spanOf } from '../../../src/core/calendar/period.ts';
import { isQuiet } from '../../../src/core/calendar/working-time.ts';
import { Fault } from '../../../src/core/errors.ts';
import { planSteps, type PlannedStep } from '../../../src/core/reminders/plan-steps.ts';
import { MONTHLY, plan, shown, WEEKLY, ZONE } from './week-plan.ts';

const times = (steps: readonly PlannedStep[]): string[] =>
  steps.map((step) => `${step.step} @ ${shown(step.plannedAt)}`);
const weekly = (code: string, reminders = WEEKLY.reminders, due = WEEKLY.due): string[] =>
  times(plan({ ...WEEKLY, reminders, due }, code).steps);

describe('the plan of an ordinary week', () => {
  it('tells of the opening on Monday 7:30 and of the missing report on the Monday after', () => {
    expect(weekly('2017-W34')).toEqual([
      'open @ 2017-08-21T07:30',
      '-2wd 08:00 @ 2017-08-23T08:00',
      '-3h @ 2017-08-25T13:00',
      '+1d 08:00 escalate @ 2017-08-28T07:30',
    ]);
    expect(plan(WEEKLY, '2017-W34').steps.map((step) => [step.kind, step.escalate])).toEqual([
      ['open', false],
      ['before-due', false],
      ['before-due', false],
      ['after-due', true],
    ]);
  });

  it('counts hours plainly and working days by the calendar', () => {
    expect(weekly('2017-W34', ['-30h', '-1d 09:00', '+2h', '+1wd 10:00'])).toEqual([
      '-1d 09:00 @ 2017-08-24T09:00',
      // Thursday 10:00 is working time.
      '-30h @ 2017-08-24T10:00',
      '+2h @ 2017-08-25T18:00',
      '+1wd 10:00 @ 2017-08-28T10:00',
    ]);
    expect(weekly('2017-W34', ['-1wd', '+3d'])).toEqual([
      '-1wd @ 2017-08-24T16:00',
      '+3d @ 2017-08-28T16:00',
    ]);
  });
});

describe('a step in quiet time', () => {
  it('moves to the next working moment', () => {
    expect(weekly('2017-W34', ['-2wd 06:00', '-28h', '-1d 20:00'])).toEqual([
      '-2wd 06:00 @ 2017-08-23T07:30',
      '-28h @ 2017-08-24T13:00',
      '-1d 20:00 @ 2017-08-25T07:30',
    ]);
  });

  it('goes earlier if the due moment would pass', () => {
    expect(weekly('2017-W34', ['-3h'], 'sunday 16:00')).toEqual(['-3h @ 2017-08-25T13:00']);
    expect(weekly('2017-W34', ['-3h'], 'friday 07:30')).toEqual(['-3h @ 2017-08-24T13:00']);
    // 30/4 and 1/5/2026 are off.
    expect(weekly('2026-W18', ['open', '-3h'])).toEqual([
      'open @ 2026-04-28T07:30',
      '-3h @ 2026-04-29T13:00',
    ]);
  });

  it('that meets another is one with it: the later, or the one that escalates', () => {
    expect(weekly('2017-W34', ['+1d 08:00', '+2d 08:00'])).toEqual(['+2d 08:00 @ 2017-08-28T07:30']);
    expect(weekly('2017-W34', ['+1d 08:00 escalate', '+2d 08:00'])).toEqual([
      '+1d 08:00 escalate @ 2017-08-28T07:30',
    ]);
  });
});

describe('a step before the opening', () => {
  it('is part of the opening notice', () => {
    expect(weekly('2017-W34', ['-9d 08:00', 'open', '-5wd 08:00'])).toEqual(['open @ 2017-08-21T07:30']);
  });

  it('is given at the opening if the plan has no notice of it', () => {
    expect(weekly('2017-W34', ['-9d 08:00'])).toEqual(['-9d 08:00 @ 2017-08-21T07:30']);
  });
});

describe('a step without a working moment left', () => {
  it('is dropped: after the lock', () => {
    expect(weekly('2017-W34', ['+1d 08:00', '+5d 08:00', '+4d 15:59'])).toEqual([
      '+1d 08:00 @ 2017-08-28T07:30',
      '+4d 15:59 @ 2017-08-29T15:59',
    ]);
  });

  it('is dropped: before a due moment in the week of Tết, and then the superior is spared at first', () => {
    const { steps } = plan({ ...WEEKLY, reminders: [...WEEKLY.reminders, '+4d 08:00 escalate'] }, '2026-W08');
    expect(times(steps)).toEqual([
      '+1d 08:00 escalate @ 2026-02-23T07:30',
      '+4d 08:00 escalate @ 2026-02-24T08:00',
    ]);
    expect(steps.map((step) => step.escalate)).toEqual([false, true]);
    expect(plan({ ...WEEKLY, reminders: ['+1d 08:00 escalate'] }, '2026-W08').steps[0]?.escalate).toBe(true);
  });
});

describe('every plan of 2020-2035', () => {
  it.each([WEEKLY, MONTHLY])(
    'of form $code is in order, never quiet, each step in its own stretch',
    (form) => {
      const kind = form.period === 'week' ? 'week' : 'month';
      for (let span = spanOf(kind, form.cutoff, 2020, 1); span.end.year <= 2035; span = nextPeriod(span)) {
        const moments = periodMoments(form, span, ZONE, BUILT_IN_HOLIDAYS);
        const steps = planSteps(form, moments, ZONE, BUILT_IN_HOLIDAYS);
        // Only a lock in the middle of a long rest leaves no moment for a reminder after the due one.
        const lockedAtWork = !isQuiet(moments.locksAt, ZONE, BUILT_IN_HOLIDAYS);
        expect(steps.at(-1)?.kind === 'after-due' || !lockedAtWork).toBe(true);
        for (const [index, step] of steps.entries()) {
          expect(isQuiet(step.plannedAt, ZONE, BUILT_IN_HOLIDAYS)).toBe(false);
          const [from, until] =
            step.kind === 'after-due' ? [moments.dueAt, moments.locksAt] : [moments.opensAt, moments.dueAt];
          expect(Temporal.Instant.compare(from, step.plannedAt)).toBe(-1);
          expect(Temporal.Instant.compare(step.plannedAt, until)).toBe(-1);
          const before = steps[index - 1];
          expect(
            before !== undefined && Temporal.Instant.compare(before.plannedAt, step.plannedAt) >= 0,
          ).toBe(false);
        }
      }
    },
  );
});

describe('a plan that was never checked', () => {
  it('is a fault', () => {
    expect(() => plan({ ...WEEKLY, reminders: ['tomorrow'] }, '2017-W34')).toThrow(Fault);
  });
});
