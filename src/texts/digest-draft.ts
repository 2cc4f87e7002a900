import { LONGEST_REMARK } from '../core/digest/draft.ts';
import type { RichText } from '../core/messages.ts';
import type { DigestDraftReply } from '../core/replies/digest-draft.ts';
import { wordDigest } from './leader.ts';
import { message } from './lines.ts';
import { formatMoment } from './numbers.ts';

/** What is said to coordinators about a digest before it goes out. */
export function digestDraft(reply: DigestDraftReply, zone: string): RichText {
  switch (reply.kind) {
    case 'digest-preview': {
      const { draft, digest, others } = reply;
      return message(
        `Bản tổng hợp này gửi lãnh đạo lúc ${formatMoment(draft.sendAt, zone)}; số liệu được tính lại lúc gửi.`,
        others.length > 0 ? `Cùng lúc có bản của ${others.join(', ')}.` : undefined,
        'Đồng chí có thể gõ: gửi ngay; lời dẫn: …; hoãn.',
        withoutBlankLines(wordDigest(digest).text),
      );
    }
    case 'digest-draft-changed':
      return message(changeWords(reply, zone));
    case 'digest-remark-question':
      return message(
        reply.draft.remark === null ? undefined : `Lời dẫn hiện tại: «${reply.draft.remark}»`,
        `Đồng chí viết lời dẫn trong một tin, tối đa ${LONGEST_REMARK} chữ. Lời dẫn đứng đầu bản tổng hợp, có tên đồng chí; số liệu giữ nguyên.`,
      );
    case 'digest-remark-too-long':
      return message(
        `Lời dẫn dài ${reply.length} chữ, chưa được ghi; xin viết gọn trong ${LONGEST_REMARK} chữ.`,
      );
    case 'no-digest-draft':
      return message('Hiện không có bản tổng hợp nào sắp gửi.');
  }
}

/** It is to be on one screen with what stands above. */
function withoutBlankLines(text: RichText): RichText {
  return text
    .filter((part) => part !== '')
    .filter((part, index, all) => part !== '\n' || all[index - 1] !== '\n');
}

function changeWords(
  { draft, change }: Extract<DigestDraftReply, { kind: 'digest-draft-changed' }>,
  zone: string,
): string {
  const when = formatMoment(draft.sendAt, zone);
  switch (change) {
    case 'now':
      return `Bản tổng hợp được gửi lãnh đạo lúc ${when}.`;
    case 'later':
      return `Đã hoãn: bản tổng hợp gửi lãnh đạo lúc ${when}.`;
    case 'remark':
      return `Đã ghi lời dẫn: «${draft.remark ?? ''}». Bản tổng hợp gửi lãnh đạo lúc ${when}.`;
    case 'no-remark':
      return `Lời dẫn giữ như cũ. Bản tổng hợp gửi lãnh đạo lúc ${when}.`;
  }
}
