import type { OutgoingMessage, RichText } from '../core/messages.ts';
import type { Reply } from '../core/replies.ts';
import type { PracticeEnd } from '../core/replies/practice.ts';
import { bold, message } from './lines.ts';
import { aboutWords, fieldNames, itemsInline } from './report-lines.ts';

type Of<Kind extends Reply['kind']> = Extract<Reply, { kind: Kind }>;

const MARK = bold('TẬP – không tính');

/** Stands above everything that a practice leads to, so that nobody takes it for the real report. */
export function markPractice(said: OutgoingMessage): OutgoingMessage {
  return { ...said, text: message([MARK], said.text) };
}

export function practiceBegun({ about, example }: Of<'practice-begun'>): RichText {
  return message(
    [MARK, `: đồng chí làm thử báo cáo ${aboutWords(about)}, không có gì được lưu hay gửi đi.`],
    `Đồng chí nhắn số liệu như thật, ví dụ: ${example}`,
    'Muốn dừng thì gõ “thôi tập”.',
  );
}

export function practiceReceipt({ about, nil, items, gaps, due }: Of<'practice-receipt'>): RichText {
  return message(
    [MARK],
    `Đây là biên nhận thử của báo cáo ${aboutWords(about)}.`,
    ['Mã: ', bold('TẬP')],
    nil ? 'Nội dung: không phát sinh.' : `Nội dung: ${itemsInline(items)}.`,
    gaps.length > 0 ? `Còn thiếu: ${fieldNames(gaps)}.` : undefined,
    'Không có gì được gửi. Khi nộp hoặc sửa thật, đồng chí nhắn số liệu vào đây như vừa làm.',
    due.length > 0 ? `Báo cáo thật còn phải nộp: ${due.map(aboutWords).join('; ')}.` : undefined,
  );
}

export function practiceOver(why: PracticeEnd): RichText {
  switch (why) {
    case 'said':
      return message('Đã thôi tập, không có gì được gửi. Từ tin sau là báo cáo thật.');
    case 'silence':
      return message('Phần tập trước đã kết thúc, không có gì được gửi. Từ tin này là báo cáo thật.');
    case 'real-report':
      return message('Phần tập dừng ở đây, không có gì của phần tập được gửi. Từ đây là báo cáo thật.');
    case 'old-button':
      return message(
        'Lựa chọn này thuộc phần tập đã kết thúc, không có gì được gửi. Muốn tập lại thì gõ “tập”.',
      );
    case 'not-begun':
      return message('Hiện không có phần tập nào. Đồng chí nhắn số liệu là báo cáo thật.');
  }
}

export function practiceUnavailable(reports: boolean): RichText {
  return message(
    reports
      ? 'Đơn vị chưa có kỳ báo cáo nào để tập. Khi mở kỳ đầu tiên, đồng chí gõ lại “tập”.'
      : 'Phần tập dành cho cán bộ báo cáo số liệu.',
  );
}
