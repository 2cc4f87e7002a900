import { Temporal } from 'temporal-polyfill';
import type { FieldType, Ratio, Value } from '../core/forms/definition.ts';
import { isRatio } from '../core/forms/definition.ts';

// Not Intl: its data differ between builds of Node, and what a person was told is stored and compared.

/** Dots group thousands, a comma begins the decimals: `1.234`, `-12,5`. At most six decimals. */
export function formatNumber(value: number): string {
  const decimals = Number.isInteger(value) ? 0 : 6;
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(decimals).split('.');
  const significant = fraction.replace(/0+$/, '');
  const sign = value < 0 && (Number(whole) > 0 || significant !== '') ? '-' : '';
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '.');
  return sign + grouped + (significant === '' ? '' : `,${significant}`);
}

/** `11/13`, `1.234/1.240`. */
export function formatRatio(ratio: Ratio): string {
  return `${formatNumber(ratio.part)}/${formatNumber(ratio.whole)}`;
}

/**
 * The rate of a ratio with one decimal: `98,5 %`; `không phát sinh` when there was nothing to do (whole = 0).
 * Rounding never claims more than there is: only all of it is `100 %`, only nothing is `0 %`. With `target` (0-1) as many
 * decimals are shown as it takes to see on which side of the target the rate lies: 99,68 % is below 99,7 %.
 */
export function formatRate(part: number, whole: number, target?: number): string {
  if (whole === 0) return 'không phát sinh';
  const percent = (part / whole) * 100;
  if (part === whole || part === 0) return `${formatNumber(percent)} %`;
  const isMet = target !== undefined && part / whole >= target;
  // 0.57 * 100 is 56.99999999999999.
  const targetPercent = Number(((target ?? 0) * 100).toFixed(6));
  const MOST = 6;
  for (let decimals = 1; decimals < MOST; decimals += 1) {
    const shown = Number(percent.toFixed(decimals));
    const looksMet = shown >= targetPercent;
    if (shown > 0 && shown < 100 && (target === undefined || looksMet === isMet)) {
      return withDecimals(percent, decimals);
    }
  }
  return withDecimals(percent, MOST);
}

/** A target between 0 and 1 as a percentage: `98 %`, `99,7 %`. */
export function formatTarget(target: number): string {
  return `${formatNumber(Number((target * 100).toFixed(4)))} %`;
}

function withDecimals(percent: number, decimals: number): string {
  return `${percent.toFixed(decimals).replace('.', ',')} %`;
}

/** A value as it is shown to people; `type` is needed for dates, which are stored as ISO days. */
export function formatValue(value: Value, type?: FieldType): string {
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') {
    return type === 'date' ? formatDate(Temporal.PlainDate.from(value)) : value;
  }
  return isRatio(value) ? formatRatio(value) : value.join('; ');
}

const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];

/** `thứ Hai` … `Chủ nhật`. */
export function weekdayName(date: Temporal.PlainDate): string {
  return WEEKDAYS[date.dayOfWeek - 1] ?? '';
}

/** `28/8`. */
export function formatDay(date: Temporal.PlainDate): string {
  return `${date.day}/${date.month}`;
}

/** `28/8/2017`. */
export function formatDate(date: Temporal.PlainDate): string {
  return `${formatDay(date)}/${date.year}`;
}

/** `16:00`. */
export function formatTime(instant: Temporal.Instant, zone: string): string {
  const local = instant.toZonedDateTimeISO(zone);
  return `${String(local.hour).padStart(2, '0')}:${String(local.minute).padStart(2, '0')}`;
}

/** `thứ Sáu 28/8, 16:00`. */
export function formatMoment(instant: Temporal.Instant, zone: string): string {
  const date = instant.toZonedDateTimeISO(zone).toPlainDate();
  return `${weekdayName(date)} ${formatDay(date)}, ${formatTime(instant, zone)}`;
}

