import { describe, expect, it } from 'vitest';
import { lunarDays } from '../../../src/core/calendar/lunar-days.ts';
import { solarDate } from './lunar-reckoning.ts';

describe('the table of lunar days', () => {
  it('agrees with the published dates of Tết and Giỗ Tổ', () => {
    const published = [
      [2025, '2025-01-29', '2025-04-07'],
      [2026, '2026-02-17', '2026-04-26'],
      [2027, '2027-02-06', '2027-04-16'],
      [2028, '2028-01-26', '2028-04-04'],
    ] as const;
    for (const [year, newYear, hungKings] of published) {
      expect(lunarDays(year)?.newYear.toString()).toBe(newYear);
      expect(lunarDays(year)?.hungKings.toString()).toBe(hungKings);
    }
  });

  it('is reckoned at UTC+7, a day before China in 2007 and 2030', () => {
    expect(lunarDays(2007)?.newYear.toString()).toBe('2007-02-17');
    expect(lunarDays(2030)?.newYear.toString()).toBe('2030-02-02');
  });

  it('agrees in every year of 1990-2050 with new moons and sun computed anew', () => {
    for (let year = 1990; year <= 2050; year++) {
      expect(lunarDays(year)?.newYear.toString()).toBe(solarDate(1, 1, year).toString());
      expect(lunarDays(year)?.hungKings.toString()).toBe(solarDate(10, 3, year).toString());
    }
  });

  it('knows no other years', () => {
    expect(lunarDays(1989)).toBeUndefined();
    expect(lunarDays(2051)).toBeUndefined();
  });
});
