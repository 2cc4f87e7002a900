import { LONGEST_EXPLANATION, type Figure, type NamedFigure } from '../core/explanations/explanation.ts';
import type { RichText } from '../core/messages.ts';
import type { ExplanationReply } from '../core/replies/explanation.ts';
import { message } from './lines.ts';
import { formatMoment, formatValue } from './numbers.ts';
import { aboutWords, quotes } from './report-lines.ts';
import { listNames, midSentence } from './unit-names.ts';

const MOST_FIELDS = 8;

/** What is said about explaining one figure. */
export function explanation(reply: ExplanationReply, zone: string): RichText {
  switch (reply.kind) {
    case 'explanation-unclear':
      return message(unclearWords(reply.named));
    case 'explanation-sent':
      return message(
        `Đã hỏi đầu mối về ${figureWords(reply.figure)}. Có trả lời, đồng chí được báo ngay và bản tổng hợp ghi chú.`,
      );
    case 'explanation-waits':
      return message(
        `Đã hỏi đầu mối về ${figureWords(reply.figure)} từ ${formatMoment(reply.since, zone)}, đang chờ trả lời.`,
      );
    case 'explanation-told':
      return message(
        reply.by === null
          ? `Đơn vị đã giải trình ${figureWords(reply.figure)}:`
          : `Đồng chí ${reply.by} giải trình ${figureWords(reply.figure)}:`,
        quotes([reply.text]),
      );
    case 'explanation-asked':
      return message(
        `Đồng chí ${reply.by} cần rõ thêm về ${figureWords(reply.figure)}.`,
        'Đồng chí trả lời một câu, ví dụ: giải trình: 1 vụ hẹn hòa giải lại tuần sau.',
      );
    case 'explanation-question':
      return message(`Đồng chí viết lời giải trình cho ${figureWords(reply.figure)} trong một tin.`);
    case 'which-explanation':
      return message('Đang có mấy câu hỏi chờ đồng chí. Đồng chí chọn mục cần trả lời.');
    case 'explanation-noted':
      return message(
        `Đã ghi lời giải trình và báo ${reply.askers.length > 1 ? 'các ' : ''}đồng chí ${reply.askers.join(', ')}. Số liệu không thay đổi.`,
      );
    case 'explanation-too-long':
      return message(
        `Lời giải trình dài ${reply.length} chữ, chưa được ghi; xin đồng chí viết gọn trong ${LONGEST_EXPLANATION} chữ.`,
      );
    case 'no-explanation-waits':
      return message('Hiện không có câu hỏi nào chờ đồng chí giải trình.');
    case 'explanation-dropped':
      return message('Vâng, câu hỏi vẫn chờ đồng chí; khi trả lời, gõ: giải trình: …');
  }
}

/** `mục Hòa giải ở cơ sở: 5/6, xã Bình Minh, tuần 34/2017 (21/8–27/8)` */
function figureWords({ about, label, value }: Figure): string {
  return `mục ${label}: ${formatValue(value)}, ${aboutWords(about)}`;
}

function unclearWords(named: Exclude<NamedFigure, { kind: 'figure' }>): string {
  switch (named.kind) {
    case 'no-unit':
      return 'Đồng chí nêu mục và đơn vị, ví dụ: giải trình hòa giải Bình Minh';
    case 'several-units':
      return `Tên này có ở ${named.units.length} đơn vị: ${named.units.map(({ name, code }) => `${midSentence(name)} (${code})`).join(', ')}. Đồng chí gõ mã đơn vị.`;
    case 'no-report':
      return `${named.unit.name} chưa có báo cáo nào để hỏi.`;
    case 'no-field':
      return `Đồng chí nêu rõ mục cần hỏi của ${midSentence(named.unit.name)}: ${listNames(
        named.fields.map(({ label }) => label),
        MOST_FIELDS,
        'mục',
      )}.`;
    case 'no-value':
      return `Báo cáo mới nhất của ${midSentence(named.unit.name)} không có số liệu ở mục ${named.field.label}.`;
  }
}
