import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import { isQuiet, weekAround } from '../../../src/core/calendar/working-time.ts';
import { obligationId, personId, type PersonId } from '../../../src/core/ids.ts';
import type { Decision, Owed, Snoozed } from '../../../src/core/reminders/notice.ts';
import { planNotices } from '../../../src/core/reminders/plan-notices.ts';
import { WEEKLY_PLAN } from '../../../src/core/reminders/weekly-room.ts';
import { fitSnooze } from '../../../src/core/reminders/snooze-moments.ts';
import { local, MONTHLY, plan, WEEKLY, ZONE, type PlannedPeriod } from './week-plan.ts';

/** Five weeks with Tết 2026 and a month's due moment in them; a second weekly form makes the weeks full. */
const BEGIN = local('2026-02-02T00:00');
const END = local('2026-03-09T00:00');
const WEEKS = ['2026-W06', '2026-W07', '2026-W08', '2026-W09', '2026-W10'];
const SECOND = {
  ...WEEKLY,
  code: 'tuan-2',
  due: 'thursday 10:00',
  reminders: ['open', '-1wd 14:00', '+1wd 09:00'],
};
const PERIODS: readonly (PlannedPeriod & { readonly form: string })[] = [
  ...WEEKS.map((code) => ({ ...plan(WEEKLY, code), form: 'tuan' })),
  ...WEEKS.map((code) => ({ ...plan(SECOND, code), form: 'tuan-2' })),
  { ...plan(MONTHLY, '2026-02'), form: 'thang' },
  { ...plan(MONTHLY, '2026-03'), form: 'thang' },
];

const PEOPLE = [1, 2, 3, 4].map(personId);
const somebody = fc.subarray(PEOPLE, { minLength: 0, maxLength: 2 });

type Unit = {
  readonly contacts: readonly PersonId[];
  readonly superiors: readonly PersonId[];
  /** Hours after each period's opening at which the report comes; null: never. */
  readonly reportedAfter: readonly (number | null)[];
  readonly owedSince: Temporal.Instant;
  /** Hours after each period's opening at which the contacts ask to be reminded later, and for how many hours; null: never. */
  readonly snoozedAfter: readonly (readonly [number, number] | null)[];
};

const anyUnit: fc.Arbitrary<Unit> = fc.record({
  contacts: somebody,
  superiors: somebody,
  reportedAfter: fc.array(fc.option(fc.integer({ min: 0, max: 240 }), { nil: null }), {
    minLength: PERIODS.length,
    maxLength: PERIODS.length,
  }),
  owedSince: fc.oneof(
    { weight: 2, arbitrary: fc.constant(BEGIN) },
    fc.integer({ min: 0, max: 800 }).map((hours) => BEGIN.add({ hours })),
  ),
  snoozedAfter: fc.array(
    fc.option(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 30 })), { nil: null }),
    { minLength: PERIODS.length, maxLength: PERIODS.length },
  ),
});

/** Minutes between ticks: a dense minute-by-minute clock, a slow one, downtime of days, and the same moment again. */
const anyTicks = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 120 }) },
    { weight: 6, arbitrary: fc.integer({ min: 120, max: 1440 }) },
    { weight: 1, arbitrary: fc.integer({ min: 1440, max: 20_000 }) },
  ),
  { minLength: 20, maxLength: 150 },
);

type Sent = Decision & { readonly at: Temporal.Instant };
type Message = { readonly person: PersonId; readonly at: Temporal.Instant; readonly asked: boolean };
type History = {
  readonly sent: readonly Sent[];
  readonly superseded: readonly Decision[];
  readonly messages: readonly Message[];
};

const key = (decision: Pick<Decision, 'obligation' | 'step' | 'person'>): string =>
  `${decision.obligation} ${decision.step} ${decision.person}`;

/** As the conversation would have them: in working time, before the due moment or, after it, before the lock. */
function snoozesOf(unit: Unit, period: PlannedPeriod, index: number): readonly Snoozed[] {
  const [after, hours] = unit.snoozedAfter[index] ?? [];
  if (after === undefined || hours === undefined) return [];
  const from = period.opensAt.add({ hours: after });
  const calendar = { now: from, zone: ZONE, holidays: BUILT_IN_HOLIDAYS };
  const until = fitSnooze(from.add({ hours }), [period], calendar);
  return until === undefined ? [] : unit.contacts.map((person) => ({ person, from, until }));
}

