import { Temporal } from 'temporal-polyfill';
import { bareKey } from '../forms/spelling.ts';
import { readDateAt } from './dates.ts';
import { resolveComingDay } from './resolve-day.ts';
import { tokenize } from './tokens.ts';

/** Parts of a working day, each by its end. */
const PARTS: readonly (readonly [RegExp, string])[] = [
  [/\bsang\b/, '11:30'],
  [/\btrua\b/, '13:00'],
  [/\b(?:chieu|cuoi gio|het gio|cuoi ngay|het ngay)\b/, '17:00'],
  [/\b(?:toi|dem)\b/, '21:00'],
];

const CLOCK = /(?<![\d/.,-])(\d{1,2})\s*(?:(?:h|g|giờ|gio)\s*(\d{2})?(?![\p{L}\d])|:(\d{2}))/iu;

/** The day, today or later, that words name ("thứ 6", "25/8", "hết tuần"); undefined if they name none. */
export function readComingDay(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const tokens = tokenize(words);
  for (let index = 0; index < tokens.length;) {
    const found = readDateAt(tokens, index, true);
    const day = found && resolveComingDay(found.date, today);
    if (day && Temporal.PlainDate.compare(day, today) >= 0) return inWeekNamed(day, words, today);
    index = Math.max(found?.end ?? 0, index + 1);
  }
  return endOfPeriod(bareKey(words), today);
}

/** "Thứ 4 tuần sau": a day of this week that is said to be of the next one. */
export function inWeekNamed(
  day: Temporal.PlainDate,
  words: string,
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  const isNext = /\b(?:thu \S+|t\d|cn|chu nhat) tuan (?:sau|toi)\b/.test(bareKey(words));
  const sunday = today.add({ days: 7 - today.dayOfWeek });
  return isNext && Temporal.PlainDate.compare(day, sunday) <= 0 ? day.add({ days: 7 }) : day;
}

const FRIDAY = 5;

function endOfPeriod(folded: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (/\b(?:het|cuoi) tuan\b/.test(folded)) {
    return today.dayOfWeek <= FRIDAY ? today.add({ days: FRIDAY - today.dayOfWeek }) : undefined;
  }
  return /\b(?:het|cuoi) thang\b/.test(folded) ? today.with({ day: today.daysInMonth }) : undefined;
}

/** The time of day that words name: "16h", "9 giờ 30", or the end of "chiều"; undefined if they name none. */
export function readTimeOfDay(words: string): Temporal.PlainTime | undefined {
  const clock = CLOCK.exec(words);
  const hour = Number(clock?.[1]);
  const minute = Number(clock?.[2] ?? clock?.[3] ?? 0);
  const folded = bareKey(words);
  if (clock && hour <= 23 && minute <= 59) {
    // "4 giờ chiều"
    const isAfternoon = hour < 12 && /\b(?:chieu|toi)\b/.test(folded);
    return Temporal.PlainTime.from({ hour: isAfternoon ? hour + 12 : hour, minute });
  }
  const part = PARTS.find(([shape]) => shape.test(folded))?.[1];
  return part === undefined ? undefined : Temporal.PlainTime.from(part);
}
