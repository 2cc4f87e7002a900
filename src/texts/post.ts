import type { RichText } from '../core/messages.ts';
import type { OwedByPost, PostReply } from '../core/replies/post.ts';
import { bold, message } from './lines.ts';
import { formatMoment, formatNumber, periodName } from './numbers.ts';
import { midSentence } from './unit-names.ts';

/** More reports that a post owes are only counted. */
const MOST_LISTED = 3;

/** What is said about posts that change hands. */
export function post(reply: PostReply, zone: string): RichText {
  switch (reply.kind) {
    case 'post-passed':
      return passed(reply);
    case 'post-received':
      return received(reply, zone);
  }
}

function passed({ title, place, to }: Extract<PostReply, { kind: 'post-passed' }>): RichText {
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

function received(
  { title, place, from, owed }: Extract<PostReply, { kind: 'post-received' }>,
  zone: string,
): RichText {
  const more = owed.length - MOST_LISTED;
  return message(
    [
      'Đồng chí nhận chức danh ',
      bold(title),
      ` (${midSentence(place)})`,
      from === null ? '.' : `, thay đồng chí ${from}.`,
    ],
    owed.length === 0
      ? 'Hiện chức danh này không phải nộp báo cáo nào.'
      : `Chức danh này đang phải nộp ${formatNumber(owed.length)} báo cáo:`,
    ...owed.slice(0, MOST_LISTED).map((one) => lineOf(one, zone)),
    more > 0 ? `- và ${formatNumber(more)} báo cáo nữa` : undefined,
    'Đồng chí gõ /trangthai để xem và làm tiếp, /lichsu để xem các báo cáo trước.',
  );
}

function lineOf({ formName, period, dueAt, drafted }: OwedByPost, zone: string): string {
  const draft = drafted ? ', đã có bản nháp' : '';
  return `- ${formName}, ${periodName(period.code, period.start, period.end)}: hạn ${formatMoment(dueAt, zone)}${draft}`;
}