function obligations(
  units: readonly Unit[],
): (Omit<Owed, 'submitted' | 'isDecided'> & { reportedAt: number; snoozes: readonly Snoozed[] })[] {
  return units.flatMap((unit, unitIndex) =>
    PERIODS.map((period, index) => {
      const hours = unit.reportedAfter[index] ?? null;
      return {
        ...period,
        obligation: obligationId(unitIndex * 100 + index),
        unit: `xa-${unitIndex}`,
        contacts: unit.contacts,
        superiors: unit.superiors,
        owedSinceAt: unit.owedSince,
        exempt: false,
        reportedAt: hours === null ? Infinity : period.opensAt.add({ hours }).epochMilliseconds,
        snoozes: snoozesOf(unit, period, index),
      };
    }),
  );
}

/** Runs the planner as the scheduler does: what it decided comes back at the next tick. */
function run(units: readonly Unit[], ticks: Iterable<Temporal.Instant>): History {
  const owed = obligations(units);
  const decided = new Set<string>();
  const sent: Sent[] = [];
  const superseded: Decision[] = [];
  const messages: Message[] = [];
  for (const now of ticks) {
    const week = weekAround(now, ZONE);
    const sentThisWeek = new Map<PersonId, number>();
    for (const message of messages) {
      const counted = Temporal.Instant.compare(message.at, week.from) >= 0;
      if (counted && !message.asked)
        sentThisWeek.set(message.person, (sentThisWeek.get(message.person) ?? 0) + 1);
    }
    const result = planNotices({
      owed: owed.map((one): Owed => ({
        ...one,
        submitted: one.reportedAt <= now.epochMilliseconds,
        snoozes: one.snoozes.filter(({ from }) => Temporal.Instant.compare(from, now) <= 0),
        isDecided: (step, person) => decided.has(key({ obligation: one.obligation, step, person })),
      })),
      sentThisWeek,
      now,
      zone: ZONE,
      holidays: BUILT_IN_HOLIDAYS,
    });
    for (const notice of result.notices) {
      messages.push({ person: notice.person, at: now, asked: notice.asked });
      sent.push(...notice.decisions.map((decision) => ({ ...decision, at: now })));
    }
    superseded.push(...result.superseded);
    for (const one of [...result.superseded, ...result.notices.flatMap((notice) => notice.decisions)]) {
      decided.add(key(one));
    }
  }
  return { sent, superseded, messages };
}

function* moments(gaps: readonly number[]): Generator<Temporal.Instant> {
  let now = BEGIN;
  for (const minutes of gaps) {
    now = now.add({ minutes });
    yield now;
  }
}

function* every(minutes: number): Generator<Temporal.Instant> {
  for (let now = BEGIN; Temporal.Instant.compare(now, END) < 0; now = now.add({ minutes })) yield now;
}

function inWeek(message: Message): string {
  return `${message.person} ${weekAround(message.at, ZONE).from.toString()}`;
}

function counts<T>(values: readonly T[], keyOf: (value: T) => string): number[] {
  const found = new Map<string, number>();
  for (const value of values) found.set(keyOf(value), (found.get(keyOf(value)) ?? 0) + 1);
  return [...found.values()];
}

