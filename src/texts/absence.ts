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
          : 'Đồng chí có làm thay được không? Nếu nhận, đồng chí nhận tin nhắc và nộp báo cáo của đơn vị ngay tại đây trong thời gian đó.',
      );
    case 'which-stand-in-request':
      return message(
        reply.answer === 'agreed'
          ? 'Đồng chí nhận làm thay ai trong số sau?'
          : 'Đồng chí không làm thay được ai trong số sau?',
      );
    case 'stand-in-over':
      return message(`Đồng chí ${reply.name} hiện không còn cần người thay. Xin cảm ơn đồng chí.`);
    case 'stand-in-noted':
      return standInNoted(reply);
    case 'stand-in-answered':
      return message(
        reply.answer === 'agreed'
          ? `Đồng chí ${reply.by} nhận làm thay đến hết ${day(reply.until)}, nhận tin nhắc và nộp báo cáo của đơn vị trong thời gian đó.`
          : `Đồng chí ${reply.by} không làm thay được đợt nghỉ đến hết ${day(reply.until)}. Đồng chí nêu người khác, ví dụ: nghỉ đến ${formatDay(reply.until)}, đ/c Lan thay`,
      );
    case 'stand-in-answer-told':
      return message(
        reply.answer === 'agreed'
          ? `Đồng chí ${reply.by} nhận làm thay cán bộ đầu mối ${reply.name} (${midSentence(reply.place)}) ${span(reply)}, nộp báo cáo được tại đây.`
          : `Đồng chí ${reply.by} không làm thay được cán bộ đầu mối ${reply.name} (${midSentence(reply.place)}), nghỉ ${span(reply)}. Chưa có người thay khác.`,
      );
    case 'stand-in-ended':
      return message(
        reply.reason === 'back'
          ? `Đồng chí ${reply.name} đã đi làm lại. Từ nay không phải làm thay nữa. Xin cảm ơn đồng chí.`
          : `Đồng chí ${reply.name} đã báo lại đợt nghỉ. Từ nay không phải làm thay nữa. Xin cảm ơn đồng chí.`,
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

function standInNoted(reply: Of<'stand-in-noted'>): RichText {
  const { answer, name, place } = reply;
  return answer === 'agreed'
    ? message(
        [`Đã ghi: đồng chí làm thay cán bộ đầu mối ${name} (${midSentence(place)}) `, bold(span(reply)), '.'],
        'Trong thời gian đó đồng chí nhận tin nhắc và nộp báo cáo của đơn vị ngay tại đây.',
      )
    : message(
        `Đã ghi: đồng chí không làm thay được cán bộ đầu mối ${name} (${midSentence(place)}). Cán bộ tổng hợp cũng được báo.`,
      );
}

/** "từ thứ Ba 22/8 đến hết thứ Sáu 25/8" */
function span({ from, until }: Pick<Of<'stand-in-noted'>, 'from' | 'until'>): string {
  return `từ ${day(from)} đến hết ${day(until)}`;
}

function standInLine({ name, kind }: StandInView): Line {
  switch (kind) {
    case 'reports':
      return `Người thay: đồng chí ${name}, nộp báo cáo được tại đây.`;
    case 'asked':
      return `Người thay: đồng chí ${name}, đã được hỏi; đồng chí ấy nhận lời thì nộp báo cáo được tại đây.`;
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
