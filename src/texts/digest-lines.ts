import type { DigestView } from '../core/conversation/context.ts';
import type { IndicatorFigures } from '../core/digest/figures.ts';
import { lowestUnits, unitsBelowTarget } from '../core/digest/standouts.ts';
import { isZero } from '../core/digest/totals.ts';
import { isRatio, type Ratio, type Value } from '../core/forms/definition.ts';
import type { RichText } from '../core/messages.ts';
import { behind, withCounted } from './counted.ts';
import { fieldName, LONGEST_LABEL, nounOf, unitName } from './digest-names.ts';
import { NOTEWORTHY, standoutSentences } from './digest-standouts.ts';
import { formatNumber, formatRate, formatRatio, formatTarget, formatValue } from './numbers.ts';
import { clip, onOneLine, rowsOf } from './screen.ts';
import { SIGNALS, wordSignal, wordSignalUnits } from './signals.ts';
import { successionSentences } from './succession.ts';
import { listNames } from './unit-names.ts';

/** A line of a digest that can be left for the next page. */
export type DigestLine = {
  readonly text: RichText;
  /** Stands below it where there is room, by a weight of its own; else `alone` on the next page. */
  readonly detail: { readonly text: RichText; readonly weight: number; readonly alone: RichText } | undefined;
  /** The heading that it stands under. */
  readonly section: string;
  /** The highest stay on the first page. */
  readonly weight: number;
  /** What is missed without it. */
  readonly indicators: number;
  readonly opinions: number;
  readonly belowTarget: number;
};

export const EXPLANATIONS = 'Giải trình';

/** What can wait for the next page: texts before figures, figures that say nothing new before those that do. */
const WEIGHT = {
  missed: 100,
  aimed: 95,
  differs: 92,
  changed: 90,
  outlier: 88,
  same: 85,
  none: 84,
  unknown: 83,
  succession: 82,
  firstOpinion: 80,
  models: 76,
  belowMissed: 75,
  nilStreak: 72,
  opinion: 70,
  explanation: 78,
  belowMet: 60,
  agrees: 58,
  signal: 50,
};

const LONGEST_QUOTE = 160;
const LONGEST_NOTE = 60;
const MOST_UNITS = 3;
const MOST_ROWS = 6;

/** Indicators, then texts, in the order of the form; then what might be asked once more. */
export function digestLines(view: DigestView): readonly DigestLine[] {
  return [
    ...indicatorLines(view),
    ...otherFormLines(view),
    ...standoutLines(view),
    ...explanationLines(view),
    ...opinionLines(view),
    ...signalLines(view),
  ];
}

/** Units that are worth a look: a few names a line, then a count. */
function standoutLines(view: DigestView): readonly DigestLine[] {
  const most = { units: MOST_UNITS, note: LONGEST_NOTE };
  return standoutSentences(view, most).map(({ about, text }) =>
    plain([`• ${text}`], NOTEWORTHY, WEIGHT[about]),
  );
}

/** What other forms say of the same days: each difference, then what agrees. */
function otherFormLines(view: DigestView): readonly DigestLine[] {
  const byForm = Map.groupBy(view.findings.other_forms ?? [], ({ form }) => form);
  return [...byForm.values()].flatMap((totals) => {
    const [first] = totals;
    if (first === undefined) return [];
    const source =
      first.periods > 1 ? `${formatNumber(first.periods)} kỳ cộng lại` : 'báo cáo riêng của kỳ này';
    const section = `Đối chiếu ${clip(onOneLine(first.name), LONGEST_LABEL)} (${source})`;
    const differing = totals.filter(({ differs }) => differs);
    const agreeing = totals.filter(({ differs }) => !differs);
    return [
      ...differing.map(({ field, total }) => {
        const shown = view.figures.indicators.find(({ code }) => code === field)?.total ?? null;
        const [there, here] = [total, shown].map((value) => (value === null ? '' : formatValue(value)));
        return plain(
          [`• ${fieldName(view, field)}: `, { bold: `lệch, ở đó ${there}` }, `, ở đây ${here}`],
          section,
          WEIGHT.differs,
        );
      }),
      ...(agreeing.length > 0
        ? [plain([`• Khớp ${formatNumber(agreeing.length)} chỉ số`], section, WEIGHT.agrees)]
        : []),
    ];
  });
}

