import type { RichText } from '../core/messages.ts';
import type { CalendarReply } from '../core/replies/calendar-link.ts';
import { message } from './lines.ts';

export function calendarLink(reply: CalendarReply): RichText {
  if (reply.kind === 'calendar-unavailable') {
    return message(
      reply.why === 'no-address'
        ? 'Hệ thống chưa có địa chỉ để điện thoại đăng ký lịch. Đồng chí gõ /trangthai để xem hạn nộp.'
        : 'Lịch dành cho người có hạn nộp hoặc nhận bản tổng hợp; hiện đồng chí chưa có mục nào.',
    );
  }
  return message(
    reply.renewed
      ? 'Đã đổi, liên kết cũ không còn dùng được. Lịch của đồng chí từ nay ở đây:'
      : 'Lịch của đồng chí. Trong ứng dụng lịch trên điện thoại, chọn thêm lịch bằng liên kết (URL):',
    reply.url,
    'Ai có liên kết này cũng xem được lịch, đồng chí giữ riêng giúp; lỡ để lộ thì đổi liên kết.',
  );
}
