import type { Temporal } from 'temporal-polyfill';
import { parseWallTime } from '../calendar/time-rule.ts';

/** One step of a form's reminder plan. */
export type ReminderStep = {
  /** As the form's file writes it; the step's name in the database. */
  readonly text: string;
  readonly when: StepTime;
  /** Tells the unit's superior too, with the list of units that are late. */
  readonly escalate: boolean;
};

export type StepTime =
  | { readonly kind: 'open' }
  /** Hours from the due moment; negative: before it. */
  | { readonly kind: 'hours'; readonly hours: number }
  /** Days, or working days, from the due day; at `time`, or at the due moment's own wall time. */
  | {
      readonly kind: 'days';
      readonly days: number;
      readonly working: boolean;
      readonly time: Temporal.PlainTime | undefined;
    };

const EXAMPLES = 'open; -2wd 08:00; -3h; +1d 08:00 escalate';

/** The farthest a step may be from the due moment, in its own unit: enough for a yearly report's first warning. */
const FARTHEST = 366;

/**
 * Reads one step of `reminders`:
 *
 * | written | means |
 * |---|---|
 * | `open` | the notice that the period has opened |
 * | `-3h`, `+6h` | plain hours before, after the due moment |
 * | `-1d 08:00`, `+1d 08:00` | plain days before, after the due day, at 8:00 |
 * | `-2wd 08:00`, `+1wd 08:00` | working days before, after the due day, at 8:00 |
 * | `+1d` | without a time: at the due moment's own time |
 * | `… escalate` | the unit's superior is told as well |
 *
 * What cannot be read gives a problem with the remedy, in Vietnamese. For a report due on Friday 25/8/2017 16:00,
 * `-2wd 08:00` is Wednesday 23/8/2017 8:00.
 */
export function parseReminderStep(text: string): ReminderStep | { readonly problem: string } {
  const words = text.normalize('NFC').toLowerCase().trim().replaceAll(/\s+/g, ' ');
  const parts = /^(?<when>.*?)(?<escalate> escalate)?$/.exec(words)?.groups;
  const when = parseWhen(parts?.['when'] ?? '');
  if (when === undefined) {
    return { problem: `“${text.trim()}” không phải là bước nhắc; ví dụ: ${EXAMPLES}` };
  }
  if ('problem' in when) return { problem: `“${text.trim()}”: ${when.problem}` };
  return { text: text.trim(), when, escalate: parts?.['escalate'] !== undefined };
}

function parseWhen(written: string): StepTime | { readonly problem: string } | undefined {
  if (written === 'open') return { kind: 'open' };
  const match = /^([+-])\s?(\d{1,4})\s?(h|d|wd)(?: (\d{1,2}:\d{2}))?$/.exec(written);
  if (!match) return undefined;
  const [, sign, digits, unit, wallTime] = match;
  const count = Number(digits);
  if (count < 1 || count > FARTHEST) {
    return { problem: `số giờ hoặc ngày phải từ 1 đến ${FARTHEST}; ví dụ: ${EXAMPLES}` };
  }
  const signed = sign === '-' ? -count : count;
  if (unit === 'h') {
    if (wallTime === undefined) return { kind: 'hours', hours: signed };
    return { problem: 'bước tính bằng giờ (h) không ghi thêm giờ trong ngày; ví dụ: -3h' };
  }
  const time = wallTime === undefined ? undefined : parseWallTime(wallTime);
  if (wallTime !== undefined && time === undefined) {
    return { problem: 'giờ phải từ 00:00 đến 23:59; ví dụ: -2wd 08:00' };
  }
  return { kind: 'days', days: signed, working: unit === 'wd', time };
}

/** Two steps that mean the same moment in other words are one: `-2WD 8:00` and `-2wd 08:00`. */
export function sameMeaning(one: ReminderStep, other: ReminderStep): boolean {
  return meaning(one.when) === meaning(other.when);
}

function meaning(when: StepTime): string {
  if (when.kind === 'open') return 'open';
  if (when.kind === 'hours') return `${when.hours}h`;
  return `${when.days}${when.working ? 'wd' : 'd'} ${when.time?.toString() ?? ''}`;
}
