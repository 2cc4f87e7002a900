import type { FormDefinition } from '../forms/definition.ts';
import type { Account } from './account.ts';
import { isBoundary } from './clauses.ts';
import type { DateReading } from './dates.ts';
import { hasTag, type Item } from './items.ts';
import type { Token } from './tokens.ts';
import type { NamedPeriod, PeriodHint, PeriodMention } from './understanding.ts';
import { Tag } from './vocabulary.ts';

export type Periods = {
  /** Of the form's own kind. */
  readonly period: PeriodHint | undefined;
  readonly named: NamedPeriod | undefined;
  /** Of every kind. */
  readonly mentions: readonly PeriodMention[];
};

const REPORT_WORDS = new Set(['bao', 'bc', 'bcao', 'nop', 'gui', 'goi', 'bu', 'lieu']);

/**
 * Which periods the message speaks of: named before its first figure, or in a statement about reporting or correcting. Elsewhere a
 * period only compares: "kn 1, tuần trước 2".
 */
export function readPeriods(
  items: readonly Item[],
  tokens: readonly Token[],
  form: FormDefinition,
  account: Account,
): Periods {
  let period: PeriodHint | undefined;
  let named: NamedPeriod | undefined;
  const mentions: PeriodMention[] = [];
  for (const item of namingItems(items, tokens)) {
    const { date } = item;
    if (date?.kind === 'period' && date.which !== 'next') {
      mentions.push({ unit: date.unit, which: date.which });
      if (date.unit === form.period || date.unit === 'any') period ??= date.which;
    }
    if (date?.kind === 'numbered' && date.unit !== 'any') {
      const number = numberOf(date);
      mentions.push({ unit: date.unit, ...number });
      if (date.unit === form.period)
        named ??= { kind: date.unit, ...number, span: account.span(item.first, item.end) };
    }
  }
  return { period, named, mentions };
}

/** "Năm 2017" is the one year of that year. */
function numberOf({
  unit,
  number,
  year,
}: Extract<DateReading, { kind: 'numbered' }>): Pick<NamedPeriod, 'number' | 'year'> {
  if (unit === 'year') return { number: 1, year: number };
  return year === undefined ? { number } : { number, year };
}

/** Dates of the head of the message, of statements about reporting or correcting, and of brackets that hold nothing but a date. */
function namingItems(items: readonly Item[], tokens: readonly Token[]): readonly Item[] {
  const naming: Item[] = [];
  let isHead = true;
  let opensLine = true;
  let statement: Item[] = [];
  let isNaming = false;
  const close = () => {
    if (isNaming) naming.push(...statement);
    statement = [];
    isNaming = false;
  };
  for (const item of items) {
    if (isBoundary(item)) close();
    isNaming ||= saysReport(item, tokens) || hasTag(item, Tag.correct);
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
