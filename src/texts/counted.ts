import type { Value } from '../core/forms/definition.ts';
import { formatValue } from './numbers.ts';

/** What the form says that a figure counts. */
export type Counted = { readonly counted?: string };

/** `41/42 vụ`, `12 lượt`; the bare figure where the form says no word for it. */
export function withCounted(value: Value, { counted }: Counted): string {
  return behind(formatValue(value), counted);
}

/** `2 đơn` of words that are a number already. */
export function behind(number: string, counted: string | undefined): string {
  return counted === undefined ? number : `${number} ${counted}`;
}

/** `Hòa giải ở cơ sở (vụ)`, above a column of bare figures. */
export function headingOf({ label, counted }: Counted & { readonly label: string }): string {
  return counted === undefined ? label : `${label} (${counted})`;
}
