import type { Temporal } from 'temporal-polyfill';
import type { SpanRefusal } from '../core/actions/open-span.ts';
import type { PeriodMoments } from '../core/calendar/period-moments.ts';
import { formatDate, formatNumber, formatTime, periodName, weekdayName } from './numbers.ts';

/** A period as the operator sees it. */
export type ListedPeriod = {
  readonly form: string;
  readonly code: string;
  readonly start: Temporal.PlainDate;
  readonly end: Temporal.PlainDate;
} & PeriodMoments;

/** Why a span is not opened, with the remedy. */
export function wordSpanRefusal(refusal: SpanRefusal, zone: string): string {
  switch (refusal.kind) {
    case 'unknown-form':
      return `không có mẫu “${refusal.form}”; các mẫu đang có: ${listed(refusal.known)}`;
    case 'not-custom':
      return `kỳ của mẫu ${refusal.form} tự mở theo lịch, không mở bằng tay; mẫu có period: custom: ${listed(refusal.custom)}`;
    case 'bad-span':
      return refusal.problem;
    case 'one-end':
      return `“${refusal.written}” chỉ có một đầu; xin viết cả đầu và cuối, ví dụ: ${refusal.span}`;
    case 'already-open':
      return `kỳ ${refusal.code} của mẫu ${refusal.form} đã mở; xem các kỳ bằng lệnh: npx hai-chieu periods list --form ${refusal.form}`;
    case 'due-not-after-opening': {
      const what = `hạn nộp${refusal.byRule ? ' theo mẫu' : ''} ${fullMoment(refusal.dueAt, zone)}`;
      return `${what} không sau lúc mở kỳ ${fullMoment(refusal.opensAt, zone)}; xin ghi hạn muộn hơn bằng --due`;
    }
    case 'lock-before-due': {
      const what = `khóa sổ${refusal.byRule ? ' theo mẫu' : ''} ${fullMoment(refusal.locksAt, zone)}`;
      return `${what} trước hạn nộp ${fullMoment(refusal.dueAt, zone)}; xin ghi lúc khóa sổ muộn hơn bằng --lock`;
    }
  }
}

function listed(codes: readonly string[]): string {
  return codes.length === 0 ? 'chưa có' : codes.join(', ');
}

/** What opening a span does, or would do. */
export function wordOpening(
  period: ListedPeriod,
  { units, kind, dryRun }: { readonly units: number; readonly kind: string; readonly dryRun: boolean },
  zone: string,
): readonly string[] {
  return [
    `Mẫu ${period.form}, kỳ ${period.code}: ${spanWords(period)}`,
    `  mở ${fullMoment(period.opensAt, zone)}`,
    `  hạn nộp ${fullMoment(period.dueAt, zone)}`,
    `  khóa sổ ${fullMoment(period.locksAt, zone)}`,
    units === 0
      ? `  chưa có đơn vị nào phải nộp: không có đơn vị loại ${kind} vào ngày cuối kỳ`
      : `  ${formatNumber(units)} đơn vị phải nộp`,
    dryRun ? 'Xem trước, chưa mở.' : 'Đã mở. Tin nhắc được gửi theo mẫu.',
  ];
}

/** A line of the list of periods; `expected` counts who owes a report, `exempt` those who are excused. */
export function wordListedPeriod(
  period: ListedPeriod & { readonly expected: number; readonly received: number; readonly exempt: number },
  state: PeriodState,
  zone: string,
): string {
  const count = `đã nộp ${formatNumber(period.received)}/${formatNumber(period.expected)}`;
  const exempt = period.exempt === 0 ? '' : `, miễn ${formatNumber(period.exempt)}`;
  return `${period.form} ${period.code} (${STATES[state]}): hạn nộp ${fullMoment(period.dueAt, zone)}, khóa sổ ${fullMoment(period.locksAt, zone)}; ${count}${exempt}`;
}

export type PeriodState = 'coming' | 'open' | 'overdue' | 'locked';

const STATES: Readonly<Record<PeriodState, string>> = {
  coming: 'chưa mở',
  open: 'đang mở',
  overdue: 'quá hạn, còn nhận',
  locked: 'đã khóa sổ',
};

function spanWords({ code, start, end }: ListedPeriod): string {
  return `${periodName(code, start, end)}, số liệu ${formatDate(start)}–${formatDate(end)}`;
}

/** `thứ Hai 15/1/2018, 16:00`: a span may be due in another year. */
function fullMoment(instant: Temporal.Instant, zone: string): string {
  const date = instant.toZonedDateTimeISO(zone).toPlainDate();
  return `${weekdayName(date)} ${formatDate(date)}, ${formatTime(instant, zone)}`;
}

export const PERIODS = {
  none: (form: string | undefined) =>
    form === undefined
      ? 'Chưa có kỳ nào.'
      : `Mẫu ${form} chưa có kỳ nào; mẫu có period: custom được mở bằng lệnh: npx hai-chieu periods open ${form} KỲ`,
} as const;
