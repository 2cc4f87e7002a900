import type { IndicatorFigures } from '../core/digest/figures.ts';
import { isRatio, type Ratio, type Value } from '../core/forms/definition.ts';
import { behind } from './counted.ts';
import { formatNumber, formatRatio } from './numbers.ts';

/** The change of a total since the previous period; undefined where the two say nothing together. */
export function previousChange(
  { total, previous, same_units: same }: IndicatorFigures,
  counted?: string,
): string | undefined {
  const [now, before] = same ? [same.total, same.previous] : [total, previous];
  return now === null || before === null ? undefined : changeWords(now, before, counted);
}

/**
 * Against the previous period: `tăng 2`, `giảm 1,2 điểm` (of the rate), `kỳ trước 5/6` where rates say nothing. `counted`: said behind
 * what is counted, `tăng 2 đơn`.
 */
export function changeWords(now: Value, before: Value, counted?: string): string | undefined {
  if (isRatio(now) && isRatio(before)) return ratioChange(now, before, counted);
  if (typeof now !== 'number' || typeof before !== 'number') return undefined;
  const difference = Number((now - before).toFixed(6));
  if (difference === 0) return 'không đổi';
  return `${difference > 0 ? 'tăng' : 'giảm'} ${behind(formatNumber(Math.abs(difference)), counted)}`;
}

function ratioChange(now: Ratio, before: Ratio, counted: string | undefined): string {
  if (now.part === before.part && now.whole === before.whole) return 'không đổi';
  if (before.whole === 0) return 'kỳ trước không phát sinh';
  const difference = now.part / now.whole - before.part / before.whole;
  if (now.whole === 0 || difference === 0) return `kỳ trước ${behind(formatRatio(before), counted)}`;
  const points = Number(Math.abs(100 * difference).toFixed(1));
  const size = points === 0 ? 'dưới 0,1' : formatNumber(points);
  return `${difference > 0 ? 'tăng' : 'giảm'} ${size} điểm`;
}
