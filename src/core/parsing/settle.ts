import type { Field } from '../forms/definition.ts';
import type { FieldCode } from '../ids.ts';
import type { Account } from './account.ts';
import type { Fact } from './facts.ts';
import type { Lexicon } from './lexicon.ts';
import { spanOf, valueSpanOf, whichField, type Outcome } from './outcome.ts';
import { settleRatio } from './settle-ratio.ts';
import type { Certainty, Doubt, Reading } from './understanding.ts';
import { inRankOf, isForeignUnit, mayBeBelowZero, measuresAlike, ownsCounter } from './units.ts';

export type Settled = { readonly readings: readonly Reading[]; readonly doubts: readonly Doubt[] };

/** More values for one field are no report. */
const MOST_FACTS = 40;

/**
 * Turns the amounts that fields own into readings and doubts. `corrections`: where "à nhầm" and the like stand; what a field
 * was given after one of them replaces what it was given before.
 */
export function settleFacts(
  facts: readonly Fact[],
  corrections: readonly number[],
  lexicon: Lexicon,
  account: Account,
): Settled {
  const byField = new Map<FieldCode, Fact[]>();
  for (const fact of facts) {
    const own = byField.get(fact.field);
    if (own === undefined) byField.set(fact.field, [fact]);
    else own.push(fact);
  }
  const readings: Reading[] = [];
  const doubts: Doubt[] = [];
  for (const fact of takenForOthers(facts, corrections)) {
    byField.delete(fact.field);
    doubts.push({ kind: 'value-missing', field: fact.field, span: spanOf([fact], account) });
  }
  for (const [code, own] of byField) {
    const field = lexicon.fields.get(code);
    if (field === undefined) continue;
    if (own.length > MOST_FACTS) {
      doubts.push({ kind: 'two-values', field: code, values: [], span: spanOf(own, account) });
      continue;
    }
    const outcome = settleField(field, own, corrections, lexicon, account);
    if (outcome.kind === 'doubts') doubts.push(...outcome.doubts);
    else readings.push(readingOf(code, outcome, account));
  }
  return { readings, doubts };
}

/** "kn 2, nhầm, tc 2": the same number again for another field may mean that the first was none of it. */
function takenForOthers(facts: readonly Fact[], corrections: readonly number[]): readonly Fact[] {
  if (corrections.length === 0) return [];
  return corrections.flatMap((marker) => {
    const before = facts.findLast((fact) => fact.at < marker);
    const after = facts.find((fact) => fact.at > marker);
    if (before === undefined || after === undefined || before.field === after.field) return [];
    const isSame =
      before.amount.kind === after.amount.kind &&
      before.amount.first === after.amount.first &&
      before.amount.second === after.amount.second;
    const isAgain = facts.some((fact) => fact.at > marker && fact.field === before.field);
    return isSame && !isAgain ? [before] : [];
  });
}

function readingOf(
  field: FieldCode,
  outcome: Extract<Outcome, { kind: 'value' }>,
  account: Account,
): Reading {
  const notes = outcome.facts.flatMap((fact) => fact.note?.text ?? []);
  const slip = outcome.facts.find((fact) => fact.slip !== undefined)?.slip;
  return {
    field,
    value: outcome.value,
    span: valueSpanOf(outcome.facts, account),
    certainty: slip === undefined ? certaintyOf(outcome) : 'slip',
    ...(notes.length > 0 ? { note: notes.join('; ') } : {}),
    ...(slip === undefined ? {} : { understoodAs: slip }),
  };
}

/** The least sure of its facts; a count that stands nowhere was worked out. */
function certaintyOf({ value, facts }: Extract<Outcome, { kind: 'value' }>): Certainty {
  const counts = facts.flatMap(({ amount }) =>
    amount.kind === 'nil' ? [0] : amount.kind === 'percent' ? [] : [amount.first, amount.second],
  );
  const isSaid =
    typeof value !== 'object' ||
    !('part' in value) ||
    (counts.includes(value.part) && counts.includes(value.whole));
  if (!isSaid) return 'inferred';
  if (facts.every((fact) => fact.certainty === 'position')) return 'position';
  return facts.some((fact) => fact.certainty === 'label') ? 'label' : 'inferred';
}

function settleField(
  field: Field,
  facts: readonly Fact[],
  corrections: readonly number[],
  lexicon: Lexicon,
  account: Account,
): Outcome {
  const kept = dropReplaced(facts, corrections);
  const span = spanOf(kept.length > 0 ? kept : facts, account);
  if (kept.length === 0)
    return { kind: 'doubts', doubts: [{ kind: 'value-missing', field: field.code, span }] };
  const added = kept.filter((fact) => fact.increment);
  if (added.length > 0) {
    // What else was said of the field is quoted with the first.
    const doubts = added.map((fact) => whichField(field, fact, account));
    return {
      kind: 'doubts',
      doubts: doubts.map((doubt, index) => (index === 0 ? { ...doubt, span } : doubt)),
    };
  }
  return field.type === 'ratio'
    ? settleRatio(field, kept, account)
    : settleNumber(field, kept, corrections, lexicon, account);
}

