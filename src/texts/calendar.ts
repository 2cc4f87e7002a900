import { Temporal } from 'temporal-polyfill';
import type { Holiday, HolidayKind } from '../core/calendar/holidays.ts';
import type { NoticeChanges } from '../core/calendar/notice-changes.ts';
import { formatDate, formatMoment, formatNumber, weekdayName } from './numbers.ts';

const KINDS: Readonly<Record<HolidayKind, string>> = {
  holiday: 'nghỉ lễ',
  compensatory: 'nghỉ bù',
  swapped_rest: 'nghỉ hoán đổi',
  swapped_work: 'làm bù',
};

/** Where the days of a year come from. */
export type YearOrigin =
  | { readonly kind: 'imported'; readonly source: string; readonly at: Temporal.Instant }
  | { readonly kind: 'built-in' | 'by-rule' };

/** A year of the calendar for the operator: its standing, then each day with its source. */
export function wordYear(
  year: number,
  origin: YearOrigin,
  days: readonly Holiday[],
  zone: string,
): readonly string[] {
  return [`Năm ${year}: ${wordOrigin(origin, zone)}`, ...days.map((one) => `  ${wordDay(one)}`)];
}

function wordOrigin(origin: YearOrigin, zone: string): string {
  switch (origin.kind) {
    case 'imported': {
      const day = origin.at.toZonedDateTimeISO(zone).toPlainDate();
      return `đã công bố, theo ${origin.source} (nhập ngày ${formatDate(day)})`;
    }
    case 'built-in':
      return 'đã công bố, có sẵn trong phần mềm';
    case 'by-rule':
      return 'chưa công bố, tính theo luật; khi có thông báo, nhập bằng: npx hai-chieu calendar import TỆP';
  }
}

function wordDay({ date, kind, name, source }: Holiday): string {
  return `${weekdayName(date)} ${formatDate(date)}: ${KINDS[kind]}, ${name} (${source})`;
}

/** What an import changes in its year. */
export function wordChanges(
  year: number,
  { added, removed, changed }: NoticeChanges,
  dryRun: boolean,
): readonly string[] {
  const rows = [
    ...added.map((one) => ({ date: one.date, line: `  + ${wordDay(one)}` })),
    ...removed.map((one) => ({ date: one.date, line: `  - ${wordDay(one)}` })),
    ...changed.map(({ before, after }) => ({ date: after.date, line: `  ~ ${wordChange(before, after)}` })),
  ].toSorted((one, other) => Temporal.PlainDate.compare(one.date, other.date));
  return [
    `Năm ${year}: thêm ${added.length} ngày, bỏ ${removed.length}, thay đổi ${changed.length}`,
    ...rows.map(({ line }) => line),
    dryRun ? 'Xem trước, chưa nhập gì.' : 'Đã nhập. Dịch vụ đang chạy theo lịch mới trong vòng một phút.',
  ];
}

function wordChange(before: Holiday, after: Holiday): string {
  if (before.kind === after.kind && before.name === after.name) return wordDay(after);
  return `${wordDay(after)}; trước là ${KINDS[before.kind]}, ${before.name}`;
}

export type KeptDue = { readonly form: string; readonly period: string; readonly dueAt: Temporal.Instant };

const MOST_KEPT = 20;

/** Periods that stay due on what is now a day off. */
export function wordKeptDues(kept: readonly KeptDue[], zone: string): readonly string[] {
  if (kept.length === 0) return [];
  const more = kept.length - MOST_KEPT;
  return [
    'Kỳ đã lập giữ nguyên hạn nộp. Các kỳ sau đến hạn vào ngày nghỉ:',
    ...kept
      .slice(0, MOST_KEPT)
      .map(({ form, period, dueAt }) => `  mẫu ${form}, kỳ ${period}: hạn nộp ${formatMoment(dueAt, zone)}`),
    ...(more > 0 ? [`  … và ${formatNumber(more)} kỳ nữa`] : []),
  ];
}

export const CALENDAR = {
  unchanged: (year: number) => `Năm ${year}: không có gì thay đổi.`,
  badYear: (text: string, first: number, last: number) =>
    `“${text}” không phải là năm từ ${first} đến ${last}; ví dụ: --year 2027`,
} as const;
