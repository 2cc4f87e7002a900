import { isNoise } from './clauses.ts';
import type { Note } from './facts.ts';
import { hasTag, type Item } from './items.ts';
import type { Reader, Source } from './reader.ts';
import { assignRoles } from './roles.ts';
import { tidy } from './tidy.ts';
import { Tag } from './vocabulary.ts';

/** Brackets right behind a value, its counter aside. */
export function bracketsAfter(reader: Reader, index: number): Item | undefined {
  let at = index + 1;
  while (isNoise(reader.items[at]) || hasTag(reader.items[at], Tag.counter)) at += 1;
  const item = reader.items[at];
  return item?.kind === 'paren' ? item : undefined;
}

/** The amount that brackets hold if they hold nothing else but its counter: "(4 vụ)", "(83,3%)". */
export function loneAmountIn(brackets: Item): Item | undefined {
  const amounts = brackets.inner.filter((item) => item.kind === 'amount');
  const others = brackets.inner.filter((item) => item.kind !== 'amount');
  const [only] = amounts;
  const isPlain = others.every((item) => isNoise(item) || hasTag(item, Tag.counter | Tag.part | Tag.over));
  return amounts.length === 1 && isPlain ? only : undefined;
}

/** Amounts in brackets that are values: a lone one, or such as have a role each ("thành 11 vụ, không thành 1 vụ"). */
export function valuesIn(brackets: Item): readonly Item[] {
  const lone = loneAmountIn(brackets);
  if (lone !== undefined) return [lone];
  const { inner } = brackets;
  const roles = assignRoles(inner, false);
  const amounts = inner.filter((item) => item.kind === 'amount');
  const isPlain = inner.every(
    (item) => item.kind !== 'word' && item.kind !== 'symbol' && item.kind !== 'name',
  );
  return isPlain && amounts.every((item) => roles.has(inner.indexOf(item))) ? amounts : [];
}

/** A remark right behind the value, as typed: in brackets, or from "do", "về" to the end of the statement. */
export function noteOf(reader: Reader, index: number, brackets: Item | undefined): Note | undefined {
  const { text, tokens, account } = reader;
  if (brackets !== undefined) {
    account.use(brackets.first, brackets.end);
    const start = tokens[brackets.first]?.end ?? 0;
    const end = tokens[brackets.end - 1]?.start ?? start;
    return noteFrom(text.slice(start, end), brackets.end);
  }
  const isLast = !reader.items.some((item, at) => at > index && item.kind === 'amount');
  return isLast ? readRemark(reader, reader.remark) : undefined;
}

/** The remark as typed, counted as used; undefined if there is none. */
export function readRemark(source: Source, remark: readonly Item[]): Note | undefined {
  const [first] = remark;
  const last = remark.at(-1);
  if (first === undefined || last === undefined) return undefined;
  source.account.use(first.first, last.end);
  const span = source.account.span(first.first, last.end);
  return noteFrom(source.text.slice(span.start, span.end), last.end);
}

function noteFrom(typed: string, end: number): Note | undefined {
  const text = tidy(typed);
  return text === undefined ? undefined : { text, end };
}
