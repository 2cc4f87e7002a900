import type { Field, Ratio } from '../forms/definition.ts';
import type { Account } from './account.ts';
import type { Fact } from './facts.ts';
import { spanOf, valueOf, whichField, type Outcome } from './outcome.ts';
import type { Doubt } from './understanding.ts';

/** Two percentages that only rounding tells apart. */
const SAME = 1e-9;

/** All that a message says of one ratio, put together: both counts, or the question that is open. */
export function settleRatio(field: Field, facts: readonly Fact[], account: Account): Outcome {
  const span = spanOf(facts, account);
  const doubt = faultOf(field, facts, account);
  if (doubt !== undefined) return { kind: 'doubts', doubts: [doubt] };
  const percents = facts.filter((fact) => fact.amount.kind === 'percent');
  const counts = facts.filter((fact) => fact.amount.kind !== 'percent');
  const ratio = ratioOf(counts) ?? ofPercent(counts, percents);
  if (ratio === 'conflict') return conflict(field, counts, span);
  if (ratio === undefined) return { kind: 'doubts', doubts: [openQuestion(field, counts, percents, span)] };
  const { part, whole } = ratio;
  if (part > whole) {
    return { kind: 'doubts', doubts: [{ kind: 'part-exceeds-whole', field: field.code, part, whole, span }] };
  }
  const wrong = percents.find((fact) => !agrees(fact.amount.first, fact.amount.decimals, ratio));
  if (wrong !== undefined) {
    const { first: percent } = wrong.amount;
    return {
      kind: 'doubts',
      doubts: [{ kind: 'percent-disagrees', field: field.code, percent, value: ratio, span }],
    };
  }
  return { kind: 'value', value: ratio, facts };
}

/** What is wrong with one of the amounts by itself. */
function faultOf(field: Field, facts: readonly Fact[], account: Account): Doubt | undefined {
  for (const fact of facts) {
    const { amount } = fact;
    const span = spanOf(facts, account);
    if (amount.kind === 'unusable') return { kind: 'value-missing', field: field.code, span };
    if (amount.approximate) return { kind: 'approximate', field: field.code, span };
    if (amount.kind === 'range') {
      return { kind: 'range-or-ratio', field: field.code, first: amount.first, second: amount.second, span };
    }
    const isNumber = amount.kind === 'count' || amount.kind === 'ratio';
    if (isNumber && (amount.first < 0 || !Number.isSafeInteger(amount.first))) {
      return { kind: 'not-a-count', field: field.code, number: amount.first, span };
    }
    if (amount.kind === 'percent' && (amount.first < 0 || amount.first > 100)) {
      return { kind: 'value-missing', field: field.code, span };
    }
    // "trễ 1/121": of those that failed, so the part is another.
    const isOfFailed = amount.kind === 'ratio' && fact.role === 'fail';
    if (fact.unsure || isOfFailed) return { ...whichField(field, fact, account), span };
  }
  return undefined;
}

type Counted = Ratio | 'conflict' | undefined;

function ratioOf(counts: readonly Fact[]): Counted {
  const ratios = distinct(
    counts.flatMap((fact) => {
      if (fact.amount.kind === 'ratio') return [{ part: fact.amount.first, whole: fact.amount.second }];
      return isNothing(fact) && fact.role === undefined ? [{ part: 0, whole: 0 }] : [];
    }),
  );
  const lone = counts.filter(
    (fact) => fact.amount.kind === 'count' && !(isNothing(fact) && fact.role === undefined),
  );
  const failed = oneOf([
    ...lone.filter((fact) => fact.role === 'fail').map((fact) => fact.amount.first),
    ...counts.filter((fact) => fact.amount.kind === 'nil' && fact.role === 'fail').map(() => 0),
  ]);
  const parts = oneOf(lone.filter((fact) => fact.role === 'part').map((fact) => fact.amount.first));
  const wholes = oneOf(
    lone.filter((fact) => fact.role === 'whole' || fact.role === undefined).map((fact) => fact.amount.first),
  );
  if (ratios.length > 1 || [failed, parts, wholes].includes('conflict')) return 'conflict';
  const [ratio] = ratios;
  return combine(ratio, { part: parts, whole: wholes, fail: failed });
}

