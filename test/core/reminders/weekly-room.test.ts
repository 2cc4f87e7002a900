import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import { obligationId, personId } from '../../../src/core/ids.ts';
import type { Owed } from '../../../src/core/reminders/notice.ts';
import { planNotices } from '../../../src/core/reminders/plan-notices.ts';
import type { PlannedStep } from '../../../src/core/reminders/plan-steps.ts';
import { WEEKLY_PLAN } from '../../../src/core/reminders/weekly-room.ts';
import { local, plan, shown, WEEKLY, ZONE } from './week-plan.ts';

const CONTACT = personId(1);
const SUPERIOR = personId(2);
/** Ordinary weeks, all of whose periods open on Monday. */
const WEEKS = ['2026-W11', '2026-W12'];
const BEGIN = local('2026-03-09T00:00');
const END = local('2026-03-23T00:00');

type Rules = { readonly due: string; readonly reminders: readonly string[] };

function owedBy(forms: readonly Rules[], weeks = WEEKS): readonly Omit<Owed, 'isDecided'>[] {
  return forms.flatMap((rules, formIndex) =>
    weeks.map((code, index) => ({
      ...plan({ ...WEEKLY, lock: 'sunday+1 16:00', ...rules }, code),
      obligation: obligationId(formIndex * 100 + index),
      form: `mau-${formIndex}`,
      unit: 'xa',
      owedSinceAt: BEGIN,
      submitted: false,
      exempt: false,
      contacts: [CONTACT],
      superiors: [SUPERIOR],
    })),
  );
}

type Message = {
  readonly person: number;
  readonly at: Temporal.Instant;
  readonly week: number;
  readonly useful: number;
};
type Served = { readonly obligation: number; readonly step: string; readonly person: number };

const key = ({ obligation, step, person }: Served) => `${obligation} ${step} ${person}`;

/** A tick at each moment of the plan and each afternoon; nobody reports. `useful`: the most useful step that a message carries out. */
function live(owed: readonly Omit<Owed, 'isDecided'>[]) {
  const messages: Message[] = [];
  const served = new Map<string, Temporal.Instant>();
  const decided = new Set<string>();
  for (const now of moments(owed)) {
    const sentThisWeek = new Map(
      [CONTACT, SUPERIOR].map((person) => [
        person,
        messages.filter((one) => one.person === person && one.week === weekOf(now)).length,
      ]),
    );
    const { notices, superseded } = planNotices({
      owed: owed.map((one): Owed => ({
        ...one,
        isDecided: (step, person) => decided.has(key({ obligation: one.obligation, step, person })),
      })),
      sentThisWeek,
      now,
      zone: ZONE,
      holidays: BUILT_IN_HOLIDAYS,
    });
    for (const { person, decisions } of notices) {
      const carried = decisions.map((decision) => usefulnessOf(owed, decision));
      messages.push({ person, at: now, week: weekOf(now), useful: Math.max(...carried) });
      for (const decision of decisions) served.set(key(decision), now);
    }
    for (const one of [...superseded, ...notices.flatMap(({ decisions }) => decisions)])
      decided.add(key(one));
  }
  return { messages, served: (one: Served) => served.get(key(one)) };
}

function moments(owed: readonly Pick<Owed, 'steps'>[]): readonly Temporal.Instant[] {
  const planned = owed.flatMap(({ steps }) => steps.map(({ plannedAt }) => plannedAt.epochMilliseconds));
  const afternoons = Array.from(
    { length: 14 },
    (_, day) => BEGIN.add({ hours: day * 24 + 17 }).epochMilliseconds,
  );
  return [...new Set([...planned, ...afternoons])]
    .filter((moment) => moment < END.epochMilliseconds)
    .toSorted((one, other) => one - other)
    .map((moment) => Temporal.Instant.fromEpochMilliseconds(moment));
}

function weekOf(moment: Temporal.Instant): number {
  return moment.toZonedDateTimeISO(ZONE).weekOfYear ?? 0;
}

/** 0: the opening, 1: a reminder before the last one, 2: the last one before the due moment and all after it. */
function usefulness(steps: readonly PlannedStep[], step: PlannedStep | undefined): number {
  if (step?.kind === 'open') return 0;
  const isEarly = step?.kind === 'before-due' && steps.findLast(({ kind }) => kind === 'before-due') !== step;
  return isEarly ? 1 : 2;
}

function usefulnessOf(owed: readonly Omit<Owed, 'isDecided'>[], { obligation, step }: Served): number {
  const steps = owed.find((one) => one.obligation === obligation)?.steps ?? [];
  return usefulness(
    steps,
    steps.find((one) => one.step === step),
  );
}

const anyForm: fc.Arbitrary<Rules> = fc.record({
  due: fc.constantFrom(
    'tuesday 16:00',
    'wednesday 10:00',
    'thursday 09:00',
    'thursday 16:00',
    'friday 16:00',
  ),
  reminders: fc.subarray(
    ['open', '-1wd 08:00', '-1wd 14:00', '-5h', '-2h', '+1wd 09:00 escalate', '+2wd 08:00'],
    {
      minLength: 1,
    },
  ),
});

describe('any plan of several forms', () => {
  it('stays within four messages a week, and gives up nothing for what is less useful', () => {
    let givenUp = 0;
    fc.assert(
      fc.property(fc.array(anyForm, { minLength: 1, maxLength: 6 }), (forms) => {
        const owed = owedBy(forms);
        const { messages, served } = live(owed);
        const byWeek = Map.groupBy(messages, ({ person, week }) => `${person} ${week}`);
        expect([...byWeek.values()].every((its) => its.length <= WEEKLY_PLAN)).toBe(true);
        for (const { obligation, steps } of owed) {
          for (const step of steps.filter(({ plannedAt }) => Temporal.Instant.compare(plannedAt, END) < 0)) {
            if (served({ obligation, step: step.step, person: CONTACT })?.equals(step.plannedAt)) continue;
            givenUp += 1;
            const its = byWeek.get(`${CONTACT} ${weekOf(step.plannedAt)}`) ?? [];
            const instead = its.filter(({ at }) => Temporal.Instant.compare(at, step.plannedAt) < 0);
            for (const { useful } of instead) expect(useful).toBeGreaterThanOrEqual(usefulness(steps, step));
          }
        }
      }),
      { numRuns: 40 },
    );
    expect(givenUp).toBeGreaterThan(20);
  });
});

describe('a week with more moments than places', () => {
  const early = { due: 'friday 16:00', reminders: ['open', '-3wd 08:00', '-2wd 08:00', '-3h'] };
  const other = { due: 'friday 10:00', reminders: ['-2wd 14:00', '-2h'] };

  it('keeps its places for the last reminders and merges what was held back', () => {
    const { messages } = live(owedBy([early, other], ['2026-W11']));
    expect(messages.filter(({ person }) => person === CONTACT).map(({ at }) => shown(at))).toEqual([
      // The opening notice yields to five moments that matter more, and joins the first of them that is sent.
      '2026-03-10T08:00',
      '2026-03-11T08:00',
      '2026-03-13T08:00',
      '2026-03-13T13:00',
    ]);
  });
});
