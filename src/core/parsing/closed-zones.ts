import type { Temporal } from 'temporal-polyfill';
import type { Field } from '../forms/definition.ts';
import { isBinder, isBoundary, isNoise } from './clauses.ts';
import { isDayOfYear, type DateReading } from './dates.ts';
import { AND, type Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import { resolvePastDay } from './resolve-day.ts';
import type { Token } from './tokens.ts';

/** A choice or a date with its label: its value, or undefined where none fits. */
export type ClosedZone = {
  readonly field: Field;
  /** Items from the label on, `end` excluded. */
  readonly start: number;
  readonly end: number;
  readonly value: string | undefined;
  readonly slip: string | undefined;
};

/** Fields that take one of few answers: the options of a choice, a day. */
export function findClosedZones(
  items: readonly Item[],
  tokens: readonly Token[],
  lexicon: Lexicon,
  today: Temporal.PlainDate,
): ClosedZone[] {
  return items.flatMap((item, index): ClosedZone[] => {
    const [code] = item.at?.label.fields ?? [];
    const field = code === undefined ? undefined : lexicon.fields.get(code);
    if (field === undefined || (field.type !== 'choice' && field.type !== 'date')) return [];
    let from = index + 1;
    while (isBinder(items[from]) || items[from]?.kind === 'noise') from += 1;
    const found =
      field.type === 'choice' ? readOption(items, from, tokens, lexicon, field) : readDay(items, from, today);
    const slip = item.at?.slip ?? found?.slip;
    const end = found?.end ?? statementEnd(items, index + 1);
    const isSure = item.at?.guess !== true && !namesAnother(items, end, tokens, lexicon, field);
    return [{ field, start: index, end, value: isSure ? found?.value : undefined, slip }];
  });
}

/** "hè thu, thu đông": two options, of which the field takes one. */
function namesAnother(
  items: readonly Item[],
  end: number,
  tokens: readonly Token[],
  lexicon: Lexicon,
  field: Field,
): boolean {
  const next = items[end + 1];
  if (field.type !== 'choice' || next === undefined || ![',', '/', AND].includes(items[end]?.mark ?? ''))
    return false;
  const match = lexicon.options.get(field.code)?.longest(tokens, next.first);
  return match !== undefined && !match.contrary;
}

/** The words that were meant as the answer and are none of the possible ones. */
function statementEnd(items: readonly Item[], from: number): number {
  let end = from;
  while (end < items.length && !isBoundary(items[end]) && items[end]?.kind !== 'label') end += 1;
  return end;
}

const CHANGES_OPTION = new Set(['roi', 'xong', 'het', 'chua', 'khong', 'ko', 'nua', 'bot', 'dan']);

export type Closed = { readonly value: string; readonly end: number; readonly slip: string | undefined };

/** The option that the items from `from` on spell. */
export function readOption(
  items: readonly Item[],
  from: number,
  tokens: readonly Token[],
  lexicon: Lexicon,
  field: Field,
): Closed | undefined {
  for (let at = from; at < items.length; at += 1) {
    const item = items[at];
    if (item === undefined) return undefined;
    const match = lexicon.options.get(field.code)?.longest(tokens, item.first);
    const [entry] = match?.entries ?? [];
    if (match !== undefined && entry !== undefined && !match.contrary) {
      // "rút rồi" is not "đang rút".
      if (!entry.payload.whole && CHANGES_OPTION.has(tokens[match.end]?.fold ?? '')) return undefined;
      let end = at;
      while (end < items.length && (items[end]?.first ?? Infinity) < match.end) end += 1;
      const { option, whole } = entry.payload;
      return { value: option, end, slip: whole ? undefined : option };
    }
    if (!isNoise(item)) return undefined;
  }
  return undefined;
}

/** The day that the items from `from` on name: the nearest one past. */
export function readDay(items: readonly Item[], from: number, today: Temporal.PlainDate): Closed | undefined {
  let at = from;
  while (isNoise(items[at])) at += 1;
  const item = items[at];
  const date = item?.date ?? dayOfAmount(item);
  const day = date === undefined ? undefined : resolvePastDay(date, today);
  return day === undefined ? undefined : { value: day.toString(), end: at + 1, slip: undefined };
}

/** After a label that wants a day, 15/8 is one. */
function dayOfAmount(item: Item | undefined): DateReading | undefined {
  const amount = item?.amount;
  if (amount?.kind !== 'ratio' && amount?.kind !== 'range') return undefined;
  return isDayOfYear(amount.first, amount.second)
    ? { kind: 'day', day: amount.first, month: amount.second }
    : undefined;
}
