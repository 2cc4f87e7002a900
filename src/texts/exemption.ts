import { LONGEST_REASON, UNIT_ENDED, type ExemptionRefusal } from '../core/actions/exempt.ts';
import type { RichText } from '../core/messages.ts';
import type { ExemptionReply } from '../core/replies/exemption.ts';
import { message } from './lines.ts';
import { formatMoment } from './numbers.ts';
import { aboutWords, capital } from './report-lines.ts';
import { clip, onOneLine } from './screen.ts';

/** What is said about reports that a unit need not send. */
export function exemption(reply: ExemptionReply, zone: string, isNumbered: boolean): RichText {
  switch (reply.kind) {
    case 'exemption-preview':
      return message(
        reply.wish.kind === 'exempt'
          ? `Miễn báo cáo ${aboutWords(reply.about)}. Lý do: «${reply.wish.reason}».`
          : `Bỏ việc miễn báo cáo ${aboutWords(reply.about)}.`,
        effectWords(reply),
        `Nếu đúng, đồng chí ${isNumbered ? 'gõ 1 hoặc “Xác nhận”' : 'bấm hoặc gõ “Xác nhận”'}.`,
      );
    case 'exemption-reason':
      return message(
        `Đồng chí cho biết lý do miễn báo cáo ${aboutWords(reply.about)}; lý do được ghi trong bản tổng hợp.`,
      );
    case 'which-exemption':
      return message('Đồng chí chọn báo cáo giúp.');
    case 'exemption-decided':
      return message(
        reply.exempt
          ? `Đã miễn báo cáo ${aboutWords(reply.about)} và báo cho đơn vị.`
          : `Đã bỏ việc miễn báo cáo ${aboutWords(reply.about)} và báo cho đơn vị.`,
      );
    case 'exemption-refused':
      return message(`${capital(wordExemptionRefusal(reply.refusal, aboutWords(reply.about)))}.`);
    case 'nothing-to-exempt':
      return message('Không tìm thấy báo cáo nào như vậy của đơn vị.');
    case 'exemption-dropped':
      return message('Vâng, chưa có gì thay đổi.');
    case 'exempted':
      return message(
        `${opening(reply.by)} miễn báo cáo ${aboutWords(reply.about)}. Lý do: «${reply.reason}».`,
        reply.sent
          ? 'Báo cáo đã gửi vẫn được giữ.'
          : 'Đồng chí không phải nộp và không được nhắc nữa; nếu vẫn có số liệu, cứ nhắn vào đây.',
      );
    case 'exemption-withdrawn':
      return message(
        `${opening(reply.by)} bỏ việc miễn báo cáo ${aboutWords(reply.about)}.`,
        reply.sent
          ? 'Báo cáo đã gửi vẫn được giữ.'
          : `Hạn nộp ${formatMoment(reply.about.period.dueAt, zone)}; đồng chí nhắn số liệu vào đây.`,
      );
  }
}

function effectWords({ wish, sent }: Extract<ExemptionReply, { kind: 'exemption-preview' }>): string {
  if (sent) return 'Đơn vị đã gửi báo cáo; báo cáo vẫn được giữ.';
  return wish.kind === 'exempt'
    ? 'Đơn vị được báo, không bị nhắc nữa, và bản tổng hợp ghi được miễn kèm lý do này.'
    : 'Đơn vị được báo và phải nộp như thường lệ.';
}

function opening(by: string | null): string {
  return by === null ? 'Cán bộ tổng hợp đã' : `Đồng chí ${by} đã`;
}

/** Why an exemption is not decided, with the remedy; `about` names the report. */
export function wordExemptionRefusal(refusal: ExemptionRefusal, about: string): string {
  switch (refusal.kind) {
    case 'no-reason':
      return `miễn báo cáo ${about} cần có lý do, ví dụ: bão số 10`;
    case 'long-reason':
      return `lý do miễn báo cáo ${about} dài quá ${LONGEST_REASON} chữ; xin viết gọn hơn`;
    case 'exempt-already':
      return `báo cáo ${about} đã được miễn với lý do này: «${refusal.reason}»`;
    case 'not-exempt':
      return `báo cáo ${about} không được miễn, vẫn phải nộp`;
    case 'unit-ended':
      return `báo cáo ${about} không phải nộp vì đơn vị không còn vào ngày cuối kỳ; nếu chưa đúng, xin sửa ngày của đơn vị khi nhập tổ chức`;
  }
}

/** What `periods exempt` says to the operator. */
export const EXEMPTION = {
  done: (about: string) => `Đã miễn báo cáo ${about}; đơn vị được báo, không bị nhắc nữa.`,
  undone: (about: string) => `Đã bỏ việc miễn báo cáo ${about}; đơn vị được báo.`,
  owesNothing: (unit: string, form: string, period: string) =>
    `đơn vị “${unit}” không phải nộp mẫu ${form} kỳ ${period}; xem mã đơn vị ở lệnh: npx hai-chieu org export`,
} as const;

/** After the report's name, to whom need not report; `reason`: as stored with the obligation. */
export function exemptWords(reason: string): string {
  return reason === UNIT_ENDED
    ? 'không phải nộp, đơn vị đã kết thúc trước ngày cuối kỳ'
    : `được miễn báo cáo, lý do: ${clip(onOneLine(reason), LONGEST_SHOWN)}`;
}

/** A status names several reports. */
const LONGEST_SHOWN = 80;
