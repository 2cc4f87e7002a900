import { Temporal } from 'temporal-polyfill';
import type { FieldCode } from '../ids.ts';
import {
  isFigure,
  isRatio,
  isStock,
  type Field,
  type FormDefinition,
  type Ratio,
  type Value,
  type Values,
} from './definition.ts';

export const MAX_TEXT_LENGTH = 1_000;
/** Larger counts are slips of the fingers, and far below what the database and JSON hold exactly. */
export const MAX_COUNT = 1_000_000_000_000;

/** Fewer past periods say nothing about what is usual. */
const LEAST_HISTORY = 4;
/** Only the recent past counts: a unit's work changes over the year. */
export const MOST_HISTORY = 8;
/** Jumps of this size are usual in small counts. */
const LEAST_JUMP = 5;
/** 4.5 times the median absolute deviation: about three standard deviations of a normal distribution. */
const DEVIATIONS = 4.5;
/** A stock (models kept up) that loses more than this share at once is asked about. */
const STOCK_DROP = 0.2;

export type ValueRefusal =
  | {
      readonly kind: 'part-exceeds-whole';
      readonly field: FieldCode;
      readonly part: number;
      readonly whole: number;
    }
  /** Negative, fractional or too large. */
  | { readonly kind: 'not-a-count'; readonly field: FieldCode; readonly number: number }
  | { readonly kind: 'not-a-number'; readonly field: FieldCode }
  | { readonly kind: 'not-an-option'; readonly field: FieldCode; readonly options: readonly string[] }
  | { readonly kind: 'not-a-date'; readonly field: FieldCode }
  | { readonly kind: 'too-long'; readonly field: FieldCode; readonly length: number; readonly most: number }
  | { readonly kind: 'wrong-type'; readonly field: FieldCode };

/** Undefined: the value may be stored. */
export function checkValue(field: Field, value: Value): ValueRefusal | undefined {
  switch (field.type) {
    case 'integer':
      if (typeof value === 'number') return checkCount(field, value);
      break;
    case 'decimal':
      if (typeof value === 'number') return checkDecimal(field, value);
      break;
    case 'ratio':
      if (isRatio(value)) return checkRatio(field, value);
      break;
    case 'choice':
      if (typeof value === 'string') return checkOption(field, value);
      break;
    case 'text':
      if (typeof value === 'string') return checkText(field, value);
      break;
    case 'list':
      if (isList(value)) return checkText(field, value.join('\n'));
      break;
    case 'date':
      if (typeof value === 'string') return checkDate(field, value);
      break;
  }
  return { kind: 'wrong-type', field: field.code };
}

function checkCount(field: Field, number: number): ValueRefusal | undefined {
  return Number.isInteger(number) && number >= 0 && number <= MAX_COUNT
    ? undefined
    : { kind: 'not-a-count', field: field.code, number };
}

function checkDecimal(field: Field, number: number): ValueRefusal | undefined {
  return Math.abs(number) <= MAX_COUNT ? undefined : { kind: 'not-a-number', field: field.code };
}

function checkRatio(field: Field, { part, whole }: Ratio): ValueRefusal | undefined {
  const refusal = checkCount(field, part) ?? checkCount(field, whole);
  if (refusal !== undefined) return refusal;
  return part <= whole ? undefined : { kind: 'part-exceeds-whole', field: field.code, part, whole };
}

function checkOption(field: Field, text: string): ValueRefusal | undefined {
  return field.options.includes(text)
    ? undefined
    : { kind: 'not-an-option', field: field.code, options: field.options };
}

function checkText(field: Field, text: string): ValueRefusal | undefined {
  // Composed, every Vietnamese letter counts as one, as people count.
  const { length } = text.normalize('NFC');
  return length <= MAX_TEXT_LENGTH
    ? undefined
    : { kind: 'too-long', field: field.code, length, most: MAX_TEXT_LENGTH };
}

