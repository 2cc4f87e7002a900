import type { Temporal } from 'temporal-polyfill';
import type { FieldCode, UnitCode } from '../ids.ts';

/**
 * A reason to ask a unit once more how its figures came about. Never a score and no reproach: each also happens honestly. Where
 * units report as it comes (tests state the data), one of a kind comes up for less than one report in 200.
 */
export type Signal =
  /** Every figure is that of the period before. */
  | { readonly kind: 'same-again'; readonly unit: UnitCode; readonly figures: number }
  /** Nothing ever fails, though it does elsewhere. */
  | {
      readonly kind: 'always-full';
      readonly unit: UnitCode;
      readonly field: FieldCode;
      readonly reports: number;
      readonly whole: number;
    }
  /** More large numbers than usual end in 0 or 5. */
  | {
      readonly kind: 'round-numbers';
      readonly unit: UnitCode;
      readonly round: number;
      readonly numbers: number;
    }
  /** Nothing happened, where something did in each of the last reports. */
  | { readonly kind: 'unusual-nil'; readonly unit: UnitCode; readonly reports: number }
  /** Many units sent within one minute. */
  | { readonly kind: 'at-once'; readonly units: readonly UnitCode[]; readonly at: Temporal.Instant };

/** What a unit reported of a flow lately, the period in question included. */
export type FieldEvidence = {
  readonly unit: UnitCode;
  readonly field: FieldCode;
  /** The value and that of the period before as texts, equal where they are equal; null: none, or zero. */
  readonly now: string | null;
  readonly before: string | null;
  /** Of a ratio: reports with something to measure, those in which all of it succeeded, and the sums. */
  readonly measured: number;
  readonly full: number;
  readonly part: number;
  readonly whole: number;
  /** Different whole numbers of at least 20, where last digits say something, and those of them that end in 0 or 5. */
  readonly numbers: number;
  readonly round: number;
};

/** A unit that reported for the period. */
export type UnitEvidence = {
  readonly unit: UnitCode;
  readonly nil: boolean;
  /** When the unit first sent it; null: a coordinator entered it. */
  readonly sentAt: Temporal.Instant | null;
  /** The reports before, how many of them were nil, and what all of their figures add up to. */
  readonly reports: number;
  readonly nils: number;
  readonly events: number;
};

/** Fewer figures are often the same by chance. */
const LEAST_SAME = 4;
/** Fewer reports say nothing about what is usual. */
const LEAST_REPORTS = 8;
/** Beyond this, chance is no likely reason. */
const RARE = 0.001;
/** Of numbers from 20 on as many end in 0 or 5, generously counted: a fifth does. */
const ROUND_SHARE = 0.25;
/** Of a Poisson process with a mean of 7 one report in 1,000 is nil. */
const LEAST_EVENTS = 7;
const MINUTE_MS = 60_000;

/** In the organisation's order, what is about several units behind. */
export function findSignals(
  fields: readonly FieldEvidence[],
  units: readonly UnitEvidence[],
): readonly Signal[] {
  const ofUnit = Map.groupBy(fields, ({ unit }) => unit);
  const ofField = new Map(
    [...Map.groupBy(fields, ({ field }) => field)].map(([field, all]) => [field, sumOf(all)]),
  );
  return [
    ...units.flatMap((one) => {
      const own = ofUnit.get(one.unit) ?? [];
      const about = [sameAgain(one, own), unusualNil(one), roundNumbers(one.unit, own)];
      const full = own.flatMap(
        (evidence) => alwaysFull(evidence, ofField.get(evidence.field) ?? evidence) ?? [],
      );
      return [...about.filter((signal) => signal !== undefined), ...full];
    }),
    ...atOnce(units),
  ];
}

function sameAgain({ unit, nil }: UnitEvidence, own: readonly FieldEvidence[]): Signal | undefined {
  const figures = own.filter(({ now }) => now !== null).length;
  const isSame = !nil && own.every(({ now, before }) => now === before);
  return isSame && figures >= LEAST_SAME ? { kind: 'same-again', unit, figures } : undefined;
}

type Successes = Pick<FieldEvidence, 'part' | 'whole'>;

function sumOf(all: readonly FieldEvidence[]): Successes {
  const sum = (of: (one: FieldEvidence) => number) => all.reduce((total, one) => total + of(one), 0);
  return { part: sum(({ part }) => part), whole: sum(({ whole }) => whole) };
}

/** Against what the other units have in this field, of `all`: where nothing fails anywhere, this says nothing. */
function alwaysFull(
  { unit, field, measured, full, part, whole }: FieldEvidence,
  all: Successes,
): Signal | undefined {
  if (full < measured || measured < LEAST_REPORTS) return undefined;
  const tried = all.whole - whole;
  const rate = tried === 0 ? 1 : (all.part - part) / tried;
  return rate ** whole < RARE ? { kind: 'always-full', unit, field, reports: measured, whole } : undefined;
}

function roundNumbers(unit: UnitCode, own: readonly FieldEvidence[]): Signal | undefined {
  const numbers = own.reduce((total, one) => total + one.numbers, 0);
  const round = own.reduce((total, one) => total + one.round, 0);
  return atLeast(round, numbers, ROUND_SHARE) < RARE
    ? { kind: 'round-numbers', unit, round, numbers }
    : undefined;
}

function unusualNil({ unit, nil, reports, nils, events }: UnitEvidence): Signal | undefined {
  const isUnusual = nil && nils === 0 && reports >= LEAST_REPORTS && events / reports >= LEAST_EVENTS;
  return isUnusual ? { kind: 'unusual-nil', unit, reports } : undefined;
}

/** The fullest minute, if more than a third of all fell into it. */
function atOnce(units: readonly UnitEvidence[]): readonly Signal[] {
  const sent = units
    .flatMap(({ unit, sentAt }) => (sentAt ? [{ unit, at: sentAt, ms: sentAt.epochMilliseconds }] : []))
    .toSorted((one, other) => one.ms - other.ms);
  const many = sent.length <= 8 ? 5 : Math.max(6, Math.ceil(sent.length / 3));
  let fullest: typeof sent = [];
  let end = 0;
  for (const [start, first] of sent.entries()) {
    while (end < sent.length && (sent[end]?.ms ?? 0) - first.ms <= MINUTE_MS) end += 1;
    if (end - start > fullest.length) fullest = sent.slice(start, end);
  }
  const [first] = fullest;
  if (!first || fullest.length < many) return [];
  return [{ kind: 'at-once', units: fullest.map(({ unit }) => unit), at: first.at }];
}

/** The chance of at least `hits` in `tries` independent tries with this rate. */
function atLeast(hits: number, tries: number, rate: number): number {
  let term = (1 - rate) ** tries;
  let below = 0;
  for (let count = 0; count < hits; count += 1) {
    below += term;
    term *= ((tries - count) / (count + 1)) * (rate / (1 - rate));
  }
  return Math.max(0, 1 - below);
}
