import type { DigestView } from '../core/conversation/context.ts';
import type { Outlier } from '../core/digest/findings.ts';
import { newModels, NEW_MODELS, outliersByIndicator } from '../core/digest/standouts.ts';
import { withCounted } from './counted.ts';
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
      all.map(
        (one) => `${unitName(view, one.unit)} có ${withCounted(one.value, indicator)} (${usualWords(one)})`,
      ),
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
  const names = all.map(({ unit, count, note }) => {
    const about = note === undefined ? '' : ` (“${clip(onOneLine(note), most.note)}”)`;
    return `${unitName(view, unit)} có ${formatNumber(count)}${about}`;
  });
  return [{ about: 'models', text: `${fieldName(view, NEW_MODELS)}: ${named(view, names, most)}` }];
}

/** Reports, not periods: between them one may be missing. */
function nilStreaks(view: DigestView, most: StandoutLimits): readonly StandoutSentence[] {
  const all = view.findings.nil_streaks.toSorted((a, b) => b.periods - a.periods);
  if (all.length === 0) return [];
  const names = all.map(({ unit, periods }) => `${unitName(view, unit)} (${formatNumber(periods)} báo cáo)`);
  return [{ about: 'nilStreak', text: `Liên tiếp không phát sinh: ${named(view, names, most)}` }];
}

function named(view: DigestView, names: readonly string[], { units }: StandoutLimits): string {
  return listNames(names, units, nounOf(view));
}
