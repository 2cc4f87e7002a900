import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import { isQuiet, weekAround } from '../../../src/core/calendar/working-time.ts';
import { obligationId, personId } from '../../../src/core/ids.ts';
import type { Owed } from '../../../src/core/reminders/notice.ts';
import { planNotices } from '../../../src/core/reminders/plan-notices.ts';
import { WEEKLY_PLAN } from '../../../src/core/reminders/weekly-room.ts';
import { OPEN_HOURS } from '../../../src/core/zalo-oa/window.ts';
import { local, MONTHLY, plan, shown, WEEKLY, ZONE, type PlannedPeriod } from './week-plan.ts';

const lan = personId(1);
const WEEK = plan(WEEKLY, '2017-W34');

type Sent = { readonly step: string; readonly at: Temporal.Instant };

/** What Lan, who reports nothing and has one channel, is sent when the scheduler ticks each half hour of these periods. */
function run(
  periods: readonly PlannedPeriod[],
  heard: readonly Temporal.Instant[],
  change: Partial<Owed> = {},
): readonly Sent[] {
  const sent: Sent[] = [];
  const decided = new Set<string>();
  const begin = Math.min(...periods.map(({ opensAt }) => opensAt.epochMilliseconds));
  const end = Math.max(...periods.map(({ locksAt }) => locksAt.epochMilliseconds));
  let now = Temporal.Instant.fromEpochMilliseconds(begin);
  for (; now.epochMilliseconds < end; now = now.add({ minutes: 30 })) {
    const at = now.epochMilliseconds;
    const { hour } = now.toZonedDateTimeISO(ZONE);
    if (hour < 7 || hour >= 19) continue;
    const last = heard.findLast((moment) => moment.epochMilliseconds <= at);
    const week = weekAround(now, ZONE);
    const sentThisWeek = new Set(
      sent.flatMap((one) =>
        one.at.epochMilliseconds >= week.from.epochMilliseconds ? [one.at.epochMilliseconds] : [],
      ),
    ).size;
    const owed = periods
      .filter(({ opensAt }) => opensAt.epochMilliseconds <= at)
      .map((period): Owed => {
        const obligation = obligationId(periods.indexOf(period));
        return {
          obligation,
          form: period.code,
          unit: 'binh-minh',
          dueAt: period.dueAt,
          locksAt: period.locksAt,
          owedSinceAt: local('2017-01-01T00:00'),
          submitted: false,
          exempt: false,
          contacts: [lan],
          superiors: [],
          steps: period.steps,
          isDecided: (step) => decided.has(`${obligation} ${step}`),
          ...change,
        };
      });
    const { notices, superseded } = planNotices({
      owed,
      sentThisWeek: new Map([[lan, sentThisWeek]]),
      ...(last && { windowEnds: new Map([[lan, last.add({ hours: OPEN_HOURS })]]) }),
      now,
      zone: ZONE,
      holidays: BUILT_IN_HOLIDAYS,
    });
    expect(notices.length).toBeLessThanOrEqual(1);
    for (const decision of [...superseded, ...notices.flatMap(({ decisions }) => decisions)]) {
      expect(decided).not.toContain(`${decision.obligation} ${decision.step}`);
      decided.add(`${decision.obligation} ${decision.step}`);
    }
    for (const { step } of notices.flatMap(({ decisions }) => decisions)) sent.push({ step, at: now });
  }
  return sent;
}

const inWords = (sent: readonly Sent[]) => sent.map(({ step, at }) => `${shown(at)} ${step}`);

describe('whose window closes before the next reminder', () => {
  it('gets it on the last 7:30 or 13:00 before, and what comes after at its own moment', () => {
    expect(inWords(run([WEEK], [local('2017-08-15T10:00')]))).toEqual([
      '2017-08-21T07:30 open',
      '2017-08-22T07:30 -2wd 08:00',
      '2017-08-25T13:00 -3h',
      '2017-08-28T07:30 +1d 08:00 escalate',
    ]);
  });

  it('hears of everything in time after a tap on the opening notice', () => {
    expect(inWords(run([WEEK], [local('2017-08-15T10:00'), local('2017-08-21T08:00')]))).toEqual([
      '2017-08-21T07:30 open',
      '2017-08-23T08:00 -2wd 08:00',
      '2017-08-25T13:00 -3h',
      // The tap of Monday 8:00 lasts until the next one: the reminder there is still in time.
      '2017-08-28T07:30 +1d 08:00 escalate',
    ]);
  });

  it('hears of a weekly form as planned while answering each Friday', () => {
    expect(inWords(run([WEEK], [local('2017-08-18T15:00')])).slice(0, 3)).toEqual([
      '2017-08-21T07:30 open',
      '2017-08-23T08:00 -2wd 08:00',
      '2017-08-25T13:00 -3h',
    ]);
  });

  it('gets no reminder on the heels of the opening notice', () => {
    expect(inWords(run([WEEK], [local('2017-08-14T10:30')])).slice(0, 2)).toEqual([
      '2017-08-21T07:30 open',
      '2017-08-23T08:00 -2wd 08:00',
    ]);
  });

  it('gets it later in the day where 13:00 is too soon after the notice', () => {
    expect(inWords(run([WEEK], [local('2017-08-14T16:00')])).slice(0, 2)).toEqual([
      '2017-08-21T07:30 open',
      '2017-08-21T13:00 -2wd 08:00',
    ]);
    const late = {
      ...WEEK,
      steps: WEEK.steps.map((step) =>
        step.kind === 'open' ? { ...step, plannedAt: local('2017-08-21T10:00') } : step,
      ),
    };
    expect(inWords(run([late], [local('2017-08-14T16:00')])).slice(0, 2)).toEqual([
      '2017-08-21T10:00 open',
      '2017-08-21T15:30 -2wd 08:00',
    ]);
  });

  it('is left alone until the moment that they promised or asked for', () => {
    const promised = {
      person: lan,
      from: local('2017-08-21T09:00'),
      until: local('2017-08-22T16:00'),
    };
    const heard = [local('2017-08-15T10:00')];
    expect(inWords(run([WEEK], heard, { promised }))).toContain('2017-08-23T08:00 -2wd 08:00');
    expect(inWords(run([WEEK], heard, { snoozes: [promised] }))).not.toContain('2017-08-22T07:30 -2wd 08:00');
  });
});

