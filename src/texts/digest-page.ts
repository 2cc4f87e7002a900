import type { Temporal } from 'temporal-polyfill';
import type { DigestView } from '../core/conversation/context.ts';
import type { IndicatorFigures } from '../core/digest/figures.ts';
import type { PageUnit, StateCounts, UnitState } from '../core/digest/page.ts';
import type { RichText } from '../core/messages.ts';
import type { Value } from '../core/forms/definition.ts';
import { changeWords } from './changes.ts';
import { hasRate, headingOf, withCounted } from './counted.ts';
import { rateWords } from './digest-lines.ts';
import { fieldName, nounOf, unitName } from './digest-names.ts';
import { standoutSentences } from './digest-standouts.ts';
import { LATE_CAUSE_WORDS } from './late.ts';
import { message } from './lines.ts';
import { formatDate, formatNumber, formatTarget, formatTime, formatValue, periodName } from './numbers.ts';
import { quotable } from './opinions.ts';
import { capital } from './report-lines.ts';
import { onOneLine } from './screen.ts';
import { midSentence } from './unit-names.ts';

const STATES: Readonly<Record<UnitState, string>> = {
  'in-time': 'Đúng hạn',
  late: 'Trễ',
  missing: 'Chưa báo cáo',
  exempt: 'Được miễn',
};

/** More names stand in the groups below. */
const STANDOUTS = { units: 20, note: 300, many: { units: 10, groups: 40 } };

export const DIGEST_PAGE = {
  title: ({ names }: DigestView) => {
    const { code, start, end } = names.period;
    return `Tổng hợp ${periodName(code, start, end)}`;
  },
  about: ({ names }: DigestView) => `${onOneLine(names.body)}: ${midSentence(onOneLine(names.form))}`,
  sentAt: (at: Temporal.Instant, zone: string) =>
    `Số liệu lúc gửi, ${formatTime(at, zone)} ngày ${formatDate(at.toZonedDateTimeISO(zone).toPlainDate())}. Liên kết của riêng đồng chí, xin đừng chuyển cho người khác.`,
  remark: ({ text, by }: { readonly text: string; readonly by: string }) =>
    `Lời dẫn của đồng chí ${by}: “${text}”`,
  all: 'Xem đủ',
  whole: 'Tất cả',
  noteworthy: 'Đáng chú ý',
  explanations: 'Giải trình',
  units: 'Đơn vị',
  state: 'Tình trạng',
  place: 'Nơi',
  received: 'Đã báo cáo',
  late: 'Trễ',
  missing: 'Chưa',
  exempt: 'Miễn',
  unknown: 'chưa có',
  unknownOf: (indicators: readonly IndicatorFigures[]) =>
    `Chưa có số liệu: ${indicators.map(({ label }) => onOneLine(label)).join('; ')}.`,
  openGroup: 'Bấm tên để xem từng nơi.',
  elsewhere: (count: number) => `Còn ${formatNumber(count)} ý kiến ở trang của từng nơi.`,
  elsewhereOnPages: (count: number) => `Còn ${formatNumber(count)} ý kiến ở các trang khác.`,
  pageOf: (page: number, pages: number) => `Trang ${formatNumber(page)}/${formatNumber(pages)}`,
  previous: 'Trang trước',
  next: 'Trang sau',
  over: 'Liên kết này đã hết hạn, hoặc đồng chí không còn được xem bản tổng hợp này. Số liệu hiện tại: gõ /tonghop trong cuộc trò chuyện.',
} as const;

/** Below a digest that leaves something out. */
export function pagesAt(text: RichText, addresses: readonly string[]): RichText {
  return message(text, ...addresses.map((address) => `${DIGEST_PAGE.all}: ${address}`));
}

/** `3.285/3.321 xã đã báo cáo: 3.265 đúng hạn, 20 trễ; 36 chưa báo cáo; 5 được miễn.` */
export function countWords(view: DigestView, counts: StateCounts): string {
  const { late, missing, exempt } = counts;
  const inTime = counts['in-time'];
  const received = inTime + late;
  const owed = received + missing;
  const excused = exempt > 0 ? `${formatNumber(exempt)} được miễn` : undefined;
  if (owed === 0) return `${capital(excused ?? 'không có đơn vị nào phải báo cáo')}.`;
  const times = [
    ...(inTime > 0 ? [`${formatNumber(inTime)} đúng hạn`] : []),
    ...(late > 0 ? [`${formatNumber(late)} trễ`] : []),
  ].join(', ');
  const rest = [
    ...(missing > 0 ? [`${formatNumber(missing)} chưa báo cáo`] : []),
    ...(excused === undefined ? [] : [excused]),
  ];
  const came = `${formatNumber(received)}/${formatNumber(owed)} ${nounOf(view)} đã báo cáo${times === '' ? '' : `: ${times}`}`;
  return `${[came, ...rest].join('; ')}.`;
}

/** An indicator's total, and what it is to be seen against: `kỳ trước 40/42, tăng 2 điểm; chỉ tiêu 98 %, chưa đạt`. */
export function indicatorRow(indicator: IndicatorFigures): {
  readonly label: string;
  readonly total: string;
  readonly against: string;
} {
  const { total, previous, target, met } = indicator;
  const change = total === null || previous === null ? undefined : changeWords(total, previous);
  const against = [
    ...(previous === null ? [] : [[`kỳ trước ${formatValue(previous)}`, change]]),
    ...(target === null
      ? []
      : [[`chỉ tiêu ${formatTarget(target)}`, met === null ? undefined : met ? 'đạt' : 'chưa đạt']]),
  ].map((words) => words.filter((word) => word !== undefined).join(', '));
  const rate = hasRate(total) ? ` (${rateWords(total, target)})` : '';
  return {
    label: onOneLine(indicator.label),
    total: total === null ? DIGEST_PAGE.unknown : `${withCounted(total, indicator)}${rate}`,
    against: capital(against.join('; ')),
  };
}

/** `Đúng hạn`, `Trễ (mạng yếu)`, `Được miễn: bão số 10` */
export function stateWords({ state, reason, cause }: PageUnit): string {
  if (state === 'exempt' && reason !== undefined) return `${STATES.exempt}: ${onOneLine(reason)}`;
  const why = cause === undefined ? '' : ` (${LATE_CAUSE_WORDS[cause].toLowerCase()})`;
  return `${STATES[state]}${why}`;
}

export function cellWords(value: Value | null): string {
  return value === null ? '' : formatValue(value);
}

export function columnHeads({ figures }: DigestView): readonly string[] {
  return figures.indicators.map((indicator) => onOneLine(headingOf(indicator)));
}

export function noteworthyWords(view: DigestView): readonly string[] {
  return standoutSentences(view, STANDOUTS).map(({ text }) => `${text}.`);
}

/** As written, with who wrote it. */
export function saidWords(view: DigestView, unit: string, text: string): string {
  return `${capital(midSentence(unitName(view, unit)))}: “${quotable(onOneLine(text))}”`;
}

export function explanationWords(view: DigestView): readonly string[] {
  const { explanations = [], period } = view.figures;
  return explanations.map(({ unit, field, text, period: of }) => {
    const when = of === period ? '' : ' kỳ trước';
    return `${unitName(view, unit)}, ${fieldName(view, field)}${when}: “${onOneLine(text)}”`;
  });
}
