import type { RichText } from '../core/messages.ts';
import type { PostReply } from '../core/replies/post.ts';
import { bold, message } from './lines.ts';
import { midSentence } from './unit-names.ts';

/** What is said about posts that change hands. */
export function post({ title, place, to }: PostReply): RichText {
  return message(
    [
      'Đồng chí thôi giữ chức danh ',
      bold(title),
      ` (${midSentence(place)})`,
      to === null ? '.' : `; đồng chí ${to} nhận thay.`,
    ],
    'Báo cáo, bản nháp và phần còn nợ đi theo chức danh; từ nay đồng chí không xem, không sửa được các nội dung ấy tại đây.',
    'Cảm ơn đồng chí đã làm việc cùng hệ thống. Nếu có nhầm lẫn, xin báo cán bộ tổng hợp.',
  );
}