describe('any history of ticks, reports and downtime', () => {
  it('keeps every promise to people', () => {
    fc.assert(
      fc.property(fc.array(anyUnit, { minLength: 1, maxLength: 3 }), anyTicks, (units, gaps) => {
        const { sent, superseded, messages } = run(units, moments(gaps));
        const owed = new Map(obligations(units).map((one) => [one.obligation, one]));

        // Each step is decided at most once for a person.
        expect(counts([...sent, ...superseded], key).every((count) => count === 1)).toBe(true);
        // One message a person and tick: ticks of the same moment decide nothing anew.
        expect(
          counts(messages, (one) => `${one.person} ${one.at.toString()}`).every((count) => count === 1),
        ).toBe(true);
        // The plan stays at four a week; what was asked for comes on top and is no unasked message.
        const unasked = messages.filter(({ asked }) => !asked);
        expect(counts(unasked, inWeek).every((count) => count <= WEEKLY_PLAN)).toBe(true);
        const snoozed = sent.filter(({ step }) => step.startsWith('snooze'));
        const isAsked = (one: Message) =>
          snoozed.some(({ person, at }) => person === one.person && at.equals(one.at));
        expect(messages.every((one) => one.asked === isAsked(one))).toBe(true);
        expect(messages.some((one) => isQuiet(one.at, ZONE, BUILT_IN_HOLIDAYS))).toBe(false);

        for (const one of sent) {
          const its = owed.get(one.obligation);
          if (its === undefined) throw new Error('a reminder of nothing');
          const at = one.at.epochMilliseconds;
          expect(its.reportedAt).toBeGreaterThan(at);
          expect(its.locksAt.epochMilliseconds).toBeGreaterThan(at);
          expect(its.dueAt.epochMilliseconds).toBeGreaterThan(its.owedSinceAt.epochMilliseconds);
          expect(one.plannedAt.epochMilliseconds).toBeLessThanOrEqual(at);
          const since = its.owedSinceAt.epochMilliseconds;
          expect(at).toBeGreaterThanOrEqual(since);
          expect(one.step === 'open' || one.plannedAt.epochMilliseconds >= since).toBe(true);
          // Meant for before the due moment: never after it.
          const isBefore = Temporal.Instant.compare(one.plannedAt, its.dueAt) < 0;
          expect(!isBefore || at < its.dueAt.epochMilliseconds).toBe(true);
          // Who asked for a later moment hears nothing before it; the superior does.
          const snooze = its.snoozes.find(({ person }) => person === one.person);
          const isQuieted = snooze && Temporal.Instant.compare(snooze.from, one.at) <= 0;
          expect(!isQuieted || at >= snooze.until.epochMilliseconds).toBe(true);
        }
        // Steps about one obligation come to a person in the order of the plan.
        const last = new Map<string, number>();
        for (const one of sent) {
          const pair = `${one.obligation} ${one.person}`;
          expect(one.plannedAt.epochMilliseconds).toBeGreaterThan(last.get(pair) ?? 0);
          last.set(pair, one.plannedAt.epochMilliseconds);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a clock that never stops', () => {
  const silent: Unit = {
    contacts: PEOPLE.slice(0, 1),
    superiors: PEOPLE.slice(1, 2),
    reportedAfter: PERIODS.map((period) => (period.form === 'tuan' ? null : 0)),
    owedSince: BEGIN,
    snoozedAfter: [],
  };

  it('sends every step of a form exactly once, at its moment, to who never reports', () => {
    const { sent, superseded } = run([silent], every(30));
    const expected = PERIODS.flatMap((period, obligation) =>
      period.form === 'tuan'
        ? period.steps.flatMap((step) => [
            `${obligation} ${step.step} 1 ${step.plannedAt.toString()}`,
            ...(step.escalate ? [`${obligation} ${step.step} 2 ${step.plannedAt.toString()}`] : []),
          ])
        : [],
    ).filter((line) => line.slice(-20) < END.toString());
    const lines = sent.map((one) => `${key(one)} ${one.at.toString()}`);
    expect(lines.toSorted()).toEqual(expected.toSorted());
    expect(lines.length).toBeGreaterThan(15);
    expect(superseded).toEqual([]);
  });

  it('says nothing to a unit that reports at once', () => {
    const prompt = { ...silent, reportedAfter: PERIODS.map(() => 0) };
    expect(run([prompt], every(30))).toEqual({ sent: [], superseded: [], messages: [] });
  });
});

describe('an idle tick', () => {
  it('looks at the steps of a period once, however many units owe it, and asks nothing else', () => {
    const future = plan(WEEKLY, '2026-W30');
    let looks = 0;
    const steps = future.steps.map((step) => ({
      ...step,
      get plannedAt() {
        looks++;
        return step.plannedAt;
      },
    }));
    const owed = Array.from({ length: 1000 }, (_, index): Owed => ({
      ...future,
      steps,
      obligation: obligationId(index),
      form: 'tuan',
      unit: `xa-${index}`,
      owedSinceAt: local('2026-02-02T00:00'),
      submitted: false,
      exempt: false,
      contacts: PEOPLE,
      superiors: [],
      isDecided: () => {
        throw new Error('an idle tick asks nothing');
      },
    }));
    expect(
      planNotices({ owed, sentThisWeek: new Map(), now: END, zone: ZONE, holidays: BUILT_IN_HOLIDAYS }),
    ).toEqual({ notices: [], superseded: [] });
    expect(looks).toBe(steps.length);
  });
});
