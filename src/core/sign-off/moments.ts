import type { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../calendar/holidays.ts';
import { addWorkingHours } from '../calendar/working-time.ts';
import type { SignOffRule } from '../forms/definition.ts';

/** About ten working days. It bounds how far back the clock looks for reports that wait. */
export const MOST_SIGN_OFF_HOURS = 100;

/** The rule in hours of working time. */
export function readSignOff({ within, remind }: SignOffRule): {
  readonly within: number;
  readonly remind: number;
} {
  return { within: Number.parseInt(within, 10), remind: Number.parseInt(remind, 10) };
}

/**
 * When the head is reminded of a report that was sent at `sentAt`, and when the time is over; never in quiet time, and on the minute
 * that people read.
 * `{within: 8h, remind: 4h}`, sent on Friday 16:00: Monday 8:00 and Monday 13:30.
 */
export function signOffMoments(
  rule: SignOffRule,
  sentAt: Temporal.Instant,
  zone: string,
  holidays: Holidays,
): { readonly remindAt: Temporal.Instant; readonly endsAt: Temporal.Instant } {
  const { within, remind } = readSignOff(rule);
  const from = sentAt.round({ smallestUnit: 'minute', roundingMode: 'floor' });
  return {
    remindAt: addWorkingHours(from, remind, zone, holidays),
    endsAt: addWorkingHours(from, within, zone, holidays),
  };
}

/** Of ten and a half working hours, rounded down so that a day is never counted too long. */
const HOURS_A_DAY = 10;
/** Tết with the weekends around it, and another holiday beside it. */
const MOST_DAYS_OFF = 14;

/** In so many calendar days the longest of these rules is surely over, wherever it began. */
export function mostSignOffDays(rules: readonly SignOffRule[]): number {
  const hours = Math.max(0, ...rules.map((rule) => readSignOff(rule).within));
  return Math.ceil((Math.ceil(hours / HOURS_A_DAY) * 7) / 5) + MOST_DAYS_OFF;
}
