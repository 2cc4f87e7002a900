import { ANNOUNCED } from './announced-holidays.ts';
import { createHolidays, withNotice, type Holiday, type Holidays } from './holidays.ts';
import { holidaysByRule } from './holiday-rules.ts';
import { FIRST_LUNAR_YEAR, LAST_LUNAR_YEAR } from './lunar-days.ts';

/** Vietnam's holidays of 1990-2050: by rule, except the years that were announced. Outside these years only weekends are off. */
export const BUILT_IN_HOLIDAYS: Holidays = ANNOUNCED.reduce(withNotice, createHolidays(allByRule()));

function allByRule(): Holiday[] {
  const days: Holiday[] = [];
  for (let year = FIRST_LUNAR_YEAR; year <= LAST_LUNAR_YEAR; year++) days.push(...holidaysByRule(year));
  return days;
}
