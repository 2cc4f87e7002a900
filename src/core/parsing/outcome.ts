import type { Field, Value } from '../forms/definition.ts';
import type { Account } from './account.ts';
import { endOf, type Fact } from './facts.ts';
import type { Doubt, Span } from './understanding.ts';

/** What one field's facts come to: one reading, or what must be asked. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: Value; readonly facts: readonly Fact[] }
  | { readonly kind: 'doubts'; readonly doubts: readonly Doubt[] };

/** Labels, values and the words used with them: a remark is kept beside the value. */
export function valueSpanOf(facts: readonly Fact[], account: Account): Span {
  const end = Math.max(...facts.map((fact) => fact.said.end));
  return account.span(firstOf(facts), end);
}

/** All that was said, remarks too: what a doubt quotes. */
export function spanOf(facts: readonly Fact[], account: Account): Span {
  const end = Math.max(...facts.map(endOf));
  return account.span(firstOf(facts), end);
}

function firstOf(facts: readonly Fact[]): number {
  return Math.min(...facts.map((fact) => fact.said.first));
}

export function whichField(field: Field, fact: Fact, account: Account): Doubt {
  const span = spanOf([fact], account);
  const value = valueOf(fact);
  return { kind: 'which-field', candidates: [field.code], span, ...(value === undefined ? {} : { value }) };
}

/** The amount as a value, whatever the field. */
export function valueOf(fact: Pick<Fact, 'amount'>): Value | undefined {
  const { amount } = fact;
  switch (amount.kind) {
    case 'count':
      return amount.approximate ? undefined : amount.first;
    case 'ratio':
      return { part: amount.first, whole: amount.second };
    case 'nil':
      return 0;
    case 'range':
    case 'percent':
    case 'unusable':
      return undefined;
  }
}
