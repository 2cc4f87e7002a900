import { Temporal } from 'temporal-polyfill';
import type { PeriodKind } from '../forms/definition.ts';

/** The kinds whose periods follow one another by themselves. */
export type RegularKind = Exclude<PeriodKind, 'custom'>;

/** A period as written: its kind, and the how-manieth of which year it is. `number` is 1 for nine months and a year. */
export type RegularCode = {
  readonly kind: RegularKind;
  readonly year: number;
  readonly number: number;
  readonly code: string;
};

/** A span of days given by hand, both included: `2012-01-01..2017-06-30`. */
export type CustomCode = {
  readonly kind: 'custom';
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  readonly code: string;
};

/** From the first day of one period to the last of another: `2012..2017`, `2017-W01..2017-W34`, `2016-Q4..2017-06`. */
export type RangeCode = {
  readonly kind: 'range';
  readonly from: RegularCode;
  readonly to: RegularCode;
  readonly code: string;
};

export type PeriodCode = RegularCode | CustomCode | RangeCode;

const EXAMPLES = '2017-W34, 2017-08, 2017-Q3, 2017-H1, 2017-9M, 2017, 2012..2017';

/** Years that a period may be written with: what lies outside is a slip of the pen. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/**
 * Reads a period as people write it on the command line, in any case. The week year is the ISO one.
 * What cannot be read comes back as a problem that names the remedy: `2021-W53` (2021 has 52 weeks), `2017-Q5`, `2017..2012`.
 * `2017-w34` is week 34 of 2017; it does not say which days: `periodByCode` does.
 */
export function parsePeriodCode(text: string): PeriodCode | { readonly problem: string } {
  const written = text.trim().toUpperCase();
  const [first, last, ...more] = written.split(/\s*\.\.\s*/);
  if (first === undefined || more.length > 0) return unreadable(text);
  if (last === undefined) return parseRegular(first, text);
  if (isDay(first) && isDay(last)) return parseCustom(first, last, text);
  const from = parseRegular(first, text);
  const to = parseRegular(last, text);
  if ('problem' in from) return from;
  if ('problem' in to) return to;
  if (from.year > to.year || (from.kind === to.kind && from.year === to.year && from.number > to.number)) {
    return backwards(text, `${to.code}..${from.code}`);
  }
  return { kind: 'range', from, to, code: `${from.code}..${to.code}` };
}

const SUFFIXES: Readonly<Record<RegularKind, (number: number) => string>> = {
  week: (number) => `-W${String(number).padStart(2, '0')}`,
  month: (number) => `-${String(number).padStart(2, '0')}`,
  quarter: (number) => `-Q${number}`,
  half: (number) => `-H${number}`,
  'nine-months': () => '-9M',
  year: () => '',
};

/** The code of a period: `('quarter', 2017, 3)` → `2017-Q3`. */
export function formatPeriodCode(kind: RegularKind, year: number, number: number): string {
  return `${String(year).padStart(4, '0')}${SUFFIXES[kind](number)}`;
}

/** How many ISO weeks a year has: 53 in 2020 and 2026, 52 in 2017. */
export function weeksInYear(year: number): number {
  return Temporal.PlainDate.from({ year, month: 12, day: 28 }).weekOfYear ?? 52;
}

function parseRegular(written: string, text: string): RegularCode | { readonly problem: string } {
  const match = /^(\d{4})(?:-(?:W(\d{1,2})|Q([1-4])|H([12])|(9M)|(\d{1,2})))?$/.exec(written);
  if (!match) return unreadable(text);
  const [, yearText, week, quarter, half, nineMonths, month] = match;
  const year = Number(yearText);
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    return { problem: `“${text.trim()}”: năm phải từ ${FIRST_YEAR} đến ${LAST_YEAR}; ví dụ: 2017-08` };
  }
  if (week !== undefined) return counted('week', year, Number(week), weeksInYear(year), 'tuần', text);
  if (month !== undefined) return counted('month', year, Number(month), 12, 'tháng', text);
  if (quarter !== undefined) return regular('quarter', year, Number(quarter));
  if (half !== undefined) return regular('half', year, Number(half));
  return regular(nineMonths === undefined ? 'year' : 'nine-months', year, 1);
}

function counted(
  kind: 'week' | 'month',
  year: number,
  number: number,
  most: number,
  word: string,
  text: string,
): RegularCode | { readonly problem: string } {
  if (number >= 1 && number <= most) return regular(kind, year, number);
  return { problem: `“${text.trim()}”: năm ${year} có ${most} ${word}; xin chọn từ 1 đến ${most}` };
}

function regular(kind: RegularKind, year: number, number: number): RegularCode {
  return { kind, year, number, code: formatPeriodCode(kind, year, number) };
}

function isDay(written: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(written);
}

function parseCustom(first: string, last: string, text: string): CustomCode | { readonly problem: string } {
  const from = toDay(first);
  const to = toDay(last);
  if (from === undefined || to === undefined) {
    return { problem: `“${text.trim()}” có ngày không tồn tại; ví dụ: 2017-01-01..2017-06-30` };
  }
  if (Temporal.PlainDate.compare(from, to) > 0) return backwards(text, `${last}..${first}`);
  return { kind: 'custom', from, to, code: `${first}..${last}` };
}

function toDay(written: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(written);
  } catch {
    return undefined;
  }
}

function unreadable(text: string): { readonly problem: string } {
  return { problem: `“${text.trim()}” không phải là kỳ báo cáo; viết như một trong các ví dụ: ${EXAMPLES}` };
}

function backwards(text: string, remedy: string): { readonly problem: string } {
  return { problem: `“${text.trim()}” kết thúc trước khi bắt đầu; có phải ${remedy}?` };
}
