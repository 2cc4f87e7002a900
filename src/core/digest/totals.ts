import { isFigure, isRatio, type Field, type Ratio, type Value } from '../forms/definition.ts';

/** The total of a figure field: a count or amount, or the sums of parts and wholes. */
export type Total = number | Ratio;

/** `value` if it is what `field` holds; a form's earlier version may have asked the field as another type. */
export function asTotal(field: Field, value: Value): Total | undefined {
  if (!isFigure(field)) return undefined;
  if (field.type === 'ratio') return isRatio(value) ? value : undefined;
  return typeof value === 'number' ? value : undefined;
}

/** Nothing happened: what a nil report says about a flow. */
export function zeroOf(field: Field): Total {
  return field.type === 'ratio' ? { part: 0, whole: 0 } : 0;
}

/** Sums values; ratios by their parts and wholes, never by their rates. Null for no value at all: unknown is not zero. */
export function addUp(field: Field, values: readonly (Value | null | undefined)[]): Total | null {
  const totals = values.flatMap((value) => {
    const total = value === null || value === undefined ? undefined : asTotal(field, value);
    return total === undefined ? [] : [total];
  });
  if (totals.length === 0) return null;
  const ratios = totals.filter((total) => typeof total !== 'number');
  if (field.type === 'ratio') {
    return { part: sum(ratios.map(({ part }) => part)), whole: sum(ratios.map(({ whole }) => whole)) };
  }
  // Decimals are sums of tenths and hundredths: 15 digits drop what binary fractions add to them.
  return Number(sum(totals.filter((total) => typeof total === 'number')).toPrecision(15));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}

/** By the unrounded ratio: 99,68 % does not meet 99,7 %. Null without a target, a ratio, or anything to measure. */
export function meetsTarget(total: Value | null, target: number | null | undefined): boolean | null {
  if (target === null || target === undefined || total === null) return null;
  if (!isRatio(total) || total.whole === 0) return null;
  return total.part / total.whole >= target;
}