function indicatorLines(view: DigestView): readonly DigestLine[] {
  const { indicators } = view.figures;
  const compared = indicators.some(({ previous }) => previous !== null);
  const section = compared ? 'Kết quả so với kỳ trước' : 'Kết quả';
  const known = indicators.filter(({ total }) => total !== null);
  const none = known.filter(isNothing);
  const same = known.filter((one) => !none.includes(one) && isUnchanged(one));
  const telling = known.filter((one) => !none.includes(one) && !same.includes(one));
  const unknown = indicators.filter(({ total }) => total === null);
  return [
    ...telling.map((one) => indicatorLine(view, one, section)),
    ...together('Không đổi', same, section, WEIGHT.same),
    ...together('Không phát sinh', none, section, WEIGHT.none),
    ...(known.length > 0 || unknown.length === 0
      ? together('Chưa có số liệu', unknown, section, WEIGHT.unknown)
      : [{ ...plain(['Chưa có số liệu.'], section, WEIGHT.unknown), indicators: unknown.length }]),
    // A chat compares with the previous period alone.
    ...successionSentences(view, ['previous']).map((sentence) =>
      plain([sentence], section, WEIGHT.succession),
    ),
  ];
}

/** Zero now and, where it is known, zero before. */
export function isNothing({ total, previous }: IndicatorFigures): boolean {
  return total !== null && isZero(total) && (previous === null || isZero(previous));
}

/** The very same figure as before, and no target to speak of. */
function isUnchanged({ total, previous, met }: IndicatorFigures): boolean {
  if (total === null || previous === null || met !== null) return false;
  if (isRatio(total) && isRatio(previous)) {
    return total.part === previous.part && total.whole === previous.whole;
  }
  return total === previous;
}

function plain(text: RichText, section: string, weight: number): DigestLine {
  return { text, detail: undefined, section, weight, indicators: 0, opinions: 0, belowTarget: 0 };
}

function indicatorLine(view: DigestView, indicator: IndicatorFigures, section: string): DigestLine {
  const { met } = indicator;
  const weight = met === null ? WEIGHT.changed : met ? WEIGHT.aimed : WEIGHT.missed;
  const text = [`${labelOf(indicator)}: `, ...indicatorWords(indicator)];
  return { ...plain(text, section, weight), detail: belowTarget(view, indicator), indicators: 1 };
}

/** `41/42 vụ (97,6 %), giảm 1,2 điểm, chưa đạt chỉ tiêu 98 %` */
export function indicatorWords(indicator: IndicatorFigures): RichText {
  const { total, previous, target, met } = indicator;
  const change = total === null || previous === null ? undefined : changeWords(total, previous);
  const verdict =
    met === null || target === null
      ? undefined
      : `${met ? 'đạt' : 'chưa đạt'} chỉ tiêu ${formatTarget(target)}`;
  const rate = total !== null && isRatio(total) ? ` (${rateWords(total, target)})` : '';
  return [
    { bold: totalWords(indicator) },
    rate,
    change === undefined ? '' : `, ${change}`,
    ...(verdict === undefined ? [] : [', ', met === false ? { bold: verdict } : verdict]),
  ];
}

export function labelOf({ label }: IndicatorFigures): string {
  return clip(onOneLine(label), LONGEST_LABEL);
}

