import type { RichText } from '../core/messages.ts';
import { owingPage, type OwingPage } from '../core/digest/owing.ts';
import type { DigestDetailReply } from '../core/replies/digest-detail.ts';
import { message } from './lines.ts';
import { codeName, formatDuration, formatNumber } from './numbers.ts';
import { missingWords, shortName, titleLines, unitOf, unitsOf } from './digest-unit.ts';
import { fieldOf, fieldsOf } from './digest-field.ts';
import { remindedNow, remindQuestion } from './remind-now.ts';
import { commonNoun, midSentence } from './unit-names.ts';

const MOST_GROUPS = 10;

/** Where there are no buttons. */
export const TYPED_DETAILS = 'Xem thêm, đồng chí gõ: ai chưa báo cáo; chi tiết xã; chỉ tiêu; nhắc ngay.';

/** What is said of the parts of a digest. */
export function digestDetail(reply: DigestDetailReply, zone: string): RichText {
  switch (reply.kind) {
    case 'digest-again':
      return reply.text;
    case 'digest-owing':
      return owing(reply, zone);
    case 'digest-units':
      return unitsOf(reply);
    case 'digest-unit':
      return unitOf(reply, zone);
    case 'digest-fields':
      return fieldsOf(reply);
    case 'digest-field':
      return fieldOf(reply);
    case 'which-field':
      return message('Có mấy chỉ tiêu tên bắt đầu như vậy, đồng chí chọn một.');
    case 'digest-figures':
      return message(`Đồng chí chọn số liệu cần ${midSentence(shortName(reply.unit))} giải trình.`);
    case 'which-unit':
      return message(`Tên này có ở ${formatNumber(reply.count)} đơn vị, đồng chí chọn một.`);
    case 'detail-unknown':
      return message(
        'Chưa rõ đồng chí cần xem chi tiết nơi nào. Ví dụ: chi tiết xã Bình Minh; chi tiết hòa giải; chi tiết xã.',
      );
    case 'no-such-digest':
      return noSuchDigest(reply.period);
    case 'remind-question':
      return remindQuestion(reply, zone);
    case 'reminded-now':
      return remindedNow(reply, zone);
  }
}

/** Instead of the digest of a period that was named. */
function noSuchDigest(period: string | null): RichText {
  return message(
    period === null
      ? 'Chưa rõ đồng chí cần kỳ nào.'
      : `Chưa có kỳ báo cáo nào trong ${codeName(period)} để tổng hợp.`,
    'Ví dụ: /tonghop tuần 34, /tonghop quý III/2017, /tonghop giai đoạn 2012-2017. Không ghi gì là kỳ hiện tại.',
  );
}

function owing(
  { names, owing: of, page: wanted }: Extract<DigestDetailReply, { kind: 'digest-owing' }>,
  zone: string,
): RichText {
  const { page, pages, missing, late, left } = owingPage(of, wanted);
  const noun = commonNoun([...of.missing, ...of.late].map(({ unit }) => unit.name));
  const then =
    of.missingThen === null || of.missingThen === of.missing.length
      ? ''
      : ` (lúc gửi bản tổng hợp: ${formatNumber(of.missingThen)})`;
  const counted = `${formatNumber(of.missing.length)}/${formatNumber(of.expected)} ${noun}${then}`;
  return message(
    ...titleLines('Ai chưa báo cáo', names, page, pages),
    of.missing.length > 0
      ? `Chưa báo cáo ${counted}${missing.length > 0 ? ':' : '.'}`
      : `Không còn đơn vị nào chưa báo cáo${then}.`,
    ...missing.map((unit) => `• ${shortName(unit.unit)}: ${missingWords(unit, zone)}`),
    of.late.length > 0
      ? `Nộp trễ ${formatNumber(of.late.length)} ${noun}${late.length > 0 ? ':' : '.'}`
      : undefined,
    ...late.map(({ unit, lateMinutes }) => `• ${shortName(unit)}: trễ ${formatDuration(lateMinutes ?? 0)}`),
    leftWords(left, noun),
  );
}

/** What stands on further pages, by the unit above where there are several. */
function leftWords(left: OwingPage['left'], noun: string): string | undefined {
  const absent = left.reduce((sum, { missing }) => sum + missing, 0);
  const delayed = left.reduce((sum, { late }) => sum + late, 0);
  if (absent + delayed === 0) return undefined;
  const counts = [
    ...(absent > 0 ? [`${formatNumber(absent)} ${noun} chưa báo cáo`] : []),
    ...(delayed > 0 ? [`${formatNumber(delayed)} ${noun} nộp trễ`] : []),
  ].join(', ');
  const groups = left.map(({ group, missing, late }) => ({
    words: `${group === null ? 'không thuộc đơn vị nào' : midSentence(shortName({ name: group }))} ${formatNumber(missing + late)}`,
    units: missing + late,
  }));
  const behind = groups.slice(MOST_GROUPS);
  const more = behind.reduce((sum, { units }) => sum + units, 0);
  const others = behind.length > 0 ? [`${formatNumber(behind.length)} nơi khác ${formatNumber(more)}`] : [];
  const byGroup = [...groups.slice(0, MOST_GROUPS).map(({ words }) => words), ...others].join(', ');
  return `Trang sau còn ${counts}${groups.length > 1 ? `: ${byGroup}` : ''}.`;
}
