import type { RichText } from '../core/messages.ts';
import type { ZaloOaBudgetReply } from '../core/replies/zalo-oa-budget.ts';
import { message } from './lines.ts';
import { formatNumber } from './numbers.ts';

/** What coordinators are told when the month's money for messages on Zalo comes to its end. */
export function zaloOaBudget({ stage, spending, monthly }: ZaloOaBudgetReply): RichText {
  const used = `khoảng ${formatNumber(spending.dong)} đ / ${formatNumber(monthly)} đ (${formatNumber(spending.messages)} tin tính phí)`;
  return stage === 'near'
    ? message(
        `Hạn mức tin nhắn Zalo tháng này sắp hết: ${used}.`,
        'Khi hết, tin nhắc chuyển sang kênh khác của từng người, ai chỉ có Zalo thì nhận sau khi nhắn tới. Tin trả lời vẫn gửi như thường.',
        'Nếu cần nhắc đủ, xin đồng chí đề nghị người quản trị hệ thống nâng hạn mức.',
      )
    : message(
        `Hạn mức tin nhắn Zalo tháng này đã hết: ${used}.`,
        'Đến hết tháng, tin nhắc chuyển sang kênh khác của từng người, ai chỉ có Zalo thì nhận sau khi nhắn tới. Tin trả lời vẫn gửi như thường.',
        'Đơn vị nào gần hạn, xin đồng chí gọi điện giúp, hoặc đề nghị người quản trị hệ thống nâng hạn mức.',
      );
}
