import type { RichText } from '../core/messages.ts';
import type { About } from '../core/replies.ts';
import type { SnoozeLabel, SnoozeReply } from '../core/replies/snooze.ts';
import { bold, message } from './lines.ts';
import { formatDay, formatMoment, weekdayName } from './numbers.ts';
import { aboutWords, atMost } from './report-lines.ts';

/** What is said to who wants to be reminded later. */
export function snooze(reply: SnoozeReply, zone: string): RichText {
  switch (reply.kind) {
    case 'snooze-question':
      return message(
        reply.tooLate
          ? `Nhắc lại lúc đó thì quá muộn để nộp ${which(reply.abouts)}. Đồng chí chọn lúc khác giúp.`
          : `Nhắc lại ${which(reply.abouts)} lúc nào thì tiện cho đồng chí?`,
      );
    case 'snooze-noted':
      return message([
        'Vâng, nhắc lại ',
        bold(formatMoment(reply.until, zone)),
        `: ${which(reply.abouts)}. Từ nay đến lúc đó đồng chí không bị nhắc.`,
      ]);
    case 'snooze-too-late': {
      const { about, overdue } = reply;
      const [name, end] = overdue ? ['lúc khóa sổ', about.period.locksAt] : ['hạn nộp', about.period.dueAt];
      return message(
        `Đã sát ${name} ${formatMoment(end, zone)} của ${aboutWords(about)} nên không lùi lời nhắc được. Đồng chí trả lời ngay tại đây giúp.`,
      );
    }
  }
}

function which(abouts: readonly About[]): string {
  return atMost(abouts.map(aboutWords), 'báo cáo');
}

export function snoozeLabel({ when, day, isTomorrow }: SnoozeLabel): string {
  if (when === 'in-two-hours') return '2 giờ nữa';
  if (when === 'this-afternoon') return 'Chiều nay';
  return isTomorrow ? 'Sáng mai' : `Sáng ${weekdayName(day)} ${formatDay(day)}`;
}
