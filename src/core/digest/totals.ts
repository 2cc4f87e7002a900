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
  return sumExactly(totals.filter((total) => typeof total === 'number'));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}

/** Adds decimals as whole numbers of their last place, so that 0,1 + 0,2 is 0,3 and 38,8 - 13,1 - 24,6 is 1,1. */
function sumExactly(numbers: readonly number[]): number {
  const places = numbers.reduce((most, number) => Math.max(most, decimalPlaces(number)), 0);
  if (places === 0) return sum(numbers);
  const scale = 10 ** places;
  return sum(numbers.map((number) => Math.round(number * scale))) / scale;
}

function decimalPlaces(number: number): number {
  const most = 9;
  const [, fraction = ''] = Number.isInteger(number) ? [] : number.toFixed(most).split('.');
  return fraction.replace(/0+$/, '').length;
}

/** By the unrounded ratio: 99,68 % does not meet 99,7 %. Null without a target, a ratio, or anything to measure. */
export function meetsTarget(total: Value | null, target: number | null | undefined): boolean | null {
  if (target === null || target === undefined || total === null) return null;
  if (!isRatio(total) || total.whole === 0) return null;
  return total.part / total.whole >= target;
}

/** Nothing happened: 0, or 0/0. */
export function isZero(value: Value): boolean {
  return isRatio(value) ? value.whole === 0 : value === 0;
}
