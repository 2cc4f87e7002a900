import { Temporal } from 'temporal-polyfill';
import type { Holiday, HolidayKind, HolidayNotice } from './holidays.ts';

type Row = readonly [monthAndDay: string, kind: HolidayKind, name: string, source: string];

const LAW = 'Bộ luật Lao động 2019, Điều 112';
const NOTICE_2025 = '6150/TB-BLĐTBXH';
const NOTICE_2026 = '9441/TB-BNV';
const NEW_YEAR_2026 = '12729/VPCP-KGVX';

const DAYS_2025: readonly Row[] = [
  ['01-01', 'holiday', 'Tết Dương lịch', LAW],
  ['01-27', 'holiday', 'Tết Nguyên đán (28 tháng Chạp)', NOTICE_2025],
  ['01-28', 'holiday', 'Tết Nguyên đán (29 tháng Chạp)', NOTICE_2025],
  ['01-29', 'holiday', 'Tết Nguyên đán (mùng 1)', NOTICE_2025],
  ['01-30', 'holiday', 'Tết Nguyên đán (mùng 2)', NOTICE_2025],
  ['01-31', 'holiday', 'Tết Nguyên đán (mùng 3)', NOTICE_2025],
  ['04-07', 'holiday', 'Giỗ Tổ Hùng Vương', LAW],
  ['04-26', 'swapped_work', 'Làm bù cho ngày 2/5', NOTICE_2025],
  ['04-30', 'holiday', 'Ngày Chiến thắng', LAW],
  ['05-01', 'holiday', 'Quốc tế Lao động', LAW],
  ['05-02', 'swapped_rest', 'Nghỉ hoán đổi với ngày 26/4', NOTICE_2025],
  ['09-01', 'holiday', 'Quốc khánh', NOTICE_2025],
  ['09-02', 'holiday', 'Quốc khánh', LAW],
];

const DAYS_2026: readonly Row[] = [
  ['01-01', 'holiday', 'Tết Dương lịch', LAW],
  ['01-02', 'swapped_rest', 'Nghỉ hoán đổi với ngày 10/1', NEW_YEAR_2026],
  ['01-10', 'swapped_work', 'Làm bù cho ngày 2/1', NEW_YEAR_2026],
  ['02-16', 'holiday', 'Tết Nguyên đán (29 tháng Chạp)', NOTICE_2026],
  ['02-17', 'holiday', 'Tết Nguyên đán (mùng 1)', NOTICE_2026],
  ['02-18', 'holiday', 'Tết Nguyên đán (mùng 2)', NOTICE_2026],
  ['02-19', 'holiday', 'Tết Nguyên đán (mùng 3)', NOTICE_2026],
  ['02-20', 'holiday', 'Tết Nguyên đán (mùng 4)', NOTICE_2026],
  ['04-26', 'holiday', 'Giỗ Tổ Hùng Vương', LAW],
  ['04-27', 'compensatory', 'Nghỉ bù Giỗ Tổ Hùng Vương', 'Bộ luật Lao động 2019, khoản 3 Điều 111'],
  ['04-30', 'holiday', 'Ngày Chiến thắng', LAW],
  ['05-01', 'holiday', 'Quốc tế Lao động', LAW],
  ['08-22', 'swapped_work', 'Làm bù cho ngày 31/8', NOTICE_2026],
  ['08-31', 'swapped_rest', 'Nghỉ hoán đổi với ngày 22/8', NOTICE_2026],
  ['09-01', 'holiday', 'Quốc khánh', NOTICE_2026],
  ['09-02', 'holiday', 'Quốc khánh', LAW],
  // A swap with Monday 23/11 was proposed; no decision was seen.
  ['11-24', 'holiday', 'Ngày Văn hóa Việt Nam', 'Nghị quyết 28/2026/QH16, Điều 2'],
];

/** The years whose civil-service holidays were announced when this release was made. A later notice is data: `withNotice`. */
export const ANNOUNCED: readonly HolidayNotice[] = [
  { year: 2025, days: DAYS_2025.map((row) => toHoliday(2025, row)) },
  { year: 2026, days: DAYS_2026.map((row) => toHoliday(2026, row)) },
];

function toHoliday(year: number, [monthAndDay, kind, name, source]: Row): Holiday {
  return { date: Temporal.PlainDate.from(`${year}-${monthAndDay}`), kind, name, source, announced: true };
}