export function rateWords({ part, whole }: Ratio, target: number | null): string {
  return formatRate(part, whole, target ?? undefined);
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

function belowTarget(view: DigestView, indicator: IndicatorFigures): DigestLine['detail'] {
  const words = belowTargetWords(view, indicator);
  return words === undefined
    ? undefined
    : {
        text: [`– ${words}`],
        alone: [`${labelOf(indicator)}: ${words}`],
        weight: indicator.met === false ? WEIGHT.belowMissed : WEIGHT.belowMet,
      };
}

/** `thấp nhất: xã Bình Minh 5/6`, `42 xã dưới chỉ tiêu, thấp nhất: …`; undefined where no unit is below it. */
export function belowTargetWords(view: DigestView, indicator: IndicatorFigures): string | undefined {
  const below = unitsBelowTarget(indicator);
  if (below.length === 0) return undefined;
  const noun = nounOf(view);
  const named = (units: typeof below) => {
    const names = units.map(({ unit, value }) => `${unitName(view, unit)} ${formatRatio(value)}`);
    return listNames(names, MOST_UNITS, noun);
  };
  const lowest = lowestUnits(indicator);
  if (lowest.length === 0) return `dưới chỉ tiêu: ${named(below)}`;
  const count = below.length > lowest.length ? `${formatNumber(below.length)} ${noun} dưới chỉ tiêu, ` : '';
  return `${count}thấp nhất: ${named(lowest)}`;
}

/** Several indicators of which there is the same to say, on lines of a few rows each. */
function together(
  words: string,
  indicators: readonly IndicatorFigures[],
  section: string,
  weight: number,
): readonly DigestLine[] {
  const lines: { text: string; indicators: number }[] = [];
  for (const indicator of indicators) {
    const name =
      weight === WEIGHT.same ? `${labelOf(indicator)} ${totalWords(indicator)}` : labelOf(indicator);
    const last = lines.at(-1);
    const longer = last && `${last.text}; ${name}`;
    if (last !== undefined && longer !== undefined && rowsOf(longer) <= MOST_ROWS) {
      last.text = longer;
      last.indicators += 1;
    } else lines.push({ text: `${words}: ${name}`, indicators: 1 });
  }
  return lines.map((line) => ({
    ...plain([line.text], section, weight),
    indicators: line.indicators,
  }));
}

function totalWords(indicator: IndicatorFigures): string {
  return indicator.total === null ? '' : withCounted(indicator.total, indicator);
}

/** Footnotes: what units answered when they were asked about a figure. */
function explanationLines(view: DigestView): readonly DigestLine[] {
  const { explanations = [], period } = view.figures;
  return explanations.map(({ unit, period: of, field, text }) => {
    const when = of === period || view.findings.parts?.includes(of) ? '' : ' kỳ trước';
    const about = `${unitName(view, unit)}, ${fieldName(view, field)}${when}`;
    return plain([`• ${about}: “${clip(onOneLine(text), LONGEST_QUOTE)}”`], EXPLANATIONS, WEIGHT.explanation);
  });
}

/** Leaders read whom one might ask; who settles it with the units reads why. */
function signalLines(view: DigestView): readonly DigestLine[] {
  const { found, reasons } = view.signals ?? { found: [], reasons: false };
  const names = {
    unit: (code: string) => unitName(view, code),
    field: (code: string) => fieldName(view, code),
  };
  const lines = reasons
    ? found.map((signal) => wordSignal(signal, names, nounOf(view)))
    : wordSignalUnits(found, names, nounOf(view));
  return lines.map((line) => plain([line], SIGNALS, WEIGHT.signal));
}

/** Units that wrote the same share a line. */
function opinionLines(view: DigestView): readonly DigestLine[] {
  const fields = new Map<string, Map<string, string[]>>();
  for (const { unit, field, text } of view.figures.texts) {
    const texts = fields.get(field) ?? new Map<string, string[]>();
    fields.set(field, texts);
    const words = onOneLine(text);
    const units = texts.get(words) ?? [];
    texts.set(words, units);
    units.push(unitName(view, unit));
  }
  const noun = nounOf(view);
  return [...fields].flatMap(([field, texts]) =>
    [...texts].map(([words, units], index): DigestLine => {
      const who = listNames(units, MOST_UNITS, noun);
      return {
        text: [`• ${who}: “${clip(quotable(words), LONGEST_QUOTE)}”`],
        detail: undefined,
        section: fieldName(view, field),
        weight: index === 0 ? WEIGHT.firstOpinion : WEIGHT.opinion,
        indicators: 0,
        opinions: units.length,
        belowTarget: 0,
      };
    }),
  );
}

/** Days are stored as ISO dates and said as people say them. */
export function quotable(words: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(words) ?? [];
  return year === undefined ? words : `${Number(day)}/${Number(month)}/${year}`;
}
