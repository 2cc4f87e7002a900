import type { RichText } from '../core/messages.ts';
import type { OnBehalfReply } from '../core/replies/on-behalf.ts';
import { bold, message } from './lines.ts';
import { waitsForLines } from './waits-for.ts';
import { aboutWords, changeLine, fieldNames, itemsInline, quotes } from './report-lines.ts';

/** What is said when a coordinator enters what was phoned in. */
export function onBehalf(reply: OnBehalfReply): RichText {
  switch (reply.kind) {
    case 'on-behalf-usage':
      return message(
        'Đồng chí gõ mã hoặc tên đơn vị rồi đến số liệu, ví dụ:',
        '/nhapthay binh-minh hg 5/6, kn 1 (chị Mai báo qua điện thoại)',
      );
    case 'on-behalf-unknown':
      return message(
        `Chưa rõ đơn vị nào trong ${quotes([reply.words])}.`,
        'Đồng chí gõ mã hoặc tên đơn vị trước số liệu, ví dụ: /nhapthay binh-minh hg 5/6',
      );
    case 'informant-question':
      return message(`Ai báo số liệu của ${aboutWords(reply.about)} ạ? Đồng chí nhắn tên, hoặc gõ “bỏ qua”.`);
    case 'entered-on-behalf':
      return entered(reply);
  }
}

function entered(reply: Extract<OnBehalfReply, { kind: 'entered-on-behalf' }>): RichText {
  const { about, by, informant, code, nil, items, changes, gaps } = reply;
  return message(
    [`Đồng chí ${by} đã nhập thay báo cáo `, bold(aboutWords(about)), `, mã ${code}.`],
    informant === null ? undefined : `Người báo: ${quotes([informant])}.`,
    nil ? 'Nội dung: không phát sinh.' : undefined,
    ...changes.map(changeLine),
    !nil && changes.length === 0 ? `Nội dung: ${itemsInline(items)}.` : undefined,
    gaps.length > 0 ? `Còn thiếu: ${fieldNames(gaps)}.` : undefined,
    ...waitsForLines(reply.waitsFor ?? []),
    'Nếu chưa đúng, đồng chí nhắn lại mục cần sửa.',
  );
}
