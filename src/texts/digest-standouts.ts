import type { DigestView } from '../core/conversation/context.ts';
import type { Outlier } from '../core/digest/findings.ts';
import { newModels, NEW_MODELS, outliersByIndicator } from '../core/digest/standouts.ts';
import { once } from '../core/digest/levels.ts';
import type { UnitCode } from '../core/ids.ts';
import { withCounted } from './counted.ts';
import { groupWords } from './digest-levels.ts';
import { fieldName, LONGEST_LABEL, nounOf, unitName } from './digest-names.ts';
import { formatNumber } from './numbers.ts';
import { clip, onOneLine } from './screen.ts';
import { listNames } from './unit-names.ts';

export const NOTEWORTHY = 'Đáng chú ý';

/** A sentence about units that stand out, without its end mark. */
export type StandoutSentence = { readonly about: 'outlier' | 'models' | 'nilStreak'; readonly text: string };

export type StandoutLimits = {
  /** So many units are named, then counted. */
  readonly units: number;
  /** Characters of what was written about a model. */
  readonly note: number;
  /** Of many units: so many are named, the others counted by so many of those above them. */
  readonly many: { readonly units: number; readonly groups: number };
};

/**
 * What of the figures is worth a look, one sentence an indicator: figures far from what the unit itself reports, new good models by
 * unit, units that report nothing time after time. Only what the findings hold; why it is so, nobody knows here.
 */
export function standoutSentences(view: DigestView, most: StandoutLimits): readonly StandoutSentence[] {
  return [...outliers(view, most), ...models(view, most), ...nilStreaks(view, most)];
}

/** `Đơn khiếu nại mới: phường 3 có 40 đơn (thường khoảng 6)`: names may end with a number. */
function outliers(view: DigestView, most: StandoutLimits): readonly StandoutSentence[] {
  return outliersByIndicator(view.figures, view.findings).map(({ indicator, outliers: all }) => ({
    about: 'outlier',
    text: `${clip(onOneLine(indicator.label), LONGEST_LABEL)}: ${named(
      view,
      all.map((one) => ({ ...one, words: `có ${withCounted(one.value, indicator)} (${usualWords(one)})` })),
      most,
    )}`,
  }));
}

/** Of a ratio the number of cases is measured, not the rate. */
function usualWords({ value, usual }: Outlier): string {
  const what = typeof value === 'number' ? '' : 'tổng số ';
  return usual === 0 ? `${what}thường là 0` : `${what}thường khoảng ${formatNumber(usual)}`;
}

/** `Mô hình “Dân vận khéo” mới: xã Tân Thuận có 1 (“tổ tự quản ấp 3”)`. */
function models(view: DigestView, most: StandoutLimits): readonly StandoutSentence[] {
  const all = newModels(view.figures, view.findings);
  if (all.length === 0) return [];
  const told = all.map(({ unit, count, note }) => {
    const about = note === undefined ? '' : ` (“${clip(onOneLine(note), most.note)}”)`;
    return { unit, words: `có ${formatNumber(count)}${about}` };
  });
  return [{ about: 'models', text: `${fieldName(view, NEW_MODELS)}: ${named(view, told, most)}` }];
}

/** Reports, not periods: between them one may be missing. */
function nilStreaks(view: DigestView, most: StandoutLimits): readonly StandoutSentence[] {
  const all = view.findings.nil_streaks.toSorted((a, b) => b.periods - a.periods);
  if (all.length === 0) return [];
  const told = all.map(({ unit, periods }) => ({ unit, words: `(${formatNumber(periods)} báo cáo)` }));
  return [{ about: 'nilStreak', text: `Liên tiếp không phát sinh: ${named(view, told, most)}` }];
}

/** A few units with what is told of each; of many the first, and where the others are. */
function named(
  view: DigestView,
  told: readonly { readonly unit: UnitCode; readonly words: string }[],
  { units, many }: StandoutLimits,
): string {
  const noun = nounOf(view);
  const names = told.map(({ unit, words }) => `${unitName(view, unit)} ${words}`);
  const groups = groupWords(view, once(told.slice(many.units).map(({ unit }) => unit)));
  return groups === undefined
    ? listNames(names, units, noun)
    : `${listNames(names, many.units, noun)}, ${groups(many.groups)}`;
}
