import type { DigestView } from '../core/conversation/context.ts';
import { formatNumber } from './numbers.ts';
import { clip, onOneLine } from './screen.ts';
import { commonNoun } from './unit-names.ts';

export const LONGEST_LABEL = 80;
export const LONGEST_NAME = 60;

/** A unit's name as it is shown, its code if it has none. */
export function unitName(view: DigestView, code: string): string {
  const known = Object.hasOwn(view.names.units, code) ? view.names.units[code] : undefined;
  return clip(onOneLine(known ?? code), LONGEST_NAME);
}

/** What to call the units together: `xã`, `đơn vị`. */
export function nounOf(view: DigestView): string {
  return commonNoun(Object.values(view.names.units));
}

/** A field's label as it is shown, its code if it has none. */
export function fieldName(view: DigestView, code: string): string {
  const label = Object.hasOwn(view.names.fields, code) ? view.names.fields[code] : undefined;
  return clip(onOneLine(label ?? code), LONGEST_LABEL);
}

const PERIOD_NOUNS: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-W\d{2}$/, 'tuần'],
  [/^\d{4}-\d{2}$/, 'tháng'],
  [/^\d{4}-Q\d$/, 'quý'],
  [/^\d{4}$/, 'năm'],
];

/** `4 tuần`, `5 năm` of the codes of periods, or of so many of them; `3 kỳ` where they are of another kind. */
export function countPeriods(codes: readonly string[], count = codes.length): string {
  const noun = PERIOD_NOUNS.find(([pattern]) => codes.every((code) => pattern.test(code)))?.[1] ?? 'kỳ';
  return `${formatNumber(count)} ${noun}`;
}
