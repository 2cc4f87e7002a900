import type { Temporal } from 'temporal-polyfill';
import type { DigestView } from '../core/conversation/context.ts';
import type { DigestChanges, IndicatorChange } from '../core/digest/supplement.ts';
import { isRatio, type Value } from '../core/forms/definition.ts';
import type { OutgoingMessage, RichText } from '../core/messages.ts';
import { unitName, nounOf, fieldName } from './digest-names.ts';
import { formatMoment, formatRate, formatTarget, formatValue, periodName } from './numbers.ts';
import { clip, onOneLine } from './screen.ts';
import { listNames, midSentence } from './unit-names.ts';

const MOST_LINES = 8;
const MOST_NAMES = 5;
const MOST_UNITS = 2;
const LONGEST_LABEL = 60;
const LONGEST_QUOTE = 120;

/** What changed after a digest was sent, at most a dozen lines; what does not fit is counted. */
export function wordSupplement(
  view: DigestView,
  changes: DigestChanges,
  sentAt: Temporal.Instant,
  zone: string,
): OutgoingMessage {
  const { code, start, end } = view.names.period;
  const lines = linesOf(view, changes);
  const shown = lines.length > MOST_LINES ? lines.slice(0, MOST_LINES - 1) : lines;
  const left = lines.length - shown.length;
  const all: readonly RichText[] = [
    [{ bold: `Bổ sung tổng hợp ${periodName(code, start, end)}` }],
    [clip(onOneLine(view.names.body), LONGEST_LABEL)],
    [`Sau bản đã gửi ${formatMoment(sentAt, zone)}, số liệu đã thay đổi:`],
    ...shown,
    ...(left > 0 ? [[`– và ${left} thay đổi khác`]] : []),
  ];
  return { text: all.flatMap((line, index) => [...(index === 0 ? [] : ['\n']), ...line]), buttons: [] };
}

function linesOf(view: DigestView, changes: DigestChanges): readonly RichText[] {
  const noun = nounOf(view);
  const names = (units: readonly string[]) =>
    listNames(
      units.map((unit) => unitName(view, unit)),
      MOST_NAMES,
      noun,
    );
  const [, expected] = changes.expected;
  const [, received] = changes.received;
  return [
    ...(changes.came.length > 0
      ? [[`– Đã báo cáo thêm: ${names(changes.came)}; nay ${received}/${expected}`]]
      : []),
    ...(changes.excused.length > 0
      ? [[`– Được miễn: ${names([...new Set(changes.excused.map(({ unit }) => unit))])}`]]
      : []),
    ...(changes.missing.length > 0
      ? [[`– Còn phải báo cáo: ${names(changes.missing)}; nay ${received}/${expected}`]]
      : []),
    ...changes.indicators.map((change) => indicatorLine(view, change)),
    ...changes.said.map(({ unit, field, text }) => [
      `– ${fieldName(view, field)}, ${names([unit])} bổ sung: “${clip(onOneLine(text), LONGEST_QUOTE)}”`,
    ]),
    ...changes.unsaid.map(({ unit, field, text }) => [
      `– ${fieldName(view, field)}, ${names([unit])} không còn ý: “${clip(onOneLine(text), LONGEST_QUOTE)}”`,
    ]),
  ];
}

function indicatorLine(view: DigestView, change: IndicatorChange): RichText {
  const { label, before, after, target, met, units } = change;
  // Who reported only now stands above; who corrected a figure is named with it.
  const corrected = units.filter((one) => one.before !== null).slice(0, MOST_UNITS);
  const details = corrected.map(
    (one) => `${midSentence(unitName(view, one.unit))} ${words(one.before)} → ${words(one.after)}`,
  );
  const verdict =
    met === null || target === null
      ? ''
      : `, nay ${met ? 'đạt' : 'chưa đạt'} chỉ tiêu ${formatTarget(target)}`;
  return [
    `– ${clip(onOneLine(label), LONGEST_LABEL)}: ${words(before)} → `,
    { bold: words(after) },
    after !== null && isRatio(after) ? ` (${formatRate(after.part, after.whole, target ?? undefined)})` : '',
    verdict,
    details.length > 0 ? `; ${details.join(', ')}` : '',
  ];
}

function words(value: Value | null): string {
  return value === null ? 'chưa có' : formatValue(value);
}
