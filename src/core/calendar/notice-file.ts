import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Problem } from '../errors.ts';
import { closed, day, line, parseWith, type Parsed } from '../forms/faults.ts';
import { holidaysByRule } from './holiday-rules.ts';
import type { Holiday, HolidayKind, HolidayNotice } from './holidays.ts';
import { FIRST_LUNAR_YEAR } from './lunar-days.ts';

const HOLIDAY_KINDS = ['holiday', 'compensatory', 'swapped_rest', 'swapped_work'] as const;

export const FIRST_NOTICE_YEAR = FIRST_LUNAR_YEAR;
/** As far as periods can be written. */
export const LAST_NOTICE_YEAR = 2199;
const YEARS = `phải từ ${FIRST_NOTICE_YEAR} đến ${LAST_NOTICE_YEAR}`;

/** A year's notice as the operator writes it. A day without a source of its own has the notice's. */
const noticeSchema = closed({
  year: z
    .number()
    .int('phải là số nguyên, ví dụ: 2027')
    .min(FIRST_NOTICE_YEAR, YEARS)
    .max(LAST_NOTICE_YEAR, YEARS),
  source: line(200),
  days: z
    .array(
      closed({ date: day, kind: z.enum(HOLIDAY_KINDS), name: line(120), source: line(200).exactOptional() }),
    )
    .min(1)
    .max(60),
});

export type StatedNotice = HolidayNotice & { readonly source: string };

/**
 * A year's notice from unknown data, or every fault in it with its path (`days[3].date`) and remedy: a day outside the year, a
 * day listed twice, a worked day that is no weekend day, a day off in lieu that is one.
 */
export function parseNotice(raw: unknown): Parsed<StatedNotice> {
  const parsed = parseWith(noticeSchema, raw);
  if (!parsed.ok) return parsed;
  const { year, source, days } = parsed.value;
  const stated = days.map((row): Holiday => ({
    date: Temporal.PlainDate.from(row.date),
    kind: row.kind,
    name: row.name,
    source: row.source ?? source,
    announced: true,
  }));
  const problems = stated.flatMap((one, index) => checkDay(one, index, stated, year));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { year, source, days: stated } };
}

function checkDay(one: Holiday, index: number, all: readonly Holiday[], year: number): Problem[] {
  const { date, kind } = one;
  const first = all.findIndex((other) => other.date.equals(date));
  const isWeekend = date.dayOfWeek > 5;
  if (date.year !== year) {
    return fault(index, 'date', `${inWords(date)} không thuộc năm ${year}; xin sửa ngày, hoặc sửa year`);
  }
  if (first < index) {
    return fault(index, 'date', `${inWords(date)} đã ghi ở days[${first}]; xin bỏ một dòng`);
  }
  if (kind === 'swapped_work' && !isWeekend) {
    const message = `${inWords(date)} là ngày trong tuần, vốn đã làm việc; ngày làm bù phải là thứ Bảy hoặc Chủ nhật`;
    return fault(index, 'date', message);
  }
  if ((kind === 'swapped_rest' || kind === 'compensatory') && isWeekend) {
    const message = `${inWords(date)} là ngày cuối tuần, vốn đã nghỉ; ${IN_LIEU[kind]} phải là thứ Hai đến thứ Sáu`;
    return fault(index, 'date', message);
  }
  return [];
}

const IN_LIEU = { swapped_rest: 'ngày nghỉ hoán đổi', compensatory: 'ngày nghỉ bù' } as const;

/**
 * What is probably forgotten in a notice that can be read: days that the law names whatever the year, swaps that do not match,
 * holidays on a weekend that nothing makes up for. A notice replaces its whole year, so that a forgotten 30/4 would be a working day.
 */
export function doubtsAboutNotice({ year, days }: HolidayNotice): readonly Problem[] {
  const listed = new Set(days.map((one) => one.date.toString()));
  const missing = fixedByLaw(year).filter((one) => !listed.has(one.date.toString()));
  const count = (kind: HolidayKind) => days.filter((one) => one.kind === kind).length;
  const lost = days.filter((one) => one.kind === 'holiday' && one.date.dayOfWeek > 5 && !isCultureDay(one));
  return [
    ...missing.map((one) => ({
      path: 'days',
      message: `chưa có ${inWords(one.date)} (${one.name}), ngày này sẽ là ngày làm việc; nếu vẫn nghỉ, xin thêm {date: ${one.date.toString()}, kind: holiday, name: ${one.name}}`,
    })),
    ...(count('swapped_rest') === count('swapped_work')
      ? []
      : [
          {
            path: 'days',
            message: `có ${count('swapped_rest')} ngày nghỉ hoán đổi nhưng ${count('swapped_work')} ngày làm bù; xin xem lại thông báo`,
          },
        ]),
    ...(count('compensatory') >= lost.length
      ? []
      : [
          {
            path: 'days',
            message: `có ${lost.length} ngày lễ rơi vào cuối tuần nhưng ${count('compensatory')} ngày nghỉ bù (compensatory); xin xem lại thông báo`,
          },
        ]),
  ];
}

/** Days that the law names and no notice moves: the first of Tết, but not which days are around it, nor the neighbour of 2/9. */
function fixedByLaw(year: number): readonly Holiday[] {
  return holidaysByRule(year).filter(
    ({ kind, name, date }) =>
      kind === 'holiday' &&
      !name.includes('(cuối năm cũ)') &&
      !(name.startsWith('Tết Nguyên đán') && !name.includes('mùng 1')) &&
      !(name === 'Quốc khánh' && date.day !== 2),
  );
}

function isCultureDay({ date }: Holiday): boolean {
  return date.month === 11 && date.day === 24;
}

function fault(index: number, key: string, message: string): Problem[] {
  return [{ path: `days[${index}].${key}`, message }];
}

function inWords(date: Temporal.PlainDate): string {
  return `ngày ${date.day}/${date.month}/${date.year}`;
}
