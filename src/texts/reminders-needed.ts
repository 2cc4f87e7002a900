import type { RichText } from '../core/messages.ts';
import { LED_WITHIN_HOURS } from '../core/reminders/best-hour.ts';
import { NEEDED_WEEKS, type RemindersNeeded, type UnitNeeds } from '../core/reminders/reminders-needed.ts';
import { bold, message } from './lines.ts';
import { formatDay, formatNumber } from './numbers.ts';
import { midSentence } from './unit-names.ts';

/** Names and lines beyond these are counted: the message stays on a phone's screen. */
const MOST_NAMES = 8;
const MOST_HOURS = 10;

/** How many reminders reports took: units by how many, each group by name, which is no rank. */
export function remindersNeeded({ from, until, median, units }: RemindersNeeded): RichText {
  const weeks = `${NEEDED_WEEKS} tuần qua (${formatDay(from)}–${formatDay(until)})`;
  if (units.length === 0) return message(`Chưa có báo cáo nào trong ${weeks} để đếm số lần nhắc.`);
  const groups = [...Map.groupBy(units, (unit) => Math.min(unit.median, 3))].toSorted(
    ([one], [other]) => one - other,
  );
  const hours = habitLines(units);
  return message(
    [bold(`Số lần nhắc cho mỗi báo cáo, ${weeks}`), `: thường ${times(median)}.`],
    ...groups.map(([count, own]) => `• ${groupName(count)}: ${names(own)}`),
    ...hours.slice(0, MOST_HOURS),
    hours.length > MOST_HOURS ? `và ${formatNumber(hours.length - MOST_HOURS)} đơn vị nữa.` : undefined,
    'Tin báo mở kỳ không tính là lần nhắc.',
  );
}

/** For each unit that has one, its best hour and why; of forms whose plan adapts. */
export function habitLines(units: readonly UnitNeeds[]): readonly string[] {
  return units.flatMap(({ unit, bestHour }) =>
    bestHour === undefined
      ? []
      : [
          `${unit}: nhắc khoảng ${bestHour.hour} giờ nếu được, vì ${bestHour.answered}/${bestHour.reminded} lần trước đơn vị nộp trong ${LED_WITHIN_HOURS} giờ sau giờ này.`,
        ],
  );
}

/** What `rehearse` adds: it has no history of its own and goes by the hours of the form. */
export function wordHabits(units: readonly UnitNeeds[]): readonly string[] {
  const lines = habitLines(units);
  if (lines.length === 0) return [];
  return [
    '',
    'Giờ nhắc theo thói quen (plan: adaptive); diễn tập trên đây theo giờ ghi trong mẫu:',
    ...lines,
  ];
}

function groupName(count: number): string {
  if (count === 0) return 'Không cần nhắc';
  return count === 3 ? 'Nhắc 3 lần trở lên' : `Nhắc ${count} lần`;
}

function names(units: readonly UnitNeeds[]): string {
  if (units.length > MOST_NAMES) return `${formatNumber(units.length)} đơn vị`;
  return units.map(({ unit }) => midSentence(unit)).join(', ');
}

function times(count: number): string {
  return count === 0 ? 'không cần nhắc' : `nhắc ${formatNumber(count)} lần`;
}
