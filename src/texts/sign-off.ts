import type { RichText } from '../core/messages.ts';
import type { SignOffReply } from '../core/replies/sign-off.ts';
import { contentLines } from './contact.ts';
import { withFiles } from './files.ts';
import { bold, message } from './lines.ts';
import { formatMoment } from './numbers.ts';
import { aboutWords, capital, changeLine, fieldNames, quotes } from './report-lines.ts';
import { onOneLine } from './screen.ts';

/** What is said when a report goes to the head of its unit, to the head and to the contacts. */
export function signOff(reply: SignOffReply, zone: string): RichText {
  switch (reply.kind) {
    case 'sign-off-request':
      return request(reply);
    case 'which-sign-off':
      return message('Các báo cáo chờ duyệt, đồng chí chọn giúp:', ...reply.requests.map(requestLine));
    case 'return-question':
      return message(
        `Báo cáo ${aboutWords(reply.about)} cần sửa gì, đồng chí nhắn một câu để báo người lập.`,
      );
    case 'sign-off-done':
      return reply.outcome === 'approved'
        ? message(['Đã duyệt báo cáo ', bold(aboutWords(reply.about)), ' và báo người lập.'])
        : message(
            ['Đã trả lại báo cáo ', bold(aboutWords(reply.about)), ' và báo người lập.'],
            reasonLine(reply.reason),
            'Sửa xong, báo cáo được trình lại đồng chí.',
          );
    case 'sign-off-settled':
      return settled(reply, zone);
    case 'sign-off-replaced':
      return message(
        `Bản đó của báo cáo ${aboutWords(reply.about)} đã được thay bằng bản sửa, chưa có gì thay đổi.`,
      );
    case 'no-sign-off-waits':
      return message('Không có báo cáo nào đang chờ đồng chí duyệt.');
    case 'sign-off-kept':
      return message('Vâng, báo cáo vẫn chờ đồng chí duyệt.');
    case 'signed-off':
      return message([
        `Đồng chí ${reply.by} đã duyệt báo cáo `,
        bold(aboutWords(reply.about)),
        `, mã ${reply.code}.`,
      ]);
    case 'report-returned':
      return returned(reply, zone);
  }
}

type Of<Kind extends SignOffReply['kind']> = Extract<SignOffReply, { kind: Kind }>;

function requestLine(about: Of<'which-sign-off'>['requests'][number]): string {
  return `• ${capital(aboutWords(about))}, ${about.formName}`;
}

/** In full: it says what to correct. */
function reasonLine(reason: string | null): string | undefined {
  return reason === null ? undefined : `Lý do: «${onOneLine(reason)}».`;
}

function request(reply: Of<'sign-off-request'>): RichText {
  const { about, by, revision, changes, gaps, onBehalf } = reply;
  const what = revision > 1 ? 'bản sửa báo cáo ' : 'báo cáo ';
  return message(
    [
      by === null ? `Trình đồng chí duyệt ${what}` : `Đồng chí ${by} trình duyệt ${what}`,
      bold(aboutWords(about)),
      ':',
    ],
    onBehalf && informantLine(onBehalf.informant),
    ...contentLines(reply),
    gaps.length > 0 ? `Còn thiếu: ${fieldNames(gaps)}.` : undefined,
    ...(changes.length > 0 ? ['Thay đổi so với bản trước:', ...changes.map(changeLine)] : []),
    withFiles(reply.files),
    'Nếu đúng, đồng chí bấm hoặc gõ “Duyệt”; cần sửa, gõ “trả lại: lý do”.',
  );
}

function informantLine(informant: string | null): string {
  return informant === null
    ? 'Cán bộ tổng hợp nhập thay.'
    : `Cán bộ tổng hợp nhập thay; người báo: ${quotes([informant])}.`;
}

function settled({ about, settled: by }: Of<'sign-off-settled'>, zone: string): RichText {
  const when = formatMoment(by.at, zone);
  if (by.state === 'timed-out') {
    return message(
      `Báo cáo ${aboutWords(about)} đã hết thời gian chờ duyệt lúc ${when}, được coi là đã duyệt.`,
    );
  }
  const did = by.state === 'approved' ? 'đã duyệt' : 'đã trả lại';
  return message(
    `Đồng chí ${by.by} ${did} báo cáo ${aboutWords(about)}, ${when}.`,
    by.state === 'returned' ? reasonLine(by.reason) : undefined,
  );
}

function returned(reply: Of<'report-returned'>, zone: string): RichText {
  const { about, by, code, reason, locked, onBehalf } = reply;
  return message(
    [`Đồng chí ${by} trả lại báo cáo `, bold(aboutWords(about)), `, mã ${code}.`],
    reasonLine(reason),
    locked ? `Báo cáo đã khóa sổ ${formatMoment(about.period.locksAt, zone)}.` : undefined,
    onBehalf ? toCoordinator(locked) : toContact(locked),
  );
}

function toContact(locked: boolean): string {
  return locked
    ? 'Để sửa, đồng chí bấm hoặc gõ “Xin mở lại”.'
    : 'Đồng chí nhắn mục cần sửa với số đúng, rồi gửi lại để trình duyệt. Số đã đúng thì gõ “Gửi”.';
}

function toCoordinator(locked: boolean): string {
  return locked
    ? 'Báo cáo do cán bộ tổng hợp nhập thay; đồng chí có thể mở lại để sửa.'
    : 'Báo cáo do cán bộ tổng hợp nhập thay; đồng chí bấm “Sửa” rồi nhắn số đúng, hoặc để đơn vị tự sửa.';
}
