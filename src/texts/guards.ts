import type { RichText } from '../core/messages.ts';
import type { Guard } from '../core/parsing/understanding.ts';
import type { Reply } from '../core/replies.ts';
import { message } from './lines.ts';
import { atMost } from './report-lines.ts';

export const SECRECY_REFUSED: RichText = message(
  'Tin vừa rồi có dấu mật nên không được ghi: nội dung mật không gửi qua kênh này theo Luật Bảo vệ bí mật nhà nước. Phần đã soạn trước đó vẫn giữ nguyên.',
  'Nếu là nội dung mật, đồng chí gửi theo đường công văn mật và xóa tin trên máy. Nếu không phải, đồng chí bỏ chữ “Mật” rồi nhắn lại.',
);

export function privacyQuestion({ pieces }: Extract<Reply, { kind: 'privacy-question' }>): RichText {
  return message(
    `Tin có thông tin về người khiếu nại, tố cáo: ${atMost(
      pieces.map((piece) => `«${inPart(piece)}»`),
      'chỗ',
    )}.`,
    'Báo cáo chỉ cần số đơn; tên, số giấy tờ, số điện thoại của người khiếu nại, tố cáo cần được giữ kín. Bỏ phần đó khỏi báo cáo, hay giữ nguyên ạ?',
  );
}

/** For who tries the parser: what the conversation would say instead of taking it. */
export function wordGuard({ kind }: Guard, quote: string): string {
  return kind === 'secrecy'
    ? `«${quote}» là dấu mật: không ghi gì của tin này.`
    : `«${quote}» cho biết người khiếu nại, tố cáo là ai: hỏi bỏ hay giữ trước khi ghi.`;
}

/** Enough to see what is meant, not who it is: messages are kept longer than the answer. */
function inPart(piece: string): string {
  const digits = piece.replace(/\D/g, '');
  if (digits.length > 0) return `${digits.slice(0, 4)}…`;
  const [title = '', name = ''] = piece.split(/\s+/);
  return `${title} ${name.slice(0, 1)}…`;
}