/** `16:00 thứ Sáu 28/8`. */
export function localMoment(local: Temporal.PlainDateTime): string {
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${time} ${weekdayName(local.toPlainDate())} ${formatDay(local.toPlainDate())}`;
}

/** `20 phút`, `1 giờ 20 phút`, `2 ngày 3 giờ`: the two largest units. Seconds are dropped. */
export function formatDuration(minutes: number): string {
  const total = Math.max(0, Math.floor(minutes));
  const fullDays = Math.floor(total / 1440);
  const hours = Math.floor((total % 1440) / 60);
  const rest = total % 60;
  const parts =
    fullDays > 0
      ? [count(fullDays, 'ngày'), count(hours, 'giờ')]
      : [count(hours, 'giờ'), count(rest, 'phút')];
  return parts.filter((part) => part !== '').join(' ') || '0 phút';
}

function count(number: number, unit: string): string {
  return number === 0 ? '' : `${formatNumber(number)} ${unit}`;
}

const QUARTERS = ['I', 'II', 'III', 'IV'];

/**
 * The name of a period by its code, both days included in the data: `tuần 34/2017 (21/8–27/8)`, `tháng 8/2017`,
 * `quý III/2017`, `6 tháng đầu năm 2017`, `9 tháng 2017`, `năm 2017`, `giai đoạn 2012–2017`. A month or longer that
 * does not close on its calendar's last day also names its days: `tháng 8/2017 (15/7–14/8)`. A code of no known kind is
 * named by its days alone: `1/8–15/8/2017`.
 */
export function periodName(code: string, start: Temporal.PlainDate, end: Temporal.PlainDate): string {
  const week = weekName(code);
  if (week !== undefined) return `${week} (${days(start, end)})`;
  const name = longPeriodName(code);
  if (name === undefined)
    return start.year === end.year ? `${days(start, end)}/${end.year}` : days(start, end);
  const wholeMonths = start.day === 1 && end.day === end.daysInMonth;
  return wholeMonths ? name : `${name} (${days(start, end)})`;
}

/** The same without days, of its code alone: `tuần 34/2017`; a code of no known kind as it is written. */
export function codeName(code: string): string {
  return weekName(code) ?? longPeriodName(code) ?? code;
}

function weekName(code: string): string | undefined {
  const week = /^(\d{4})-W(\d{2})$/.exec(code);
  return week ? `tuần ${Number(week[2])}/${week[1]}` : undefined;
}

function longPeriodName(code: string): string | undefined {
  const [, year = '', part] = /^(\d{4})(?:-(\d{2}|Q[1-4]|H[12]|9M))?$/.exec(code) ?? [];
  if (year === '') {
    const years = /^(\d{4})\.\.(\d{4})$/.exec(code);
    return years ? `giai đoạn ${years[1]}–${years[2]}` : undefined;
  }
  if (part === undefined) return `năm ${year}`;
  if (part === '9M') return `9 tháng ${year}`;
  if (part === 'H1') return `6 tháng đầu năm ${year}`;
  if (part === 'H2') return `6 tháng cuối năm ${year}`;
  if (part.startsWith('Q')) return `quý ${QUARTERS[Number(part.slice(1)) - 1] ?? part}/${year}`;
  return `tháng ${Number(part)}/${year}`;
}

/** `21/8–27/8`, with the years where they differ. */
function days(start: Temporal.PlainDate, end: Temporal.PlainDate): string {
  return start.year === end.year
    ? `${formatDay(start)}–${formatDay(end)}`
    : `${formatDate(start)}–${formatDate(end)}`;
}

/** `05/02/2026`: as official prose writes days below 10 and the first two months, so that nothing can be put before them. */
export function longDate(date: Temporal.PlainDate): string {
  return `${String(date.day).padStart(2, '0')}/${longMonth(date.month)}/${date.year}`;
}

/** `01`, `02`, `3` … `12`. */
export function longMonth(month: number): string {
  return month < 3 ? `0${month}` : String(month);
}
