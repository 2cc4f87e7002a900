import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  findSignals,
  type FieldEvidence,
  type Signal,
  type UnitEvidence,
} from '../../../src/core/digest/signals.ts';
import { createChance, type Chance } from '../../../src/core/sample/chance.ts';

const AT = Temporal.Instant.from('2017-08-25T08:00:00Z');

function field(part: Partial<FieldEvidence>): FieldEvidence {
  const none = { measured: 0, full: 0, part: 0, whole: 0, numbers: 0, round: 0 };
  return { unit: 'a', field: 'complaints', now: null, before: null, ...none, ...part };
}

function unit(part: Partial<UnitEvidence>): UnitEvidence {
  return { unit: 'a', nil: false, sentAt: null, reports: 12, nils: 0, events: 120, ...part };
}

const kinds = (signals: readonly Signal[]) => signals.map(({ kind }) => kind);

describe('a reason to ask once more', () => {
  const four = ['f1', 'f2', 'f3', 'f4'].map((code) => field({ field: code, now: '3', before: '3' }));

  it('is that all figures are those of the period before, from four on', () => {
    expect(findSignals(four, [unit({})])).toEqual([{ kind: 'same-again', unit: 'a', figures: 4 }]);
    expect(findSignals(four.slice(1), [unit({})])).toEqual([]);
    expect(findSignals([...four, field({ field: 'f5', now: '1' })], [unit({})])).toEqual([]);
    expect(findSignals([...four, field({ field: 'f5', before: '1' })], [unit({})])).toEqual([]);
  });

  it('is that nothing ever fails in a unit, where it does in others', () => {
    const always = field({ field: 'mediation', measured: 12, full: 12, part: 200, whole: 200 });
    const others = field({ ...always, unit: 'b', full: 4, part: 186 });
    expect(findSignals([always, others], [unit({})])).toEqual([
      { kind: 'always-full', unit: 'a', field: 'mediation', reports: 12, whole: 200 },
    ]);
    const faultless = field({ ...always, unit: 'b' });
    expect(findSignals([always, faultless], [unit({})])).toEqual([]);
    expect(findSignals([always], [unit({})])).toEqual([]);
    expect(findSignals([{ ...always, whole: 40, part: 40 }, others], [unit({})])).toEqual([]);
  });

  it('is that large numbers are mostly round', () => {
    expect(kinds(findSignals([field({ numbers: 12, round: 10 })], [unit({})]))).toEqual(['round-numbers']);
    expect(findSignals([field({ numbers: 12, round: 5 })], [unit({})])).toEqual([]);
    expect(findSignals([field({ numbers: 4, round: 4 })], [unit({})])).toEqual([]);
  });

  it('is that nothing happened where much always did', () => {
    expect(findSignals([], [unit({ nil: true })])).toEqual([{ kind: 'unusual-nil', unit: 'a', reports: 12 }]);
    expect(findSignals([], [unit({ nil: true, nils: 1 })])).toEqual([]);
    expect(findSignals([], [unit({ nil: true, events: 40 })])).toEqual([]);
    expect(findSignals([], [unit({ nil: true, reports: 7 })])).toEqual([]);
  });

  it('is that most units sent within a minute; what a coordinator entered does not count', () => {
    const sent = (seconds: readonly number[]) =>
      seconds.map((second, index) => unit({ unit: `u${index}`, sentAt: AT.add({ seconds: second }) }));
    const [signal] = findSignals([], sent([500, 60, 10, 1, 59, 20, 0, 300]));
    expect(signal).toEqual({ kind: 'at-once', units: ['u6', 'u3', 'u2', 'u5', 'u4', 'u1'], at: AT });
    expect(findSignals([], sent([0, 10, 20, 30, 120, 240, 360, 480]))).toEqual([]);
    const entered = sent([0, 1, 2, 3, 4, 5]).map((one) => ({ ...one, sentAt: null }));
    expect(findSignals([], entered)).toEqual([]);
  });
});

/** Knuth's, with whole numbers for chance. */
function poisson(chance: Chance, mean: number): number {
  const limit = Math.exp(-mean);
  let product = 1;
  let count = -1;
  while (product > limit) {
    product *= chance.between(1, 1_000_000) / 1_000_000;
    count += 1;
  }
  return count;
}

type Report = readonly { readonly part: number; readonly whole: number }[];

/** As the query adds it up. */
function evidence(name: string, reports: readonly Report[], sentAt: Temporal.Instant) {
  const now = reports.at(-1) ?? [];
  const text = (one: Report[number] | undefined) =>
    one && one.whole > 0 ? `${one.part}/${one.whole}` : null;
  const fields = now.map((value, index): FieldEvidence => {
    const own = reports.flatMap((report) => report[index] ?? []);
    const measured = own.filter(({ whole }) => whole > 0);
    const sizes = [...new Set(own.map(({ whole }) => whole))].filter((size) => size >= 20);
    return {
      unit: name,
      field: `f${index}`,
      now: text(value),
      before: text(reports.at(-2)?.[index]),
      measured: measured.length,
      full: measured.filter(({ part, whole }) => part === whole).length,
      part: own.reduce((sum, { part }) => sum + part, 0),
      whole: own.reduce((sum, { whole }) => sum + whole, 0),
      numbers: sizes.length,
      round: sizes.filter((size) => size % 5 === 0).length,
    };
  });
  const earlier = reports.slice(0, -1);
  const isNil = (report: Report) => report.every(({ whole }) => whole === 0);
  return {
    fields,
    unit: {
      unit: name,
      nil: isNil(now),
      sentAt,
      reports: earlier.length,
      nils: earlier.filter(isNil).length,
      events: earlier.flat().reduce((sum, { whole }) => sum + whole, 0),
    },
  };
}

describe('of reports that came about as it happened', () => {
  // Ten fields whose means lie between 1 and 60, of which 90-99 % succeed, in units of like size; sent over half an hour.
  const MEANS = [1, 2, 2, 3, 4, 6, 10, 25, 40, 60];
  const WEEKS = 300;

  it.each([8, 15, 40])('of %d units few are asked about, by each kind less than one in 200', (size) => {
    const chance = createChance(`plausible ${size}`);
    const rates = MEANS.map(() => chance.between(90, 99) / 100);
    const asked = new Map<string, number>();
    const weeks = Math.ceil(WEEKS / (size / 8));
    for (let week = 0; week < weeks; week += 1) {
      const all = Array.from({ length: size }, (_, number) => {
        const reports = Array.from({ length: 13 }, () =>
          MEANS.map((mean, index) => {
            const whole = poisson(chance, mean);
            const done = Array.from(
              { length: whole },
              () => chance.between(1, 100) <= (rates[index] ?? 1) * 100,
            );
            return { part: done.filter(Boolean).length, whole };
          }),
        );
        return evidence(`u${number}`, reports, AT.add({ seconds: chance.between(0, 1_800) }));
      });
      const signals = findSignals(
        all.flatMap(({ fields }) => fields),
        all.map((one) => one.unit),
      );
      for (const kind of kinds(signals)) asked.set(kind, (asked.get(kind) ?? 0) + 1);
    }
    const reports = weeks * size;
    for (const [kind, count] of asked) {
      const chances = kind === 'at-once' ? weeks : kind === 'always-full' ? reports * MEANS.length : reports;
      expect([kind, count / chances < 1 / 200]).toEqual([kind, true]);
    }
  });
});