type OneCount = number | 'conflict' | undefined;
type Counts = { readonly part: OneCount; readonly whole: OneCount; readonly fail: OneCount };

function combine(ratio: Ratio | undefined, { part, whole, fail }: Counts): Counted {
  if (part === 'conflict' || whole === 'conflict' || fail === 'conflict') return 'conflict';
  const counted = ratio ?? fromCounts(part, whole, fail);
  if (counted === undefined || counted === 'conflict') return counted;
  const agree =
    (part === undefined || part === counted.part) &&
    (whole === undefined || whole === counted.whole) &&
    (fail === undefined || fail === counted.whole - counted.part);
  return agree ? counted : 'conflict';
}

function fromCounts(part: number | undefined, whole: number | undefined, fail: number | undefined): Counted {
  if (part !== undefined && whole !== undefined) return { part, whole };
  if (part !== undefined && fail !== undefined) return { part, whole: part + fail };
  if (whole !== undefined && fail !== undefined && fail <= whole) return { part: whole - fail, whole };
  return whole !== undefined && fail !== undefined ? 'conflict' : undefined;
}

/** "hg 0", "hòa giải không": nothing came, so nothing was settled. */
function isNothing(fact: Fact): boolean {
  return fact.amount.kind === 'nil' || (fact.amount.kind === 'count' && fact.amount.first === 0);
}

function oneOf(numbers: readonly number[]): OneCount {
  const different = [...new Set(numbers)];
  return different.length > 1 ? 'conflict' : different[0];
}

function distinct(ratios: readonly Ratio[]): readonly Ratio[] {
  return ratios.filter(
    (ratio, index) =>
      ratios.findIndex((other) => other.part === ratio.part && other.whole === ratio.whole) === index,
  );
}

/** "100 % (4 vụ)" is 4/4; other percentages do not tell which count the number is. */
function ofPercent(counts: readonly Fact[], percents: readonly Fact[]): Ratio | undefined {
  const [count] = counts;
  if (counts.length !== 1 || count?.amount.kind !== 'count' || percents.length === 0) return undefined;
  const isAll = percents.every((fact) => Math.abs(fact.amount.first - 100) < SAME);
  return isAll && count.role !== 'fail' ? { part: count.amount.first, whole: count.amount.first } : undefined;
}

/** Whether a percentage is the ratio's, rounded or cut to its decimals. */
function agrees(percent: number, decimals: number, { part, whole }: Ratio): boolean {
  if (whole === 0) return percent === 0 || percent === 100;
  const factor = 10 ** Math.min(decimals, 6);
  const scaled = (part / whole) * 100 * factor;
  const typed = percent * factor;
  return Math.abs(Math.round(scaled) - typed) < 1e-6 || Math.abs(Math.floor(scaled + 1e-9) - typed) < 1e-6;
}

function conflict(field: Field, counts: readonly Fact[], span: Doubt['span']): Outcome {
  const values = counts.flatMap((fact) => valueOf(fact) ?? []);
  return { kind: 'doubts', doubts: [{ kind: 'two-values', field: field.code, values, span }] };
}

function openQuestion(
  field: Field,
  counts: readonly Fact[],
  percents: readonly Fact[],
  span: Doubt['span'],
): Doubt {
  const [count] = counts;
  const [percent] = percents;
  if (percent !== undefined)
    return { kind: 'counts-needed', field: field.code, percent: percent.amount.first, span };
  if (counts.length === 1 && count?.amount.kind === 'count' && count.role !== 'fail') {
    return { kind: 'part-or-whole', field: field.code, number: count.amount.first, span };
  }
  return { kind: 'value-missing', field: field.code, span };
}
