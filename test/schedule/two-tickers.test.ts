import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../src/core/calendar/built-in-holidays.ts';
import { digestMoments } from '../../src/core/calendar/digest-moments.ts';
import { periodMoments } from '../../src/core/calendar/period-moments.ts';
import { nextPeriod, periodContaining } from '../../src/core/calendar/period.ts';
import { at as wallMoment } from '../../src/core/calendar/wall-time.ts';
import { isQuiet } from '../../src/core/calendar/working-time.ts';
import { planSteps } from '../../src/core/reminders/plan-steps.ts';
import { createChance } from '../../src/core/sample/chance.ts';
import { ZONE } from '../support/office.ts';
import { FORMS, openTimeWorld, smallDistrict, UNITS, type TimeWorld } from '../support/time-world.ts';

// TIME_WEEKS=52 lives a year; TIME_SEED gives other people and other accidents.
const WEEKS = Number(process.env['TIME_WEEKS'] ?? 5);
// The default weeks have Tết in them.
const SEED = Number(process.env['TIME_SEED'] ?? 5);
const BEGIN = Temporal.PlainDate.from('2026-01-26');
const END = BEGIN.add({ weeks: WEEKS });
const [FORM] = FORMS.weekly;
/** All moments of the plan are among them. */
const TIMES = ['00:00', '07:00', '07:30', '08:00', '13:00'].map((text) => Temporal.PlainTime.from(text));
const MORE_STATEMENTS_THAN_A_TICK_HAS = 60;

const isBefore = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) < 0;
const moment = (text: string) => Temporal.Instant.from(text);

let world: TimeWorld;
beforeEach(async () => {
  world = await openTimeWorld(
    wallMoment(BEGIN, TIMES[0] ?? new Temporal.PlainTime(), ZONE),
    smallDistrict([FORM]),
  );
});
afterEach(() => world.close());

/** Lives through the weeks; every tenth tick dies, and one of the two processes tries again a minute later. */
async function live(): Promise<ReadonlyMap<string, Temporal.Instant>> {
  const chance = createChance(`two tickers ${SEED}`);
  const reportedAt = new Map<string, Temporal.Instant>();
  const [one, other] = world.processes;
  for (let day = BEGIN; Temporal.PlainDate.compare(day, END) < 0; day = day.add({ days: 1 })) {
    for (const time of TIMES) {
      const now = wallMoment(day, time, ZONE);
      const first = chance.oneIn(2) ? one : other;
      const fate = chance.between(1, 10);
      if (fate === 1) {
        const cut = {
          beforeStatement: chance.between(0, MORE_STATEMENTS_THAN_A_TICK_HAS),
          by: chance.oneIn(2) ? 'server' : 'process',
        } as const;
        await first.tickCut(now, cut);
        await (chance.oneIn(2) ? one : other).tick(now.add({ minutes: 1 }));
      } else if (fate === 2) await Promise.all([one.tick(now), other.tick(now)]);
      else await first.tick(now);
      const unit = chance.pick([...UNITS]);
      if (unit !== undefined && chance.oneIn(12)) {
        const when = now.add({ minutes: 20 });
        const made = await world.reports(unit, when);
        if (made !== undefined) reportedAt.set(`${unit} ${made}`, when);
      }
    }
  }
  return reportedAt;
}

/** What the plan has for each unit, period and person, reckoned from the calendar and the reports alone. */
function expectedReminders(reportedAt: ReadonlyMap<string, Temporal.Instant>): readonly string[] {
  const lines: string[] = [];
  const end = wallMoment(END, new Temporal.PlainTime(), ZONE);
  let span = periodContaining('week', 'calendar', BEGIN);
  for (; span && Temporal.PlainDate.compare(span.start, END) < 0; span = nextPeriod(span)) {
    const moments = periodMoments(FORM, span, ZONE, BUILT_IN_HOLIDAYS);
    for (const step of planSteps(FORM, moments, ZONE, BUILT_IN_HOLIDAYS)) {
      if (!isBefore(step.plannedAt, end)) continue;
      for (const unit of UNITS) {
        const reported = reportedAt.get(`${unit} ${span.code}`);
        if (reported && isBefore(reported, step.plannedAt)) continue;
        const contact = unit === 'xa-c' ? 'mot-xa' : 'hai-xa';
        for (const person of step.escalate ? [contact, 'cap-tren'] : [contact])
          lines.push(`${span.code} ${unit} ${step.step} ${person} ${step.plannedAt.toString()}`);
      }
    }
  }
  return lines.toSorted();
}

