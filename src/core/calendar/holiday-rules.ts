import { Temporal } from 'temporal-polyfill';
import type { Holiday } from './holidays.ts';
import { lunarDays } from './lunar-days.ts';

const LABOUR_CODE = 'Bộ luật Lao động 2019, Điều 112';
const MAKE_UP = 'Bộ luật Lao động 2019, khoản 3 Điều 111';
const CULTURE_DAY = 'Nghị quyết 28/2026/QH16, Điều 2';

type Rest = { readonly date: Temporal.PlainDate; readonly name: string; readonly source: string };

/**
 * The holidays of a year by law alone, for a year without a notice; none is marked as announced.
 * As the law stood: Giỗ Tổ since 2007, five days of Tết since 2014 (four before), two days of Quốc khánh since 2021,
 * 24/11 since 2026. A holiday on a weekend is made up on the next working day, 24/11 is not (it is outside art. 112(1)).
 * Where the law leaves the choice to the Prime Minister, the choice is the one made in most years: see the two functions below.
 * 2028: 1/1 is a Saturday, so Monday 3/1 is off too.
 */
export function holidaysByRule(year: number): readonly Holiday[] {
  const madeUp = [
    rest(day(year, 1, 1), 'Tết Dương lịch'),
    ...newYearDays(year),
    ...hungKingsDay(year),
    rest(day(year, 4, 30), 'Ngày Chiến thắng'),
    rest(day(year, 5, 1), 'Quốc tế Lao động'),
    ...nationalDays(year),
  ];
  const culture = year >= 2026 ? [rest(day(year, 11, 24), 'Ngày Văn hóa Việt Nam', CULTURE_DAY)] : [];
  const holidays = [...madeUp, ...culture];
  return [
    ...holidays.map((one) => ({ ...one, kind: 'holiday' as const, announced: false })),
    ...makeUpDays(madeUp, holidays),
  ];
}

/**
 * Five days of Tết: the last two of the old year and the first three of the new one, as announced for 2020, 2021 and 2023-2025;
 * if Tết is a Tuesday, one and four, as in 2022 and 2026, which fills the working week.
 */
function newYearDays(year: number): Rest[] {
  const first = lunarDays(year)?.newYear;
  if (first === undefined) return [];
  const before = year < 2014 || first.dayOfWeek === 2 ? 1 : 2;
  const after = year < 2014 ? 3 : 5 - before;
  const days: Rest[] = [];
  for (let offset = -before; offset < after; offset++) {
    const name = offset < 0 ? 'Tết Nguyên đán (cuối năm cũ)' : `Tết Nguyên đán (mùng ${offset + 1})`;
    days.push(rest(first.add({ days: offset }), name));
  }
  return days;
}

function hungKingsDay(year: number): Rest[] {
  const date = lunarDays(year)?.hungKings;
  return date === undefined || year < 2007 ? [] : [rest(date, 'Giỗ Tổ Hùng Vương')];
}

/** 2/9 and the neighbour that gives the longer rest: 3/9 after a Sunday, Monday or Thursday, else 1/9, as announced for 2021-2026. */
function nationalDays(year: number): Rest[] {
  const national = rest(day(year, 9, 2), 'Quốc khánh');
  if (year < 2021) return [national];
  const next = [7, 1, 4].includes(national.date.dayOfWeek);
  return next
    ? [national, rest(day(year, 9, 3), 'Quốc khánh')]
    : [rest(day(year, 9, 1), 'Quốc khánh'), national];
}

function makeUpDays(madeUp: readonly Rest[], holidays: readonly Rest[]): Holiday[] {
  const taken = new Set(holidays.map((one) => one.date.toString()));
  const days: Holiday[] = [];
  for (const { date, name } of madeUp) {
    if (date.dayOfWeek < 6) continue;
    let next = date.add({ days: 1 });
    while (next.dayOfWeek > 5 || taken.has(next.toString())) next = next.add({ days: 1 });
    taken.add(next.toString());
    days.push({
      date: next,
      kind: 'compensatory',
      name: `Nghỉ bù ${name}`,
      source: MAKE_UP,
      announced: false,
    });
  }
  return days;
}

function day(year: number, month: number, dayOfMonth: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month, day: dayOfMonth });
}

function rest(date: Temporal.PlainDate, name: string, source = LABOUR_CODE): Rest {
  return { date, name, source };
}
