import { Temporal } from 'temporal-polyfill';
import type { DateReading } from './dates.ts';

/** The nearest day on or before `today` that the words can mean; undefined if they name no day. */
export function resolvePastDay(date: DateReading, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  return resolveDay(date, today, -1);
}

/** The nearest day on or after `today`. */
export function resolveComingDay(
  date: DateReading,
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  return resolveDay(date, today, 1);
}

function resolveDay(
  date: DateReading,
  today: Temporal.PlainDate,
  direction: 1 | -1,
): Temporal.PlainDate | undefined {
  const isBeyond = (day: Temporal.PlainDate) => Temporal.PlainDate.compare(day, today) * direction < 0;
  switch (date.kind) {
    case 'offset':
      return today.add({ days: date.days });
    case 'weekday': {
      const days = (date.weekday - today.dayOfWeek + 7) % 7;
      return today.add({ days: direction === 1 || days === 0 ? days : days - 7 });
    }
    case 'day': {
      const day = toDay(date.year ?? today.year, date.month, date.day);
      if (day === undefined || date.year !== undefined || !isBeyond(day)) return day;
      return toDay(today.year + direction, date.month, date.day);
    }
    case 'day-of-month': {
      const month = today.toPlainYearMonth();
      const day = toDay(month.year, month.month, date.day);
      if (day !== undefined && !isBeyond(day)) return day;
      const other = month.add({ months: direction });
      return toDay(other.year, other.month, date.day);
    }
    case 'period':
    case 'numbered':
    case 'vague':
    case 'clock':
      return undefined;
  }
}

function toDay(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  if (year < 1 || year > 9999) return undefined;
  const date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' });
  return date.day === day ? date : undefined;
}
