import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import {
  createHolidays,
  holidayOn,
  holidaysOfYear,
  withNotice,
  type Holiday,
} from '../../../src/core/calendar/holidays.ts';
import { isWorkingDay } from '../../../src/core/calendar/working-days.ts';

const date = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

/** Every weekday of a year on which nobody works, and every weekend day on which people do. */
function exceptions(year: number): { rest: string[]; work: string[] } {
  const rest: string[] = [];
  const work: string[] = [];
  for (let day = date(`${year}-01-01`); day.year === year; day = day.add({ days: 1 })) {
    const works = isWorkingDay(day, BUILT_IN_HOLIDAYS);
    if (day.dayOfWeek <= 5 && !works) rest.push(day.toString().slice(5));
    if (day.dayOfWeek > 5 && works) work.push(day.toString().slice(5));
  }
  return { rest, work };
}

describe('the announced years', () => {
  it('2025: exactly the weekdays off and the Saturday worked of the notice', () => {
    expect(exceptions(2025)).toEqual({
      rest: [
        '01-01',
        '01-27',
        '01-28',
        '01-29',
        '01-30',
        '01-31',
        '04-07',
        '04-30',
        '05-01',
        '05-02',
        '09-01',
        '09-02',
      ],
      work: ['04-26'],
    });
  });

  it('2026: exactly the weekdays off and the Saturdays worked of the notices, with 24/11', () => {
    expect(exceptions(2026)).toEqual({
      rest: [
        '01-01',
        '01-02',
        '02-16',
        '02-17',
        '02-18',
        '02-19',
        '02-20',
        '04-27',
        '04-30',
        '05-01',
        '08-31',
        '09-01',
        '09-02',
        '11-24',
      ],
      work: ['01-10', '08-22'],
    });
  });

  it('say for each day what it is and who announced it', () => {
    expect(holidayOn(date('2026-08-31'), BUILT_IN_HOLIDAYS)).toMatchObject({
      kind: 'swapped_rest',
      source: '9441/TB-BNV',
      announced: true,
    });
    expect(holidayOn(date('2026-04-27'), BUILT_IN_HOLIDAYS)?.kind).toBe('compensatory');
    expect(holidaysOfYear(2025, BUILT_IN_HOLIDAYS).every((day) => day.announced)).toBe(true);
    expect([...BUILT_IN_HOLIDAYS.announcedYears]).toEqual([2025, 2026]);
  });
});

describe('a year without a notice', () => {
  it('2027: follows the rule and says that it is not announced', () => {
    expect(exceptions(2027).rest).toEqual([
      '01-01',
      // Two days before Tết (Saturday 6/2), three from it on, and two made up: one of the two proposals.
      '02-04',
      '02-05',
      '02-08',
      '02-09',
      '02-10',
      '04-16',
      '04-30',
      '05-03',
      '09-02',
      '09-03',
      '11-24',
    ]);
    expect(holidaysOfYear(2027, BUILT_IN_HOLIDAYS).some((day) => day.announced)).toBe(false);
  });

  it('2028: makes up what falls on a weekend', () => {
    const { rest } = exceptions(2028);
    expect(rest).toEqual(
      expect.arrayContaining(['01-03', '04-04', '05-01', '05-02', '09-01', '09-04', '11-24']),
    );
    expect(rest.filter((day) => day.startsWith('05') || day.startsWith('09'))).toEqual([
      '05-01',
      '05-02',
      '09-01',
      '09-04',
    ]);
  });

  it('does not make up 24/11 on a weekend, and has it from 2026 on', () => {
    expect(exceptions(2029).rest.filter((day) => day.startsWith('11'))).toEqual([]);
    expect(exceptions(2030).rest.filter((day) => day.startsWith('11'))).toEqual([]);
    expect(holidayOn(date('2025-11-24'), BUILT_IN_HOLIDAYS)).toBeUndefined();
  });

  it('agrees with what was in fact off in 2017 and 2023', () => {
    expect(exceptions(2017).rest).toEqual([
      '01-02',
      '01-26',
      '01-27',
      '01-30',
      '01-31',
      '02-01',
      '04-06',
      '05-01',
      '05-02',
      '09-04',
    ]);
    expect(exceptions(2023).rest).toEqual([
      '01-02',
      '01-20',
      '01-23',
      '01-24',
      '01-25',
      '01-26',
      '05-01',
      '05-02',
      '05-03',
      '09-01',
      '09-04',
    ]);
  });

  it('holds Tết and its first three days free in every year of 1990-2050', () => {
    for (let year = 1990; year <= 2050; year++) {
      const days = holidaysOfYear(year, BUILT_IN_HOLIDAYS);
      const newYear = days.filter((day) => day.kind === 'holiday' && day.name.startsWith('Tết Nguyên đán'));
      expect(newYear.length).toBe(year < 2014 ? 4 : 5);
      for (const day of days) {
        expect(isWorkingDay(day.date, BUILT_IN_HOLIDAYS)).toBe(day.kind === 'swapped_work');
        expect(day.kind === 'compensatory' && day.date.dayOfWeek > 5).toBe(false);
      }
    }
  });

  it('makes up exactly as many days as fell on a weekend, 24/11 aside', () => {
    for (let year = 1990; year <= 2050; year++) {
      if (BUILT_IN_HOLIDAYS.announcedYears.has(year)) continue;
      const days = holidaysOfYear(year, BUILT_IN_HOLIDAYS);
      const onWeekend = days.filter(
        (day) => day.kind === 'holiday' && day.date.dayOfWeek > 5 && day.date.month !== 11,
      );
      expect(days.filter((day) => day.kind === 'compensatory').length).toBe(onWeekend.length);
    }
  });
});

const announced = (day: string, kind: Holiday['kind']): Holiday => ({
  date: date(day),
  kind,
  name: 'Tết Nguyên đán',
  source: 'Thông báo thử',
  announced: true,
});

describe('a yearly notice', () => {
  it('replaces every day of its year and no other', () => {
    const notice = {
      year: 2027,
      days: [announced('2027-02-05', 'holiday'), announced('2027-02-13', 'swapped_work')],
    };
    const holidays = withNotice(BUILT_IN_HOLIDAYS, notice);
    expect(holidaysOfYear(2027, holidays).map((day) => day.date.toString())).toEqual([
      '2027-02-05',
      '2027-02-13',
    ]);
    expect(isWorkingDay(date('2027-02-13'), holidays)).toBe(true);
    expect(isWorkingDay(date('2027-02-04'), holidays)).toBe(true);
    expect(holidays.announcedYears.has(2027)).toBe(true);
    expect(holidaysOfYear(2028, holidays)).toEqual(holidaysOfYear(2028, BUILT_IN_HOLIDAYS));
    expect(isWorkingDay(date('2027-02-04'), BUILT_IN_HOLIDAYS)).toBe(false);
  });

  it('counts the first of two entries for one day', () => {
    const holidays = createHolidays([
      announced('2027-02-13', 'swapped_work'),
      announced('2027-02-13', 'holiday'),
    ]);
    expect(holidayOn(date('2027-02-13'), holidays)?.kind).toBe('swapped_work');
  });
});
