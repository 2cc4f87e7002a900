import type { RichText } from '../core/messages.ts';
import { ZALO_BOT_PLAN } from '../core/organization/zalo-bot-plan.ts';
import type { ZaloBotPlanReply } from '../core/replies/zalo-bot-plan.ts';
import { message } from './lines.ts';
import { formatNumber } from './numbers.ts';

/** What coordinators are told when the free plan of the Zalo bot comes to its end. */
export function zaloBotPlan({ part, used }: ZaloBotPlanReply): RichText {
  const all = formatNumber(ZALO_BOT_PLAN[part]);
  return part === 'people'
    ? message(
        `Gói Zalo miễn phí đã có ${formatNumber(used)}/${all} người. Khi hết chỗ, người mới nhắn tới sẽ không kết nối được.`,
        'Người chưa kết nối có thể dùng Telegram, hoặc đơn vị đăng ký Zalo OA.',
      )
    : message(
        `Gói Zalo miễn phí tháng này đã dùng ${formatNumber(used)}/${all} tin, tính cả tin đến và tin đi.`,
        'Khi gần hết, phần còn lại để dành trả lời người nhắn tới; tin nhắc và bản tổng hợp chuyển sang kênh khác của từng người.',
        'Ai chỉ có Zalo thì không được nhắc nữa, và sang tháng mới nhận bản tổng hợp.',
      );
}
