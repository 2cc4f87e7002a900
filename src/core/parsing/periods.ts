import type { FormDefinition } from '../forms/definition.ts';
import type { Account } from './account.ts';
import { isBoundary } from './clauses.ts';
import type { Item } from './items.ts';
import type { Token } from './tokens.ts';
import type { NamedPeriod, PeriodHint } from './understanding.ts';

export type Periods = { readonly period: PeriodHint | undefined; readonly named: NamedPeriod | undefined };

const REPORT_WORDS = new Set(['bao', 'bc', 'bcao', 'nop', 'gui', 'goi', 'bu', 'lieu']);

/**
 * Which period the message speaks of: named before its first figure, or in a statement about reporting. Elsewhere a period only
 * compares: "kn 1, tuần trước 2".
 */
export function readPeriods(
  items: readonly Item[],
  tokens: readonly Token[],
  form: FormDefinition,
  account: Account,
): Periods {
  let period: PeriodHint | undefined;
  let named: NamedPeriod | undefined;
  for (const item of namingItems(items, tokens)) {
    const { date } = item;
    if (
      date?.kind === 'period' &&
      (date.unit === form.period || date.unit === 'any') &&
      date.which !== 'next'
    ) {
      period ??= date.which;
    }
    if (date?.kind === 'numbered' && date.unit !== 'any' && date.unit === form.period) {
      named ??= {
        kind: date.unit,
        number: date.number,
        ...(date.year === undefined ? {} : { year: date.year }),
        span: account.span(item.first, item.end),
      };
    }
  }
  return { period, named };
}

/** Dates of the head of the message, of statements about reporting, and of brackets that hold nothing but a date. */
function namingItems(items: readonly Item[], tokens: readonly Token[]): readonly Item[] {
  const naming: Item[] = [];
  let isHead = true;
  let opensLine = true;
  let statement: Item[] = [];
  const close = () => {
    if (statement.some((item) => saysReport(item, tokens))) naming.push(...statement);
    statement = [];
  };
  for (const item of items) {
    if (isBoundary(item)) close();
    if (item.kind === 'label' || item.kind === 'amount') isHead = false;
    if (isHead || (opensLine && isCurrent(item))) naming.push(item);
    else statement.push(item);
    opensLine = item.kind === 'break' || (opensLine && item.kind === 'noise');
    if (item.kind === 'paren' && !item.inner.some((inner) => inner.kind === 'amount'))
      naming.push(...item.inner);
  }
  close();
  return naming;
}

/** "Tháng này …" at the head of a line; an earlier period there may as well compare. */
function isCurrent({ date }: Item): boolean {
  return date?.kind === 'period' && date.which === 'current';
}

function saysReport(item: Item, tokens: readonly Token[]): boolean {
  if (item.kind !== 'phrase') return false;
  return tokens.slice(item.first, item.end).some((token) => REPORT_WORDS.has(token.fold));
}
