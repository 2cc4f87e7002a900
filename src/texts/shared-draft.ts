import type { RichText } from '../core/messages.ts';
import type { SharedDraftReply } from '../core/replies/shared-draft.ts';
import { bold, message } from './lines.ts';
import { aboutWords, itemsBrief } from './report-lines.ts';

/** A draft that others had a part in is gone: what of it was the reader's, so that it can be typed again. */
export function draftDroppedTold({ about, by, items }: SharedDraftReply): RichText {
  return message(
    [`Đồng chí ${by} đã bỏ bản đang soạn của `, bold(aboutWords(about)), '.'],
    `Trong đó có số liệu đồng chí đã nhập: ${itemsBrief(items)}. Nếu vẫn cần, đồng chí nhắn lại tại đây.`,
  );
}
