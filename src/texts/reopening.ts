import type { RichText } from '../core/messages.ts';
import type { ReopeningReply } from '../core/replies/reopening.ts';
import { preview } from './contact.ts';
import { bold, message, type Line } from './lines.ts';
import { formatMoment } from './numbers.ts';
import { aboutWords, capital, changeLine, itemsInline, quotes } from './report-lines.ts';

/** What is said about reports that are locked, to those who report and those who decide. */
export function reopening(reply: ReopeningReply, zone: string, isNumbered: boolean): RichText {
  switch (reply.kind) {
    case 'locked':
      return locked(reply, zone, isNumbered);
    case 'reopening-reason':
      return message(`Đồng chí cho biết lý do xin mở lại báo cáo ${aboutWords(reply.about)}.`);
    case 'which-reopening':
      return message('Đồng chí chọn báo cáo giúp.');
    case 'reopening-needless':
      return message(
        `Báo cáo ${aboutWords(reply.about)} đang mở đến ${closing(reply, zone)}, chưa cần mở lại; có số liệu thì nhắn được ngay.`,
      );
    case 'reopening-asked':
      return message(
        `Đã gửi đề nghị mở lại báo cáo ${aboutWords(reply.about)} tới cán bộ tổng hợp. Có trả lời, đồng chí được báo tại đây.`,
        reply.kept ? 'Số liệu đã nhắn vẫn giữ trong bản nháp.' : undefined,
      );
    case 'reopening-waits':
      return message(
        `Đề nghị mở lại báo cáo ${aboutWords(reply.about)}, đồng chí ${reply.by} gửi ${formatMoment(reply.at, zone)}, đang chờ cán bộ tổng hợp trả lời.`,
      );
    case 'reopened':
      return reopened(reply, zone, isNumbered);
    case 'reopening-refused':
      return message(
        `Đồng chí ${reply.by} không mở lại báo cáo ${aboutWords(reply.about)}.`,
        reply.answer === null ? undefined : `Lý do: ${quotes([reply.answer])}.`,
        reply.kept ? 'Số liệu đã nhắn vẫn giữ trong bản nháp, chưa gửi.' : undefined,
      );
    case 'reopening-request':
      return request(reply, zone);
    case 'requests-waiting':
      return message(
        'Đang chờ đồng chí trả lời đề nghị mở lại:',
        ...reply.requests.map(
          ({ about, by, reason }) => `• ${capital(aboutWords(about))}, đồng chí ${by}: ${quotes([reason])}`,
        ),
        reply.more > 0 ? `Còn ${reply.more} đề nghị khác.` : undefined,
        'Đồng chí chọn để xem và trả lời.',
      );
    case 'decision-reason':
      return message(
        reply.until === null
          ? `Đồng chí cho biết lý do không mở lại báo cáo ${aboutWords(reply.about)}, để báo đơn vị.`
          : `Mở lại báo cáo ${aboutWords(reply.about)} đến ${formatMoment(reply.until, zone)}: đồng chí cho biết lý do.`,
      );
    case 'closing-unclear':
      return message(
        CLOSING_PROBLEMS[reply.problem],
        `Đồng chí chọn, hoặc nhắn lại, ví dụ: mở ${reply.about.unit.code} đến 16h thứ Sáu`,
      );
    case 'opened-again':
      return message([
        `Đã mở lại báo cáo ${aboutWords(reply.about)} đến `,
        bold(closing(reply, zone)),
        ' và báo cho đơn vị.',
      ]);
    case 'opening-refused':
      return message(`Đã báo cho đơn vị là không mở lại báo cáo ${aboutWords(reply.about)}.`);
    case 'reopening-decided':
      return message(
        reply.decision.kind === 'granted'
          ? `Đồng chí ${reply.decision.by} đã mở lại báo cáo ${aboutWords(reply.about)} đến ${formatMoment(reply.decision.until, zone)}.`
          : `Đồng chí ${reply.decision.by} đã trả lời không mở lại báo cáo ${aboutWords(reply.about)}.`,
      );
    case 'no-reopening-waits':
      return message('Không có đề nghị mở lại nào đang chờ.');
    case 'nothing-locked':
      return message('Không tìm thấy báo cáo nào như vậy đã khóa sổ.');
    case 'reopening-dropped':
      return message('Vâng, chưa có gì thay đổi.');
  }
}

type Of<Kind extends ReopeningReply['kind']> = Extract<ReopeningReply, { kind: Kind }>;

const CLOSING_PROBLEMS: Readonly<Record<Of<'closing-unclear'>['problem'], string>> = {
  unread: 'Chưa rõ mở đến khi nào.',
  past: 'Thời điểm đó đã qua.',
  far: 'Thời điểm đó quá xa: mỗi lần mở lại không quá 60 ngày.',
};

function closing({ about }: Pick<Of<'locked'>, 'about'>, zone: string): string {
  return formatMoment(about.period.locksAt, zone);
}

function locked(reply: Of<'locked'>, zone: string, isNumbered: boolean): RichText {
  const { about, kept, asked, decides } = reply;
  return message(
    kept
      ? `Báo cáo ${aboutWords(about)} đã khóa sổ ${closing(reply, zone)}. Số liệu đã nhắn được giữ trong bản nháp, chưa gửi.`
      : `Báo cáo ${aboutWords(about)} đã khóa sổ ${closing(reply, zone)}, nội dung vừa nhắn chưa được ghi.`,
    decides ? 'Đồng chí có thể mở lại cho đơn vị.' : toContact(asked, isNumbered),
  );
}

function toContact(asked: boolean, isNumbered: boolean): string {
  return asked
    ? 'Đề nghị mở lại đang chờ cán bộ tổng hợp trả lời.'
    : `Nếu cần nộp hoặc sửa, đồng chí ${isNumbered ? 'gõ' : 'bấm hoặc gõ'} “Xin mở lại”.`;
}

function reopened(reply: Of<'reopened'>, zone: string, isNumbered: boolean): RichText {
  const opening: Line = [
    `Đồng chí ${reply.by} đã mở lại báo cáo ${aboutWords(reply.about)} đến `,
    bold(closing(reply, zone)),
    '.',
  ];
  return reply.preview
    ? message(opening, preview(reply.preview, isNumbered))
    : message(opening, 'Đồng chí nhắn số liệu cần nộp hoặc sửa vào đây.');
}

function request(reply: Of<'reopening-request'>, zone: string): RichText {
  const { about, by, reason, items, changes, unit } = reply;
  return message(
    [`Đồng chí ${by} xin mở lại báo cáo `, bold(aboutWords(about)), `, đã khóa sổ ${closing(reply, zone)}.`],
    `Lý do: ${quotes([reason])}.`,
    items.length > 0 ? `Số liệu chờ gửi: ${itemsInline(items)}.` : undefined,
    ...(changes.length > 0 ? ['Muốn sửa:', ...changes.map(changeLine)] : []),
    `Đồng chí chọn, hoặc gõ “mở ${unit} đến thứ Sáu”, “không mở ${unit}: lý do”.`,
  );
}
