import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readDateAt } from '../../../src/core/parsing/dates.ts';
import { resolveComingDay, resolvePastDay } from '../../../src/core/parsing/resolve-day.ts';
import { tokenize } from '../../../src/core/parsing/tokens.ts';

/** A Thursday. */
const today = Temporal.PlainDate.from('2026-08-20');

const read = (text: string, afterCue = false) => {
  const tokens = tokenize(text);
  const found = readDateAt(tokens, 0, afterCue);
  return found?.end === tokens.length ? found.date : undefined;
};

const past = (text: string) => {
  const date = read(text, true);
  return date === undefined ? undefined : resolvePastDay(date, today)?.toString();
};
const coming = (text: string) => {
  const date = read(text, true);
  return date === undefined ? undefined : resolveComingDay(date, today)?.toString();
};

describe('a date', () => {
  it.each([
    ['15/8/2026', { kind: 'day', day: 15, month: 8, year: 2026 }],
    ['15-8-26', { kind: 'day', day: 15, month: 8, year: 2026 }],
    ['15.8.2026', { kind: 'day', day: 15, month: 8, year: 2026 }],
    ['15 tháng 8 năm 2026', { kind: 'day', day: 15, month: 8, year: 2026 }],
    ['ngày 15/8', { kind: 'day', day: 15, month: 8 }],
    ['ngày 15 tháng 8', { kind: 'day', day: 15, month: 8 }],
    ['15/8-21/8', { kind: 'day', day: 21, month: 8 }],
    ['ngày 15', { kind: 'day-of-month', day: 15 }],
    ['15 tây', { kind: 'day-of-month', day: 15 }],
    ['hôm qua', { kind: 'offset', days: -1 }],
    ['bữa qua', { kind: 'offset', days: -1 }],
    ['chieu mai', { kind: 'offset', days: 1 }],
    ['thứ 2', { kind: 'weekday', weekday: 1 }],
    ['thứ hai', { kind: 'weekday', weekday: 1 }],
    ['t7', { kind: 'weekday', weekday: 6 }],
    ['chủ nhật', { kind: 'weekday', weekday: 7 }],
    ['tuần trước', { kind: 'period', unit: 'week', which: 'previous' }],
    ['tuần rồi', { kind: 'period', unit: 'week', which: 'previous' }],
    ['kỳ này', { kind: 'period', unit: 'any', which: 'current' }],
    ['tuần 34', { kind: 'numbered', unit: 'week', number: 34 }],
    ['T8', { kind: 'numbered', unit: 'month', number: 8 }],
    ['tháng 8/2026', { kind: 'numbered', unit: 'month', number: 8, year: 2026 }],
    ['quý III', { kind: 'numbered', unit: 'quarter', number: 3 }],
    ['Q3', { kind: 'numbered', unit: 'quarter', number: 3 }],
    ['năm 2026', { kind: 'numbered', unit: 'year', number: 2026 }],
    ['6 tháng đầu năm', { kind: 'vague' }],
    ['16h30', { kind: 'clock', minutes: 990 }],
    ['16:00', { kind: 'clock', minutes: 960 }],
  ])('is read from %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each(['15/8', '15-8', '15.8', '15-21/8'])('is %s only behind a word such as "từ" or "đến"', (text) => {
    expect(read(text)).toBeUndefined();
    expect(read(text, true)).toMatchObject({ kind: 'day', month: 8 });
  });

  it.each(['5/6', '120/121', '32/8/2026', '5 vụ', 'nam 5', 'năm 5'])('is not read from %s', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe('the day meant', () => {
  it.each([
    ['15/8', '2026-08-15', '2027-08-15'],
    ['20/8', '2026-08-20', '2026-08-20'],
    ['25/12', '2025-12-25', '2026-12-25'],
    ['ngày 15', '2026-08-15', '2026-09-15'],
    ['ngày 25', '2026-07-25', '2026-08-25'],
    ['thứ 2', '2026-08-17', '2026-08-24'],
    ['thứ năm', '2026-08-20', '2026-08-20'],
    ['mai', '2026-08-21', '2026-08-21'],
    ['15/8/2025', '2025-08-15', '2025-08-15'],
  ])(
    'of %s is the nearest past one for reports, the nearest coming one for promises',
    (text, before, after) => {
      expect([past(text), coming(text)]).toEqual([before, after]);
    },
  );

  it('is none where there is no such day', () => {
    expect(past('30/2/2026')).toBeUndefined();
    expect(past('tuần trước')).toBeUndefined();
  });
});
