import type { Temporal } from 'temporal-polyfill';
import type { RichText } from '../core/messages.ts';
import type { AbsenceReply, StandInView } from '../core/replies/absence.ts';
import { bold, message, type Line } from './lines.ts';
import { formatDay, weekdayName } from './numbers.ts';
import { aboutWords, atMost, quotes } from './report-lines.ts';
import { midSentence } from './unit-names.ts';

type Of<Kind extends AbsenceReply['kind']> = Extract<AbsenceReply, { kind: Kind }>;

/** What is said about people who are away. */
export function absence(reply: AbsenceReply): RichText {
  switch (reply.kind) {
    case 'absence-unclear':
      return message(
        'Đồng chí nghỉ đến ngày nào ạ? Đồng chí nhắn lại giúp, ví dụ: nghỉ đến 25/8, đ/c Lan thay',
      );
    case 'absence-noted':
      return noted(reply);
    case 'which-stand-in':
      return message(
        `Đã ghi: đồng chí nghỉ đến hết ${day(reply.until)}. Người thay ${quotes([reply.name])} là ai trong các đồng chí sau ạ?`,
      );
    case 'absence-ended':
      return message(
        reply.was
          ? 'Đã ghi: đồng chí làm việc trở lại. Từ nay tin nhắc lại gửi cho đồng chí.'
          : 'Hệ thống không ghi đợt nghỉ nào của đồng chí; tin nhắc vẫn gửi như thường lệ.',
      );
    case 'absence-told': {
      const { by, place, from, until, standIn } = reply;
      return message(
        [`Đồng chí ${by} (${midSentence(place)}) nghỉ từ ${day(from)} `, bold(`đến hết ${day(until)}`), '.'],
        standIn === null ? 'Chưa nêu người thay.' : standInLine(standIn),
      );
    }
    case 'stand-in-told':
      return message(
        `Đồng chí ${reply.by} nghỉ đến hết ${day(reply.until)} và nêu đồng chí làm thay.`,
        reply.owed.length > 0 ? `Còn phải nộp: ${atMost(reply.owed.map(aboutWords), 'báo cáo')}.` : undefined,
        reply.reports
          ? 'Có số liệu, đồng chí nhắn vào đây như thường lệ.'
          : 'Đồng chí chưa được cấp quyền nộp tại đây. Có số liệu, xin gửi cán bộ tổng hợp nhập thay.',
      );
  }
}

function noted({ from, until, standIn, reminded }: Of<'absence-noted'>): RichText {
  return message(
    [`Đã ghi: đồng chí nghỉ từ ${day(from)} `, bold(`đến hết ${day(until)}`), '. Cán bộ tổng hợp được báo.'],
    standIn === null ? undefined : standInLine(standIn),
    reminded.length > 0
      ? `Trong thời gian này tin nhắc gửi đồng chí ${atMost(reminded, 'người')}.`
      : 'Chưa có ai khác nhận được tin nhắc của đơn vị, nên tin nhắc vẫn gửi cho đồng chí.',
    'Khi đi làm lại, đồng chí nhắn “đi làm lại”.',
  );
}

function standInLine({ name, kind }: StandInView): Line {
  switch (kind) {
    case 'reports':
      return `Người thay: đồng chí ${name}, nộp báo cáo được tại đây.`;
    case 'told':
      return `Người thay: đồng chí ${name}, đã được báo; chưa có quyền nộp tại đây, số liệu gửi cán bộ tổng hợp nhập thay.`;
    case 'unknown':
      return `Người thay: ${quotes([name])}, chưa rõ là ai trong danh sách nên chưa được báo.`;
  }
}

/** "Đồng chí nghỉ đến hết thứ Sáu 25/8, đ/c Lan thay." */
export function absenceLine(until: Temporal.PlainDate, standIn: string | null): string {
  const who = standIn === null ? '' : `, người thay: ${standIn}`;
  return `Đồng chí báo nghỉ đến hết ${day(until)}${who}.`;
}

function day(date: Temporal.PlainDate): string {
  return `${weekdayName(date)} ${formatDay(date)}`;
}
