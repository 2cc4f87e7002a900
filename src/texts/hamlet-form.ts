import type { Temporal } from 'temporal-polyfill';
import type { LinkRefusal } from '../core/conversation/coordination/hamlet-link.ts';
import type { About, Item } from '../core/replies.ts';
import { formatMoment } from './numbers.ts';
import { aboutWords, valueWords } from './report-lines.ts';
import { commonNoun, midSentence } from './unit-names.ts';

/** The words of the page on which hamlets answer. */
export const HAMLET_FORM = {
  title: (unit: string) => `Báo số liệu cho ${midSentence(unit)}`,
  about: (about: About, formName: string) => `${formName}, ${aboutWords(about)}`,
  due: (dueAt: Temporal.Instant, zone: string) => `Hạn báo: ${formatMoment(dueAt, zone)}.`,
  hamlet: (names: readonly string[]) => {
    const noun = commonNoun(names);
    return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
  },
  choose: 'Chọn trong danh sách',
  name: 'Họ và tên người báo',
  words: 'Số liệu',
  example: (example: string) => `Viết như nhắn tin, ví dụ: ${example}. Không có gì thì ghi: không phát sinh.`,
  fields: 'Các mục cần báo',
  privacy: (unit: string) =>
    `Họ tên và số liệu được lưu cùng báo cáo của ${midSentence(unit)}. Xin không ghi tên, số điện thoại của người dân.`,
  review: 'Xem lại',
  understood: (hamlet: string, name: string) => `Số liệu của ${midSentence(hamlet)}, người báo ${name}`,
  nothing: 'Không phát sinh.',
  item: ({ field, value }: Item) => `${field.label}: ${valueWords(field, value)}`,
  unclear: 'Chưa rõ, sẽ không được ghi. Muốn ghi, đồng chí sửa lại cho rõ:',
  leftOut: 'Tên, số điện thoại của người dân đã được bỏ ra.',
  missing: 'Chưa có số',
  send: 'Gửi',
  edit: 'Sửa lại',
  done: (hamlet: string) => `Đã nhận số liệu của ${midSentence(hamlet)}. Cảm ơn đồng chí.`,
  later: 'Cần sửa, đồng chí mở lại liên kết này và gửi lại; số gửi sau thay cho số trước.',
  closed: 'Liên kết này đã hết hạn hoặc kỳ báo cáo đã khóa sổ. Đồng chí liên hệ cán bộ đầu mối của xã.',
  full: 'Nơi này đã gửi quá nhiều lần trong kỳ. Đồng chí liên hệ cán bộ đầu mối của xã.',
  tooLong: 'Nội dung quá dài.\n',
} as const;

export type FormFault = 'no-hamlet' | 'no-name' | 'no-words' | 'too-long' | 'changed' | LinkRefusal;

/** What is wrong with what was filled in, and what to do. */
export function wordFault(fault: FormFault): string {
  switch (fault) {
    case 'no-hamlet':
      return 'Đồng chí chọn nơi báo số liệu.';
    case 'no-name':
      return 'Đồng chí ghi họ và tên.';
    case 'no-words':
      return 'Đồng chí ghi số liệu; không có gì thì ghi “không phát sinh”.';
    case 'too-long':
      return 'Số liệu dài quá 2.000 chữ, đồng chí viết gọn lại giúp.';
    case 'nothing-understood':
      return 'Chưa thấy số liệu nào hiểu được. Đồng chí ghi tên mục và số, theo ví dụ bên dưới.';
    case 'secret':
      return 'Nội dung mang dấu mật nên không được nhận tại đây và không được lưu.';
    case 'changed':
      return 'Đồng chí xem lại rồi gửi.';
    case 'closed':
      return HAMLET_FORM.closed;
  }
}
