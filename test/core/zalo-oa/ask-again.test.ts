import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { nextDay, thisMorning } from '../../../src/core/zalo-oa/ask-again.ts';

const vietnam = (text: string) => Temporal.Instant.from(`${text}+07:00`);

describe('when Zalo is asked again', () => {
  it.each([
    ['late in the evening', '2026-11-28T23:00', '2026-11-29T06:05'],
    ['before dawn', '2026-11-28T02:00', '2026-11-28T06:05'],
    ['a moment too early', '2026-11-28T06:04', '2026-11-28T06:05'],
    ['at that very moment', '2026-11-28T06:05', '2026-11-29T06:05'],
  ])('what the night refused %s goes out in the morning', (_, now, then) => {
    expect(thisMorning(vietnam(now)).equals(vietnam(then))).toBe(true);
  });

  it.each([
    ['2026-11-28T02:00', '2026-11-29T06:05'],
    ['2026-12-31T15:00', '2027-01-01T06:05'],
  ])('what a day’s quota refused at %s goes out on the next day', (now, then) => {
    expect(nextDay(vietnam(now)).equals(vietnam(then))).toBe(true);
  });
});