/** What the person took back is gone: "chứ không phải 2", "từ 2 thành 3", "kn 1 … à nhầm, kn 2". */
function dropReplaced(facts: readonly Fact[], corrections: readonly number[]): readonly Fact[] {
  const meant = facts.filter((fact) => !fact.denied);
  const lastReplacing = meant.findLastIndex((fact) => fact.replaces && fact.role === undefined);
  const from = lastReplacing > 0 && corrections.length > 0 ? meant.slice(lastReplacing) : meant;
  const marker = corrections.findLast(
    (at) => from.some((fact) => fact.at > at) && from.some((fact) => fact.at < at),
  );
  return marker === undefined ? from : from.filter((fact) => fact.at > marker);
}

/** An integer or decimal: one value, or one question per kind of fault. */
function settleNumber(
  field: Field,
  facts: readonly Fact[],
  corrections: readonly number[],
  lexicon: Lexicon,
  account: Account,
): Outcome {
  const own = chooseByCounter(field, facts, lexicon).map((fact) => inFieldsRank(field, fact, lexicon));
  const doubts = own.flatMap((fact) => doubtOfNumber(field, fact, lexicon, account) ?? []);
  const [firstDoubt] = doubts;
  // One question for all that was said of the field: it quotes all of it.
  if (firstDoubt !== undefined)
    return { kind: 'doubts', doubts: [{ ...firstDoubt, span: spanOf(facts, account) }] };
  const values = [...new Set(own.map((fact) => (fact.amount.kind === 'nil' ? 0 : fact.amount.first)))];
  const [value] = values;
  if (values.length > 1 || value === undefined || areParts(own, value, corrections, account)) {
    return {
      kind: 'doubts',
      doubts: [{ kind: 'two-values', field: field.code, values, span: spanOf(facts, account) }],
    };
  }
  // What counts something else is shown with the value that it was said beside.
  return { kind: 'value', value, facts };
}

/** "350 triệu" where the field asks for millions is 350; what would be millions of millions is asked. */
function inFieldsRank(field: Field, fact: Fact, { moneyRanks }: Lexicon): Fact {
  const rank = moneyRanks.get(field.code);
  if (rank === undefined || fact.amount.kind !== 'count') return fact;
  const count = inRankOf(rank, fact.amount.first, fact.amount.ranked, fact.counter);
  if (count === undefined) return { ...fact, unsure: true };
  const decimals = Number.isInteger(count) ? 0 : Math.max(1, fact.amount.decimals);
  return { ...fact, amount: { ...fact.amount, first: count, decimals } };
}

/** "mất tích 1, chết 1": the same number under two names of the field is said twice, or is two parts of it. */
function areParts(
  facts: readonly Fact[],
  value: number,
  corrections: readonly number[],
  account: Account,
): boolean {
  if (facts.length < 2 || value === 0 || corrections.length > 0) return false;
  const names = facts.map(({ first, end }) => account.words(first, end).split(' '));
  return names.some((name, at) => names.slice(0, at).some((other) => !isSameName(name, other)));
}

/** "kn" and "khiếu nại", "khiếu nại" and "đơn khiếu nại": one name, shorter and longer. */
function isSameName(one: readonly string[], other: readonly string[]): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  const initials = long.map((word) => word.charAt(0)).join('');
  return short.every((word) => long.includes(word)) || short.join('') === initials;
}

/** "đối thoại 2 cuộc 50 người": the number with the field's own counter is the value. */
function chooseByCounter(field: Field, facts: readonly Fact[], lexicon: Lexicon): readonly Fact[] {
  if (facts.length < 2) return facts;
  const counted = facts.filter((fact) => ownsCounter(field, fact.counter, lexicon));
  const othersCountElse = facts.every(
    (fact) =>
      counted.includes(fact) ||
      (countsElse(fact) && !counted.some((own) => measuresAlike(own.counter, fact.counter))),
  );
  return counted.length === 1 && othersCountElse ? counted : facts;
}

function countsElse({ counter, amount }: Fact): boolean {
  return counter !== '' && amount.kind !== 'nil';
}

function doubtOfNumber(field: Field, fact: Fact, lexicon: Lexicon, account: Account): Doubt | undefined {
  const { amount } = fact;
  const span = spanOf([fact], account);
  if (amount.kind === 'nil') return fact.unsure ? { ...whichField(field, fact, account) } : undefined;
  if (amount.kind === 'range' || (amount.kind === 'count' && amount.approximate)) {
    return { kind: 'approximate', field: field.code, span };
  }
  if (amount.kind !== 'count') return { kind: 'value-missing', field: field.code, span };
  const isInteger = field.type === 'integer';
  if (isInteger && (amount.first < 0 || !Number.isSafeInteger(amount.first))) {
    return { kind: 'not-a-count', field: field.code, number: amount.first, span };
  }
  // "0,0 nhà" may be two numbers that lack a blank between them.
  if (isInteger && amount.decimals > 0) return { kind: 'value-missing', field: field.code, span };
  if (isForeignUnit(field, fact.counter, lexicon)) return { kind: 'value-missing', field: field.code, span };
  const isOther = fact.role === 'part' || fact.role === 'fail';
  // A temperature may lie below zero, a harvest not.
  const isBelow = amount.first < 0 && !mayBeBelowZero(field);
  return fact.unsure || isOther || isBelow ? whichField(field, fact, account) : undefined;
}