const anyHeard = (from: Temporal.Instant, hours: fc.Arbitrary<number>) =>
  hours.map((after) => from.add({ hours: after }));

describe('any plan and any moments at which somebody is heard from', () => {
  const times = fc.constantFrom('-2wd 08:00', '-1wd 09:00', '-3h', '-1d 14:00', '-4wd 10:00', '+1d 08:00');
  const anyPeriods = fc
    .tuple(
      // With the opening notice no more than the week has places for.
      fc.uniqueArray(times, { maxLength: 3 }),
      fc.boolean(),
      fc.constantFrom('2017-W34', '2017-W35', '2026-W07', '2026-W18'),
    )
    .map(([reminders, opens, code]) => [
      plan({ ...WEEKLY, reminders: [...(opens ? ['open'] : []), ...reminders] }, code),
    ]);

  it('sends what its moment would be too late for inside the window, if any moment inside is permitted', () => {
    let early = 0;
    fc.assert(
      fc.property(anyPeriods, fc.integer({ min: -167 * 2, max: 60 * 2 }), (periods, halfHours) => {
        const [period] = periods;
        if (!period) return;
        const heard = period.opensAt.add({ minutes: halfHours * 30 });
        const end = heard.add({ hours: OPEN_HOURS });
        const sent = run(periods, [heard]);
        const index = period.steps.findIndex(
          ({ plannedAt }) => plannedAt.epochMilliseconds >= end.epochMilliseconds,
        );
        const step = period.steps[index];
        if (!step || step.kind === 'open') return;
        const before = period.steps[index - 1];
        const earliest = Math.max(
          period.opensAt.epochMilliseconds,
          heard.epochMilliseconds,
          (before?.plannedAt.epochMilliseconds ?? -Infinity) + 4 * 3_600_000,
          step.kind === 'after-due' ? period.dueAt.epochMilliseconds : -Infinity,
        );
        let permitted = false;
        for (let moment = end.subtract({ minutes: 30 }); ; moment = moment.subtract({ minutes: 30 })) {
          if (moment.epochMilliseconds < earliest) break;
          permitted ||= !isQuiet(moment, ZONE, BUILT_IN_HOLIDAYS);
        }
        if (!permitted) return;
        early += 1;
        const at = sent.find((one) => one.step === step.step)?.at.epochMilliseconds ?? Infinity;
        expect(at >= earliest && at < end.epochMilliseconds).toBe(true);
      }),
      { numRuns: 80 },
    );
    expect(early).toBeGreaterThan(5);
  });

  it('sends nothing twice, nothing in quiet time and no more than the plan of a week', () => {
    const periods = [plan(WEEKLY, '2017-W34'), plan(WEEKLY, '2017-W35'), plan(MONTHLY, '2017-09')];
    const moments = fc
      .array(anyHeard(local('2017-08-10T00:30'), fc.integer({ min: 0, max: 900 })), { maxLength: 6 })
      .map((list) => list.toSorted((one, other) => one.epochMilliseconds - other.epochMilliseconds));
    fc.assert(
      fc.property(moments, (heard) => {
        const sent = run(periods, heard);
        const weeks = Map.groupBy(sent, ({ at }) => weekAround(at, ZONE).from.epochMilliseconds);
        for (const week of weeks.values())
          expect(new Set(week.map(({ at }) => at.epochMilliseconds)).size).toBeLessThanOrEqual(WEEKLY_PLAN);
        for (const { at } of sent) expect(isQuiet(at, ZONE, BUILT_IN_HOLIDAYS)).toBe(false);
      }),
      { numRuns: 15 },
    );
  });
});
