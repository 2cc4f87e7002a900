import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../src/core/calendar/built-in-holidays.ts';
import { isQuiet, weekAround } from '../../src/core/calendar/working-time.ts';
import { ZONE } from '../support/office.ts';
import {
  CONTACTS,
  FORMS,
  openTimeWorld,
  smallDistrict,
  UNITS,
  type TimeWorld,
} from '../support/time-world.ts';

// TIME_RUNS=200 TIME_SEED=7 looks further.
const RUNS = Number(process.env['TIME_RUNS'] ?? 2);
const seed = Number(process.env['TIME_SEED'] ?? 5);

/** Some weeks with Tết in them. */
const BEGIN = Temporal.Instant.from('2026-02-02T00:00:00+07:00');

/** What happens after so many minutes; negative: the clock was set back. */
type Event = { readonly minutes: number } & (
  | { readonly does: 'tick'; readonly by: 0 | 1; readonly restarted: boolean }
  | { readonly does: 'both tick' }
  | {
      readonly does: 'cut';
      readonly by: 0 | 1;
      readonly statement: number;
      readonly of: 'server' | 'process';
    }
  | { readonly does: 'report'; readonly unit: (typeof UNITS)[number] }
  | { readonly does: 'say'; readonly person: (typeof CONTACTS)[number]; readonly text: string }
);

const DAY = 24 * 60;
const anyGap = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 180 }) },
  { weight: 6, arbitrary: fc.integer({ min: 180, max: DAY }) },
  { weight: 1, arbitrary: fc.integer({ min: DAY, max: 21 * DAY }) },
  { weight: 1, arbitrary: fc.constant(DAY) },
  { weight: 1, arbitrary: fc.constant(-DAY) },
);
const anyProcess = fc.constantFrom<(0 | 1)[]>(0, 1);
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      minutes: anyGap,
      does: fc.constant('tick' as const),
      by: anyProcess,
      restarted: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ minutes: anyGap, does: fc.constant('both tick' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      minutes: anyGap,
      does: fc.constant('cut' as const),
      by: anyProcess,
      statement: fc.integer({ min: 0, max: 40 }),
      of: fc.constantFrom('server' as const, 'process' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      minutes: fc.integer({ min: 1, max: 600 }),
      does: fc.constant('report' as const),
      unit: fc.constantFrom(...UNITS),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      minutes: fc.integer({ min: 1, max: 600 }),
      does: fc.constant('say' as const),
      person: fc.constantFrom(...CONTACTS),
      text: fc.constantFrom(
        'nhắc lại sau 2 giờ',
        'mai nhắc lại',
        'xin nộp trễ đến chiều mai, mạng yếu',
        'em nghỉ đến mai',
        'đi làm lại',
      ),
    }),
  },
);

const moment = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

type Said = { person: string; at: string; key: string };
type Reminded = {
  obligation: number;
  step: string;
  person: string;
  planned: string;
  due: string;
  lock: string;
  reported: boolean;
  since: string;
};

