import { Temporal } from 'temporal-polyfill';

/** What a rule of `due` or `lock` means: a day counted from the period, a wall time, and what to do if that day is off. */
export type TimeRule = {
  readonly day: DayRule;
  readonly time: Temporal.PlainTime;
  /** Undefined: the day stays as it falls. */
  readonly dayOff: 'before' | 'after' | undefined;
};

export type DayRule =
  /** ISO weekday, Monday 1. In a week form the period's own; else the first after the data end. */
  | { readonly kind: 'weekday'; readonly weekday: number; readonly weeksLater: number }
  /** The first such day of a month after the data end; the last day of a month that is too short. */
  | { readonly kind: 'day-of-month'; readonly day: number; readonly monthsLater: number }
  /** So many days, or working days, after the data end. */
  | { readonly kind: 'days-after-end'; readonly days: number; readonly working: boolean };

const WEEKDAYS: readonly string[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

const EXAMPLES = 'friday 16:00; tuesday+1 16:00; 17 16:00 or working day before; +2wd 16:00';
const DEFAULT_TIME = Temporal.PlainTime.from('16:00');

const SHAPE =
  /^(?<day>.+?)(?:\s+(?<time>\d{1,2}:\d{2}))?(?:\s+or\s+(?:the\s+)?working\s+day\s+(?<side>before|after)(?:\s+(?<late>\d{1,2}:\d{2}))?)?$/;

/**
 * Reads a rule of `due` or `lock`: a day, a time (16:00 if none is written), and what a day off does to it.
 *
 * | written | means |
 * |---|---|
 * | `friday 16:00` | week forms: Friday of the week itself; others: the first Friday after the last day of the data |
 * | `tuesday+1 16:00` | a week later than `tuesday 16:00` |
 * | `17 16:00`, `day 17 16:00` | the first 17th after the last day of the data (of a short month: its last day) |
 * | `5+1 16:00` | a month later than `5 16:00` |
 * | `+3d 16:00` | 3 days after the last day of the data |
 * | `+2wd 16:00`, `2 working days after the end 16:00` | 2 working days after it |
 * | `… or working day before` | if that day is off, the working day before; if none is left since the opening, the one after |
 * | `… or working day after` | if that day is off, the next working day |
 *
 * A rule that cannot be read gives a problem with the remedy, in Vietnamese. With data to 14/8/2017, `17 16:00` is 17/8/2017.
 */
export function parseTimeRule(text: string): TimeRule | { readonly problem: string } {
  const words = text.normalize('NFC').toLowerCase().replaceAll(',', ' ').trim().replaceAll(/\s+/g, ' ');
  const parts = SHAPE.exec(words)?.groups;
  const day = parseDay(parts?.['day'] ?? '');
  if (day === undefined) {
    return { problem: `“${text.trim()}” không phải là quy tắc thời hạn; ví dụ: ${EXAMPLES}` };
  }
  if ('problem' in day) return { problem: `“${text.trim()}”: ${day.problem}` };
  const written = parts?.['time'] ?? parts?.['late'];
  const time = written === undefined ? DEFAULT_TIME : parseWallTime(written);
  if (time === undefined || (parts?.['time'] !== undefined && parts['late'] !== undefined)) {
    return { problem: `“${text.trim()}”: cần một giờ từ 00:00 đến 23:59; ví dụ: ${EXAMPLES}` };
  }
  const side = parts?.['side'];
  return { day, time, dayOff: side === 'before' || side === 'after' ? side : undefined };
}

/** `8:00` or `08:00` as a wall time; undefined if there is no such time. */
export function parseWallTime(written: string): Temporal.PlainTime | undefined {
  const match = /^(\d{1,2}):(\d{2})$/.exec(written);
  const hour = Number(match?.[1]);
  const minute = Number(match?.[2]);
  return match && hour <= 23 && minute <= 59 ? Temporal.PlainTime.from({ hour, minute }) : undefined;
}

function parseDay(written: string): DayRule | { readonly problem: string } | undefined {
  const named = /^([a-z]+)(?:\s?\+\s?(\d{1,2}))?$/.exec(written);
  const weekday = WEEKDAYS.indexOf(named?.[1] ?? '') + 1;
  if (named && weekday > 0) return { kind: 'weekday', weekday, weeksLater: Number(named[2] ?? 0) };

  const ofMonth = /^(?:the )?(?:day )?(\d{1,2})(?:st|nd|rd|th)?(?:\s?\+\s?(\d{1,2}))?$/.exec(written);
  if (ofMonth) {
    const day = Number(ofMonth[1]);
    if (day < 1 || day > 31) return { problem: `ngày trong tháng phải từ 1 đến 31; ví dụ: 17 16:00` };
    return { kind: 'day-of-month', day, monthsLater: Number(ofMonth[2] ?? 0) };
  }

  const after =
    /^\+\s?(\d{1,3})\s?(wd|d)$/.exec(written) ??
    /^(\d{1,3}) ((?:working )?days?) after (?:the )?end$/.exec(written);
  if (after) {
    const days = Number(after[1]);
    if (days < 1) return { problem: 'số ngày sau khi kết thúc kỳ phải từ 1 trở lên; ví dụ: +2wd 16:00' };
    return { kind: 'days-after-end', days, working: after[2]?.startsWith('w') ?? false };
  }
  return undefined;
}
