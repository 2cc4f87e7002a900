import { Temporal } from 'temporal-polyfill';

/**
 * `holiday`: a day of the law or a notice. `compensatory`: made up for one that fell on a weekend.
 * `swapped_rest`, `swapped_work`: a working day off, and the Saturday that is worked for it.
 */
export type HolidayKind = 'holiday' | 'compensatory' | 'swapped_rest' | 'swapped_work';

export type Holiday = {
  readonly date: Temporal.PlainDate;
  readonly kind: HolidayKind;
  /** In Vietnamese, as people call the day. */
  readonly name: string;
  /** The law, or the notice that announced it. */
  readonly source: string;
  /** False: computed by rule, "chưa công bố". */
  readonly announced: boolean;
};

/** The days of a country's calendar that are not like their weekday. Days that it does not list follow their weekday. */
export type Holidays = {
  readonly byDay: ReadonlyMap<number, Holiday>;
  readonly announcedYears: ReadonlySet<number>;
};

/** What was announced for a year: all its days, which replace those computed by rule. */
export type HolidayNotice = { readonly year: number; readonly days: readonly Holiday[] };

/** A calendar without holidays: only weekends are days off. */
export const NO_HOLIDAYS: Holidays = { byDay: new Map(), announcedYears: new Set() };

/** A calendar of the given days, none of them announced as a whole year. Of two entries for one day the first counts. */
export function createHolidays(days: Iterable<Holiday>): Holidays {
  const byDay = new Map<number, Holiday>();
  for (const day of days) {
    const key = dayKey(day.date);
    if (!byDay.has(key)) byDay.set(key, day);
  }
  return { byDay, announcedYears: new Set() };
}

/**
 * The calendar after a yearly notice: every day of that year is taken from the notice.
 * With a notice of 2027 that lists 4/2-10/2, no day that the rule had computed for 2027 remains.
 */
export function withNotice(holidays: Holidays, notice: HolidayNotice): Holidays {
  const kept = [...holidays.byDay.values()].filter((day) => day.date.year !== notice.year);
  const { byDay } = createHolidays([...kept, ...notice.days]);
  return { byDay, announcedYears: new Set([...holidays.announcedYears, notice.year]) };
}

/** What is special about a day, or undefined. 24/11/2026 is Ngày Văn hóa Việt Nam. */
export function holidayOn(date: Temporal.PlainDate, holidays: Holidays): Holiday | undefined {
  return holidays.byDay.get(dayKey(date));
}

/** The special days of a year in order, swapped Saturdays included. 2025 has 13. */
export function holidaysOfYear(year: number, holidays: Holidays): readonly Holiday[] {
  return [...holidays.byDay.values()]
    .filter((day) => day.date.year === year)
    .toSorted((one, other) => Temporal.PlainDate.compare(one.date, other.date));
}

function dayKey(date: Temporal.PlainDate): number {
  return date.year * 10_000 + date.month * 100 + date.day;
}