/** What each tick brings about, looked at right after it. */
function createWitness(world: TimeWorld) {
  let delivery = 0;
  let reminder = 0;

  async function news(): Promise<{ readonly said: readonly Said[]; readonly reminded: readonly Reminded[] }> {
    const said = await world.rows<Said & { id: number }>(`
      select d.id, c.external_id as person, d.created_at as at, d.dedup_key as key
      from delivery d join chat c on c.id = d.chat_id where d.urgency = 0 and d.edits is null and d.id > ${delivery} order by d.id`);
    const reminded = await world.rows<Reminded & { id: number }>(`
      select r.id, r.obligation_id as obligation, r.step, p.code as person, r.planned_at as planned, w.due_at as due,
        w.locks_at as lock, exists (select from report x where x.obligation_id = r.obligation_id) as reported,
        (select min(v.created_at) from form_version v where v.form_id = w.form_id) as since
      from reminder r join person p on p.id = r.person_id join obligation o on o.id = r.obligation_id
        join period w on w.id = o.period_id
      where r.delivery_id is not null and r.id > ${reminder} order by r.id`);
    delivery = Math.max(delivery, ...said.map(({ id }) => id));
    reminder = Math.max(reminder, ...reminded.map(({ id }) => id));
    return { said, reminded };
  }

  async function look(now: Temporal.Instant): Promise<number> {
    const { said, reminded } = await news();
    if (said.length > 0)
      expect(isQuiet(now, ZONE, BUILT_IN_HOLIDAYS), `quiet at ${now.toString()}`).toBe(false);
    const people = said.map(({ person }) => person);
    expect(people, `one message a person at ${now.toString()}`).toEqual([...new Set(people)]);
    for (const { at } of said) expect(Temporal.Instant.from(at).equals(now)).toBe(true);
    for (const one of reminded) {
      const at = now.epochMilliseconds;
      expect(one.reported, `${one.step} after the report`).toBe(false);
      expect(moment(one.planned)).toBeLessThanOrEqual(at);
      expect(moment(one.due)).toBeGreaterThan(moment(one.since));
      // Neither "before" when it is past, nor anything after the lock.
      expect(at).toBeLessThan(moment(one.planned) < moment(one.due) ? moment(one.due) : moment(one.lock));
      // Nothing that was planned before the installation.
      expect(one.step === 'open' || moment(one.planned) >= moment(one.since)).toBe(true);
    }
    const week = weekAround(now, ZONE);
    const most = await world.rows<{ n: number }>(`
        select count(*)::integer as n from delivery d
        where d.urgency = 0 and d.edits is null and d.created_at >= '${week.from.toString()}' and d.created_at < '${week.until.toString()}'
        group by d.chat_id order by n desc limit 1`);
    expect(most[0]?.n ?? 0).toBeLessThanOrEqual(5);
    return said.length;
  }

  return {
    news,
    look,
    async expectSilence(now: Temporal.Instant) {
      expect(await look(now)).toBe(0);
    },
  };
}

async function live(world: TimeWorld, begin: Temporal.Instant, events: readonly Event[]): Promise<number> {
  const witness = createWitness(world);
  let now = begin;
  let messages = 0;
  for (const event of events) {
    now = now.add({ minutes: event.minutes });
    switch (event.does) {
      case 'report':
        await world.reports(event.unit, now);
        continue;
      case 'say':
        await world.says(event.person, event.text, now);
        await witness.news();
        continue;
      case 'cut':
        await world.processes[event.by].tickCut(now, { beforeStatement: event.statement, by: event.of });
        await witness.expectSilence(now);
        continue;
      case 'both tick':
        await Promise.all(world.processes.map((one) => one.tick(now)));
        break;
      case 'tick':
        if (event.restarted) world.processes[event.by].restart();
        await world.processes[event.by].tick(now);
    }
    messages += await witness.look(now);
    // The other process, a moment later: nothing is left to say.
    await world.processes[1].tick(now);
    await witness.expectSilence(now);
  }
  return messages;
}

describe('any history of ticks, reports, wishes, downtime, jumps of the clock and processes that die', () => {
  it('says nothing after a report, at night, twice, or of the past, and one message at a time', async () => {
    let messages = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(['weekly', 'several'] as const)),
        fc.integer({ min: 0, max: 10 * DAY }),
        fc.array(anyEvent, { minLength: 20, maxLength: 60 }),
        async (forms, late, events) => {
          const begin = BEGIN.add({ minutes: late });
          const world = await openTimeWorld(begin, smallDistrict(FORMS[forms]));
          try {
            messages += await live(world, begin, events);
          } finally {
            await world.close();
          }
        },
      ),
      { numRuns: RUNS, seed, endOnFailure: RUNS <= 2 },
    );
    // Histories in which nobody hears anything would test nothing.
    expect(messages).toBeGreaterThan(10);
  }, 3_600_000);
});
