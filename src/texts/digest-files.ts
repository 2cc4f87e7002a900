import type { DigestFile, DigestFileFormat } from '../core/digest/digest-file.ts';
import type { RichText } from '../core/messages.ts';
import type { DigestFileReply } from '../core/replies/digest-files.ts';
import type { Reply } from '../core/replies.ts';
import { bold, message } from './lines.ts';
import { periodName } from './numbers.ts';
import { capital } from './report-lines.ts';
import { clip, onOneLine } from './screen.ts';
import { midSentence } from './unit-names.ts';

type Of<Kind extends DigestFileReply['kind']> = Extract<Reply, { kind: Kind }>;

const FORMATS: Readonly<Record<DigestFileFormat, string>> = {
  docx: 'bản Word',
  xlsx: 'bảng Excel',
  png: 'ảnh',
};
const LONGEST_NAME = 80;

/** What stands under the file, or above its address. */
export function digestFile({ file, names }: Of<'digest-file'>): RichText {
  const { code, start, end } = names.period;
  const { template } = names;
  if (template !== undefined) {
    return message(
      [bold(short(template.name))],
      `Kỳ số liệu: ${periodName(code, start, end)}`,
      `Nơi nhận: ${short(template.receiver)}`,
      noteOf(file),
    );
  }
  return message(
    [bold(`${capital(FORMATS[file.format])} tổng hợp ${periodName(code, start, end)}`)],
    `${short(names.body)}: ${midSentence(short(names.form))}`,
    noteOf(file),
  );
}

function short(name: string): string {
  return clip(onOneLine(name), LONGEST_NAME);
}

function noteOf({ format, sent }: DigestFile): string {
  const figures = sent === undefined ? 'Số liệu lúc lập tệp này.' : 'Số liệu như bản đã gửi.';
  return format === 'docx' ? `${figures} Đây là dự thảo, xin xem lại trước khi ký.` : figures;
}

export function noDigestFile({ why }: Of<'no-digest-file'>): RichText {
  return why === 'period-unclear'
    ? message(
        'Chưa rõ đồng chí cần kỳ nào.',
        'Xin ghi kỳ sau lệnh, ví dụ: /word tuần 34, /excel tháng 8/2017, /anh 2017-Q3. Không ghi gì là kỳ hiện tại.',
      )
    : message(
        'Chưa có số liệu để lập tệp tổng hợp này trong phạm vi đồng chí được xem.',
        'Kỳ hiện tại, đồng chí xem bằng lệnh /tonghop.',
      );
}

/** Instead of a file that could not be made. */
export function fileFailed({ format }: Pick<DigestFile, 'format'>): RichText {
  return message(
    `Chưa lập được ${FORMATS[format]} tổng hợp vì máy chủ gặp lỗi. Số liệu vẫn còn nguyên.`,
    'Đồng chí thử lại sau ít phút, hoặc xem bằng lệnh /tonghop.',
  );
}

/** Instead of a receiver's workbook that does not fit the organisation any more. */
export function fileRefused(reason: string): RichText {
  return message(
    `Chưa lập được biểu: ${onOneLine(reason)}.`,
    'Đồng chí nhờ người cài đặt xem lại biểu. Số liệu vẫn còn nguyên, xem bằng lệnh /tonghop.',
  );
}

/** Names of more units are as good as their number. */
const MOST_UNPLACED = 8;

/** Under a receiver's workbook that has no row for these units. */
export function fileWithout(text: RichText, units: readonly string[]): RichText {
  const named = units.slice(0, MOST_UNPLACED).map(short).join(', ');
  const more = units.length > MOST_UNPLACED ? ` và ${units.length - MOST_UNPLACED} đơn vị khác` : '';
  return message(text, `Biểu chưa có dòng cho: ${named}${more}. Số của các đơn vị này không có trong biểu.`);
}

/** Instead of a file that its reader may see no more. */
export function fileNotForReader({ format }: Pick<DigestFile, 'format'>): RichText {
  return message(
    `Hiện đồng chí không còn được xem số liệu trong ${FORMATS[format]} này, nên tệp không được gửi.`,
    'Nếu cần cho công việc, đồng chí hỏi cán bộ tổng hợp của cơ quan nhận báo cáo.',
  );
}

/** For a channel that takes no files. */
export function fileAtAddress(
  text: RichText,
  { url, days }: { readonly url: string; readonly days: number },
): RichText {
  return message(
    text,
    `Đồng chí tải trong ${days} ngày tại: ${url}`,
    'Liên kết của riêng đồng chí, xin đừng chuyển cho người khác.',
  );
}

/** For such a channel where the service has no address that phones reach. */
export function fileWithoutAddress(text: RichText): RichText {
  return message(
    text,
    'Kênh này chưa nhận được tệp. Đồng chí lấy tệp ở bảng điều khiển trên máy tính, hoặc nhờ cán bộ tổng hợp gửi giúp.',
  );
}
