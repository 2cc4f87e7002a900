import type { RichText } from '../core/messages.ts';
import type { Burden } from '../core/reminders/burden.ts';
import { UNASKED_A_WEEK } from '../core/reminders/weekly-room.ts';
import { bold, message } from './lines.ts';
import { formatDay, formatDuration, formatNumber } from './numbers.ts';

/** The burden meter on a phone's screen. */
export function burden(measured: Burden): RichText {
  const { from, until, people, reports, messages, seconds, heaviest } = measured;
  const weeks = `4 tuần qua (${formatDay(from)}–${formatDay(until)})`;
  if (people === 0 || messages === 0)
    return message(`Chưa có tin nhắn nào của cán bộ đầu mối trong ${weeks} để đo.`);
  return message(
    [bold(`Gánh nặng báo cáo, ${weeks}`), `: ${formatNumber(people)} cán bộ đầu mối.`],
    `Tin hệ thống tự gửi: ${unaskedWords(measured)}.`,
    reports === 0
      ? `Chưa có báo cáo nào; có ${formatNumber(messages)} tin hai chiều.`
      : `Mỗi báo cáo: ${rounded(messages / reports)} tin hai chiều, ${lasting(seconds / reports)}.`,
    heaviest.length > 0 ? 'Nhiều tin nhất:' : undefined,
    ...heaviest.map((one) => `• ${one.unit}: ${formatNumber(one.messages)} tin, ${lasting(one.seconds)}`),
    'Thời gian tính từ câu trả lời đầu đến câu cuối của mỗi lần nhắn, chưa kể lúc soạn tin đầu.',
  );
}

/** `thường 2, nhiều nhất 4 tin mỗi người mỗi tuần (trần 5)` */
export function unaskedWords({ unaskedMedian, unaskedMost }: Burden): string {
  return `thường ${rounded(unaskedMedian)}, nhiều nhất ${formatNumber(unaskedMost)} tin mỗi người mỗi tuần (trần ${UNASKED_A_WEEK})`;
}

function rounded(count: number): string {
  return formatNumber(Math.round(count * 10) / 10);
}

function lasting(seconds: number): string {
  return seconds < 60 ? `${Math.round(seconds)} giây` : formatDuration(seconds / 60);
}
