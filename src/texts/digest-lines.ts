import type { DigestView } from '../core/conversation/context.ts';
import type { IndicatorFigures } from '../core/digest/figures.ts';
import { lowestUnits, unitsBelowTarget } from '../core/digest/standouts.ts';
import { isZero } from '../core/digest/totals.ts';
import { isRatio, type Ratio } from '../core/forms/definition.ts';
import type { RichText } from '../core/messages.ts';
import { previousChange } from './changes.ts';
import { figureWords, hasRate } from './counted.ts';
import { plain, WEIGHT, type DigestLine } from './digest-line.ts';
import { fieldName, LONGEST_LABEL, nounOf, unitName } from './digest-names.ts';
import { explanationLines, opinionLines } from './digest-said.ts';
import { NOTEWORTHY, standoutSentences } from './digest-standouts.ts';
import { formatNumber, formatRate, formatRatio, formatTarget, formatValue } from './numbers.ts';
import { clip, onOneLine, rowsOf } from './screen.ts';
import { SIGNALS, wordSignal, wordSignalUnits } from './signals.ts';
import { successionSentences } from './succession.ts';
import { listNames, midSentence } from './unit-names.ts';

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
  const most = { units: MOST_UNITS, note: LONGEST_NOTE, many: { units: 1, groups: 2 } };
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
  const { indicators, received } = view.figures;
  const compared = indicators.filter((one) => previousChange(one) !== undefined);
  const section =
    compared.length === 0
      ? 'Kết quả'
      : compared.some((one) => one.same_units !== undefined)
        ? 'Kết quả so với kỳ trước, tính trên cùng các đơn vị'
        : 'Kết quả so với kỳ trước';
  const known = indicators.filter(({ total }) => total !== null);
  const none = known.filter(isNothing);
  const same = known.filter((one) => !none.includes(one) && isUnchanged(one));
  const telling = known.filter((one) => !none.includes(one) && !same.includes(one));
  const unknown = indicators.filter(({ total }) => total === null);
  return [
    ...telling.map((one) => indicatorLine(view, one, section)),
    // Of a stock that nobody reported about, only what was known before.
    ...together(received > 0 ? 'Không đổi' : 'Theo báo cáo gần nhất', same, section, WEIGHT.same),
    ...(none.length > 1 && none.length === indicators.length
      ? counting(none, 'Tất cả các chỉ số đều không phát sinh.', section, WEIGHT.none)
      : together('Không phát sinh', none, section, WEIGHT.none)),
    ...(known.length === 0 && unknown.length > 0
      ? counting(unknown, 'Chưa có số liệu.', section, WEIGHT.unknown)
      : together('Chưa có số liệu', unknown, section, WEIGHT.unknown)),
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
function isUnchanged({ total, previous, same_units: same, met }: IndicatorFigures): boolean {
  if (same || total === null || previous === null || met !== null) return false;
  if (isRatio(total) && isRatio(previous)) {
    return total.part === previous.part && total.whole === previous.whole;
  }
  return total === previous;
}

function indicatorLine(view: DigestView, indicator: IndicatorFigures, section: string): DigestLine {
  const { met } = indicator;
  const weight = met === null ? WEIGHT.changed : met ? WEIGHT.aimed : WEIGHT.missed;
  const text = [`${labelOf(indicator)}: `, ...indicatorWords(indicator)];
  return { ...plain(text, section, weight), detail: belowTarget(view, indicator), indicators: 1 };
}

/** `41/42 vụ (97,6 %), giảm 1,2 điểm, chưa đạt chỉ tiêu 98 %` */
export function indicatorWords(indicator: IndicatorFigures): RichText {
  const { total, target, met } = indicator;
  const change = previousChange(indicator);
  const verdict =
    met === null || target === null
      ? undefined
      : `${met ? 'đạt' : 'chưa đạt'} chỉ tiêu ${formatTarget(target)}`;
  const rate = hasRate(total) ? ` (${rateWords(total, target)})` : '';
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

function belowTarget(view: DigestView, indicator: IndicatorFigures): DigestLine['detail'] {
  const words = belowTargetWords(view, indicator);
  return words === undefined
    ? undefined
    : {
        text: [`– ${words}`],
        alone: [`${labelOf(indicator)}, ${words}`],
        weight: indicator.met === false ? WEIGHT.belowMissed : WEIGHT.belowMet,
      };
}

/**
 * `thấp nhất: xã Bình Minh 5/6`, `42 xã dưới chỉ tiêu, thấp nhất: …`; undefined where no unit is below it, or the only one of all.
 * Where but one unit had anything to measure, its figure is the total that stands before.
 */
export function belowTargetWords(view: DigestView, indicator: IndicatorFigures): string | undefined {
  const below = unitsBelowTarget(indicator);
  if (below.length === 0) return undefined;
  const measured = indicator.units.filter(({ value }) => hasRate(value));
  if (measured.length === 1) {
    const [only] = below;
    const isAlone = only === undefined || Object.keys(view.names.units).length === 1;
    return isAlone ? undefined : `chỉ có số liệu của ${midSentence(unitName(view, only.unit))}`;
  }
  const noun = nounOf(view);
  const named = (units: typeof below) => {
    const names = units.map(({ unit, value }) => beside(unitName(view, unit), formatRatio(value)));
    return listNames(names, MOST_UNITS, noun);
  };
  const lowest = lowestUnits(indicator);
  if (lowest.length === 0) return `dưới chỉ tiêu: ${named(below)}`;
  const count = below.length > lowest.length ? `${formatNumber(below.length)} ${noun} dưới chỉ tiêu, ` : '';
  return `${count}thấp nhất: ${named(lowest)}`;
}

/** `xã Bình Minh 5/6`; `phường 3 (5/6)`, where two numbers would meet. */
function beside(name: string, figure: string): string {
  return /\d$/.test(name) ? `${name} (${figure})` : `${name} ${figure}`;
}

/** A sentence about several indicators that does not name them. */
function counting(
  { length }: readonly IndicatorFigures[],
  sentence: string,
  section: string,
  weight: number,
): readonly DigestLine[] {
  return [{ ...plain([sentence], section, weight), indicators: length }];
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
    } else lines.push({ text: `${last ? `Cũng ${words.toLowerCase()}` : words}: ${name}`, indicators: 1 });
  }
  return lines.map((line) => ({
    ...plain([line.text], section, weight),
    indicators: line.indicators,
  }));
}

function totalWords(indicator: IndicatorFigures): string {
  return indicator.total === null ? '' : figureWords(indicator.total, indicator);
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