function checkDate(field: Field, text: string): ValueRefusal | undefined {
  return isIsoDate(text) ? undefined : { kind: 'not-a-date', field: field.code };
}

function isList(value: Value): value is readonly string[] {
  return Array.isArray(value);
}

function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/**
 * "Không phát sinh" for the whole report: flows are 0, ratios 0/0, texts stay empty. Stocks keep their value in `lastStocks`; one
 * that was never reported stays absent.
 */
export function nilValues(form: FormDefinition, lastStocks: Values): Values {
  return restNilValues(form, {}, lastStocks);
}

/** "Còn lại không": the figures that `given` does not mention, and only those: flows 0, ratios 0/0, stocks as in `lastStocks`. */
export function restNilValues(form: FormDefinition, given: Values, lastStocks: Values): Values {
  const rest: Record<FieldCode, Value> = {};
  for (const field of form.fields) {
    if (!isFigure(field) || given[field.code] !== undefined) continue;
    const value = isStock(field) ? lastStocks[field.code] : zeroOf(field);
    if (value !== undefined && checkValue(field, value) === undefined) rest[field.code] = value;
  }
  return rest;
}

function zeroOf(field: Field): Value {
  return field.type === 'ratio' ? { part: 0, whole: 0 } : 0;
}

export type FieldChange = {
  readonly field: Field;
  /** null: no value. */
  readonly before: Value | null;
  readonly after: Value | null;
};

/** What a correction changes, in the form's order. */
export function difference(form: FormDefinition, before: Values, after: Values): readonly FieldChange[] {
  return form.fields
    .map((field) => ({ field, before: before[field.code] ?? null, after: after[field.code] ?? null }))
    .filter((change) => !sameValue(change.before, change.after));
}

export function sameValue(left: Value | null, right: Value | null): boolean {
  if (left === null || right === null) return left === right;
  if (isRatio(left)) return isRatio(right) && left.part === right.part && left.whole === right.whole;
  if (isList(left)) {
    return (
      isList(right) && left.length === right.length && left.every((item, index) => item === right[index])
    );
  }
  return left === right;
}

/**
 * True when a figure is far from the unit's own `history` (latest first; a ratio counts by its whole), so that "đúng không?" is
 * asked. Domain rule: |value − median of the last 8| > max(5, 4.5 × MAD) with at least 4 periods; a stock also when it drops by
 * more than 20 % of its last value.
 */
export function isUnusual(field: Field, value: Value, history: readonly number[]): boolean {
  const now = measure(value);
  if (now === undefined) return false;
  const last = history[0];
  if (isStock(field) && last !== undefined && now < withoutNoise(last * (1 - STOCK_DROP))) return true;
  return isJump(now, history);
}

function isJump(now: number, past: readonly number[]): boolean {
  if (past.length < LEAST_HISTORY) return false;
  const recent = past.slice(0, MOST_HISTORY);
  const middle = median(recent);
  const distance = withoutNoise(Math.abs(now - middle));
  // Of tens of thousands of figures of a digest nearly all end here.
  if (distance <= LEAST_JUMP) return false;
  const deviation = median(recent.map((number) => withoutNoise(Math.abs(number - middle))));
  return distance > withoutNoise(DEVIATIONS * deviation);
}

function measure(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  return isRatio(value) ? value.whole : undefined;
}

/** The middle value, of an even number the mean of both; 0 of none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return sorted.length % 2 === 1 ? upper : withoutNoise(((sorted[sorted.length / 2 - 1] ?? 0) + upper) / 2);
}

/** A decimal as people wrote it: 7,7 and 16,4 have 12,05 in their middle, where binary fractions leave 12,049999999999999. */
function withoutNoise(number: number): number {
  // As text and back takes a microsecond, and a digest asks of tens of thousands of counts.
  return Number.isInteger(number) ? number : Number(number.toFixed(9));
}
