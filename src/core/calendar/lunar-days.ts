import { Temporal } from 'temporal-polyfill';

/**
 * Year, first day of the lunar year (mùng 1 Tết) and 10th of the third lunar month (Giỗ Tổ Hùng Vương), as month-day.
 * Vietnam's lunar calendar is reckoned at UTC+7, so it is not always China's (2007, 2030).
 * Made with the npm package @dqcai/vn-lunar 1.0.1; the tests compute every row anew by Hồ Ngọc Đức's published formulas.
 */
const LUNAR_DAYS: readonly (readonly [year: number, newYear: string, hungKings: string])[] = [
  [1990, '01-27', '04-05'],
  [1991, '02-15', '04-24'],
  [1992, '02-04', '04-12'],
  [1993, '01-23', '04-01'],
  [1994, '02-10', '04-20'],
  [1995, '01-31', '04-09'],
  [1996, '02-19', '04-27'],
  [1997, '02-07', '04-16'],
  [1998, '01-28', '04-06'],
  [1999, '02-16', '04-25'],
  [2000, '02-05', '04-14'],
  [2001, '01-24', '04-03'],
  [2002, '02-12', '04-22'],
  [2003, '02-01', '04-11'],
  [2004, '01-22', '04-28'],
  [2005, '02-09', '04-18'],
  [2006, '01-29', '04-07'],
  [2007, '02-17', '04-26'],
  [2008, '02-07', '04-15'],
  [2009, '01-26', '04-04'],
  [2010, '02-14', '04-23'],
  [2011, '02-03', '04-12'],
  [2012, '01-23', '03-31'],
  [2013, '02-10', '04-19'],
  [2014, '01-31', '04-09'],
  [2015, '02-19', '04-28'],
  [2016, '02-08', '04-16'],
  [2017, '01-28', '04-06'],
  [2018, '02-16', '04-25'],
  [2019, '02-05', '04-14'],
  [2020, '01-25', '04-02'],
  [2021, '02-12', '04-21'],
  [2022, '02-01', '04-10'],
  [2023, '01-22', '04-29'],
  [2024, '02-10', '04-18'],
  [2025, '01-29', '04-07'],
  [2026, '02-17', '04-26'],
  [2027, '02-06', '04-16'],
  [2028, '01-26', '04-04'],
  [2029, '02-13', '04-23'],
  [2030, '02-02', '04-12'],
  [2031, '01-23', '04-01'],
  [2032, '02-11', '04-19'],
  [2033, '01-31', '04-09'],
  [2034, '02-19', '04-28'],
  [2035, '02-08', '04-17'],
  [2036, '01-28', '04-06'],
  [2037, '02-15', '04-24'],
  [2038, '02-04', '04-13'],
  [2039, '01-24', '04-03'],
  [2040, '02-12', '04-20'],
  [2041, '02-01', '04-10'],
  [2042, '01-22', '04-29'],
  [2043, '02-10', '04-19'],
  [2044, '01-30', '04-07'],
  [2045, '02-17', '04-26'],
  [2046, '02-06', '04-15'],
  [2047, '01-26', '04-04'],
  [2048, '02-14', '04-22'],
  [2049, '02-02', '04-11'],
  [2050, '01-23', '04-01'],
];

export const FIRST_LUNAR_YEAR = 1990;
export const LAST_LUNAR_YEAR = 2050;

export type LunarDays = {
  /** Mùng 1 Tết. The last day of the old year, be it the 29th or the 30th, is the day before. */
  readonly newYear: Temporal.PlainDate;
  /** Giỗ Tổ Hùng Vương, the 10th of the third lunar month. */
  readonly hungKings: Temporal.PlainDate;
};

/** The lunar days that are holidays in a year of 1990-2050; undefined for other years. 2026: mùng 1 Tết on 17/2, Giỗ Tổ on 26/4. */
export function lunarDays(year: number): LunarDays | undefined {
  const row = LUNAR_DAYS[year - FIRST_LUNAR_YEAR];
  if (row === undefined) return undefined;
  return {
    newYear: Temporal.PlainDate.from(`${year}-${row[1]}`),
    hungKings: Temporal.PlainDate.from(`${year}-${row[2]}`),
  };
}
