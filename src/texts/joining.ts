import { bold, message } from './lines.ts';
import { formatMoment } from './numbers.ts';
import { aboutWords, capital } from './report-lines.ts';
import { midSentence } from './unit-names.ts';
import type { RichText } from '../core/messages.ts';
import type { Reply } from '../core/replies.ts';
import { may } from '../core/access/access.ts';

type Of<Kind extends Reply['kind']> = Extract<Reply, { kind: Kind }>;

/** Who runs this, what is kept and why, how long, who sees it: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15. */
export function consentRequest({ person, posts, operators }: Of<'consent-request'>): RichText {
  const offices = posts.map((post) => `${post.title}, ${midSentence(post.place)}`).join('; ');
  const office = offices === '' ? '' : `, ${offices}`;
  return message(
    [`Chào ${person.honorific} `, bold(person.name), `${office}.`],
    `Đây là kênh báo cáo và nhắc việc${operators.length === 0 ? '' : ` của ${operators.join(' và ')}`}.`,
    'Hệ thống lưu họ tên, chức danh, đơn vị, số điện thoại, tài khoản nhắn tin và nội dung báo cáo của đồng chí, chỉ để tổng hợp và nhắc báo cáo. Cán bộ tổng hợp và lãnh đạo các cơ quan trên xem được.',
    'Báo cáo được giữ theo hồ sơ cơ quan; tin nhắn gốc xóa sau 30 ngày.',
    'Đồng chí xem, sửa, trích xuất, xóa được dữ liệu của mình bằng cách gõ /dulieu, và rút lại sự đồng ý bất cứ lúc nào bằng cách gõ “rút đồng ý”, hoặc /roi để chỉ rời kênh này.',
    'Nếu nhất trí, đồng chí trả lời “Đồng ý”.',
  );
}

/** One sentence of what to do next, in the words of the person's own form. */
export function welcome({ person, posts, duties, example }: Of<'welcome'>, zone: string): RichText {
  const bodies = posts.flatMap((post) => (post.role === 'leader' ? [midSentence(post.place)] : []));
  return message(
    [`Cảm ơn ${person.honorific} `, bold(person.name), ', đã kết nối xong.'],
    ...duties.map(
      ({ about }) => `${capital(aboutWords(about))}: hạn nộp ${formatMoment(about.period.dueAt, zone)}.`,
    ),
    example === undefined ? undefined : `Khi có số liệu, đồng chí chỉ cần nhắn một tin, ví dụ: ${example}`,
    bodies.length === 0
      ? undefined
      : `Bản tổng hợp của ${bodies.join(', ')} sẽ gửi vào đây; gõ /tonghop để xem bản hiện tại.`,
    may(posts, 'report') ? 'Gõ “tập” để làm thử mà không tính, /huongdan để xem cách báo cáo.' : undefined,
  );
}

export function guessingTold({ codes }: Of<'guessing-told'>): RichText {
  return message(
    `Có người lạ vừa thử ${codes} mã mời không có thật. Từ giờ cuộc trò chuyện ấy bị từ chối 24 giờ; không mã nào bị lộ.`,
    'Nếu cơ quan đang phát phiếu mời, xin đồng chí hỏi xem có ai gõ nhầm mã.',
  );
}