async function sentReminders() {
  return world.rows<{ line: string; planned: string; decided: string; key: string }>(`
    select w.code || ' ' || u.code || ' ' || r.step || ' ' || p.code as line, r.planned_at as planned,
      r.decided_at as decided, c.external_id || ' ' || d.created_at as key
    from reminder r join obligation o on o.id = r.obligation_id join period w on w.id = o.period_id
      join unit u on u.id = o.unit_id join person p on p.id = r.person_id join delivery d on d.id = r.delivery_id
      join chat c on c.id = d.chat_id`);
}

describe(`${WEEKS} weeks of two processes that die at random`, () => {
  it('bring each reminder and each digest exactly once, at its moment', async () => {
    const reportedAt = await live();
    const sent = await sentReminders();
    expect(sent.map(({ line, planned }) => `${line} ${moment(planned).toString()}`).toSorted()).toEqual(
      expectedReminders(reportedAt),
    );
    // At once, or a minute later where the tick had died.
    for (const { planned, decided } of sent)
      expect(moment(decided).since(moment(planned)).total('minutes')).toBeLessThanOrEqual(1);

    const messages = await world.rows<{ person: string; at: string }>(`
      select c.external_id as person, d.created_at as at from delivery d join chat c on c.id = d.chat_id
      where d.edits is null`);
    const keys = messages.map(({ person, at }) => `${person} ${at}`);
    expect(keys).toEqual([...new Set(keys)]);
    expect(messages.filter(({ at }) => isQuiet(moment(at), ZONE, BUILT_IN_HOLIDAYS))).toEqual([]);
    // Two bodies, the first digest in the second week.
    const begin = wallMoment(BEGIN, new Temporal.PlainTime(), ZONE);
    const end = wallMoment(END, new Temporal.PlainTime(), ZONE);
    const planned = digestMoments(FORM.digests[0]?.cron ?? '', begin, end, ZONE, BUILT_IN_HOLIDAYS);
    const digests = await world.rows<{ at: string }>(
      'select distinct planned_at as at from digest order by 1',
    );
    const issued = digests.map(({ at }) => moment(at).toString());
    expect(planned.map(String).filter((one) => one >= (issued[0] ?? ''))).toEqual(issued);
    const told = await world.rows('select distinct period_id from digest');
    expect(told.length).toBeGreaterThan(WEEKS * 0.7);
    const twice = 'select 1 from digest group by period_id, body_id having count(*) > 1';
    expect(await world.rows(twice)).toEqual([]);
    expect(reportedAt.size).toBeGreaterThan(WEEKS);
  }, 3_600_000);
});

describe('an idle tick', () => {
  it('asks as many questions after months of reminders and digests as in the first week', async () => {
    const [one] = world.processes;
    const idle = async (wall: string): Promise<number> => {
      const now = Temporal.Instant.from(`${wall}+07:00`);
      await one.tick(now);
      await one.tick(now.add({ minutes: 1 }));
      const before = one.statements();
      await one.tick(now.add({ minutes: 2 }));
      return one.statements() - before;
    };
    const first = await idle('2026-01-27T09:00');
    const mondays = Array.from({ length: 20 }, (_, week) => BEGIN.add({ weeks: week }));
    for (const monday of mondays) {
      for (const [day, time] of [
        [0, '07:30'],
        [2, '08:00'],
        [4, '13:00'],
      ] as const) {
        await one.tick(wallMoment(monday.add({ days: day }), Temporal.PlainTime.from(time), ZONE));
      }
    }
    expect((await world.rows('select 1 from reminder')).length).toBeGreaterThan(150);
    expect(await idle('2026-06-16T09:00')).toBe(first);
    expect(first).toBeLessThanOrEqual(12);
  });
});
