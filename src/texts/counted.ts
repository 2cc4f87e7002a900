import { isRatio, type Ratio, type Value } from '../core/forms/definition.ts';
import { formatValue } from './numbers.ts';

/** What the form says that a figure counts. */
export type Counted = { readonly counted?: string };

/** `41/42 vụ`, `12 lượt`; the bare figure where the form says no word for it. */
export function withCounted(value: Value, { counted }: Counted): string {
  return behind(formatValue(value), counted);
}

/** The same in a sentence: a ratio with nothing to measure is said in words, not as `0/0`. */
export function figureWords(value: Value, by: Counted): string {
  return hasRate(value) || !isRatio(value) ? withCounted(value, by) : 'không phát sinh';
}

/** Whether there was anything that a rate can be of. */
export function hasRate(value: Value | null): value is Ratio {
  return value !== null && isRatio(value) && value.whole > 0;
}

/** `2 đơn` of words that are a number already. */
export function behind(number: string, counted: string | undefined): string {
  return counted === undefined ? number : `${number} ${counted}`;
}

/** `Hòa giải ở cơ sở (vụ)`, above a column of bare figures. */
export function headingOf({ label, counted }: Counted & { readonly label: string }): string {
  return counted === undefined ? label : `${label} (${counted})`;
}
