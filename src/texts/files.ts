import { hasFiles, type FileCount } from '../core/attachments/attached.ts';
import { MAX_FILE_BYTES, MOST_FILES } from '../core/attachments/limits.ts';
import type { OutgoingMessage, RichText } from '../core/messages.ts';
import type { FileName, FileProblem, FilesReply, RefusedFile } from '../core/replies/files.ts';
import { bold, message, type Line } from './lines.ts';
import { aboutWords, capital, quotes } from './report-lines.ts';
import { clip, onOneLine } from './screen.ts';

type Of<Kind extends FilesReply['kind']> = Extract<FilesReply, { kind: Kind }>;

const LONGEST_NAME = 40;
const MEGABYTE = 1024 * 1024;

export function wordFiles(reply: FilesReply): RichText {
  switch (reply.kind) {
    case 'files-taken':
      return taken(reply);
    case 'files-refused':
      return refused(reply);
    case 'which-file':
      return message(`Đồng chí bỏ ảnh, tệp nào của báo cáo ${aboutWords(reply.about)} ạ?`);
    case 'files-dropped':
      return message(
        `Đã bỏ ${countWords(reply.dropped)}. ${hasFiles(reply.left) ? `Báo cáo còn kèm ${countWords(reply.left)}.` : 'Báo cáo không còn ảnh, tệp nào.'}`,
      );
    case 'no-files':
      return message(
        reply.sent
          ? `Ảnh, tệp của báo cáo ${aboutWords(reply.sent)} đã gửi cùng báo cáo nên được giữ nguyên. Cần bỏ, đồng chí liên hệ cán bộ tổng hợp.`
          : 'Bản đang soạn không kèm ảnh, tệp nào.',
      );
    case 'files-not-kept':
      return message('Ảnh, tệp chỉ được lưu cùng báo cáo của đơn vị, nên lần này chưa được lưu.');
  }
}

/** Stands once above the answer to a person's first photos. */
export function markPhotos(said: OutgoingMessage): OutgoingMessage {
  return {
    ...said,
    text: message(
      'Đồng chí gửi ảnh lần đầu nên xin lưu ý: ảnh được giữ cùng báo cáo. Chỉ gửi phần cần thiết, tránh mặt người, giấy tờ tùy thân, đơn thư; không gửi văn bản mật. Gửi nhầm, đồng chí nhắn “xóa ảnh” trước khi gửi báo cáo.',
      said.text,
    ),
  };
}

function taken({ about, taken: count, total, album, code, next, words }: Of<'files-taken'>): RichText {
  const what = album ? 'loạt ảnh, tệp này' : countWords(count);
  const more = !album && total.photos + total.others > count.photos + count.others;
  return message(
    code === undefined
      ? [`Đã nhận ${what} cho báo cáo `, bold(aboutWords(about)), '.']
      : [`Đã nhận ${what}, lưu cùng báo cáo đã gửi của `, bold(aboutWords(about)), `, mã ${code}.`],
    more ? `Báo cáo hiện kèm ${countWords(total)}.` : undefined,
    words === undefined ? undefined : `Lời kèm ${quotes([words])} chưa thấy số liệu nào.`,
    next === 'figures' ? 'Đồng chí nhắn tiếp số liệu của kỳ này.' : undefined,
    next === 'send' ? 'Số liệu đã đúng, đồng chí bấm hoặc gõ “Gửi”.' : undefined,
  );
}

function refused({ about, files }: Of<'files-refused'>): RichText {
  const problems = new Map<FileProblem, RefusedFile[]>();
  for (const file of files) problems.set(file.problem, [...(problems.get(file.problem) ?? []), file]);
  return message(
    about === undefined ? undefined : [`Báo cáo `, bold(aboutWords(about)), ' có ảnh, tệp chưa lưu được:'],
    ...[...problems].map(([problem, of]) => problemLine(problem, of)),
  );
}

function problemLine(problem: FileProblem, files: readonly RefusedFile[]): Line {
  const names = fileNames(files);
  switch (problem) {
    case 'too-large':
      return `${capital(names)} lớn hơn ${MAX_FILE_BYTES / MEGABYTE} MB nên chưa được lưu. Đồng chí gửi bản nhỏ hơn giúp.`;
    case 'not-accepted':
      return `${capital(names)} thuộc loại không lưu được. Hệ thống nhận ảnh, PDF, Word và Excel.`;
    case 'too-many':
      return `Mỗi báo cáo kèm tối đa ${MOST_FILES} ảnh, tệp, nên ${names} không được lưu.`;
    case 'locked':
      return `${capital(names)} chưa được lưu vì báo cáo đã khóa sổ.`;
    case 'not-received':
      return `${capital(names)} chưa tải về được nên chưa được lưu. Đồng chí gửi lại giúp.`;
  }
}

/** `1 ảnh` for photos, which have no names of their own; other files by name, a few. */
function fileNames(files: readonly RefusedFile[]): string {
  const photos = files.filter(({ photo }) => photo).length;
  const others = files.filter(({ photo }) => !photo);
  const named = others.length > 3 ? [`${others.length} tệp`] : others.map(({ name }) => fileName({ name }));
  return [...(photos > 0 ? [`${photos} ảnh`] : []), ...named].join(', ');
}

/** `tệp «danh sách.xlsx»`, `ảnh 2` */
export function fileName(file: FileName): string {
  return 'photo' in file ? `ảnh ${file.photo}` : `tệp «${clip(onOneLine(file.name), LONGEST_NAME)}»`;
}

/** `2 ảnh, 1 tệp` */
export function countWords({ photos, others }: FileCount): string {
  return [photos > 0 ? `${photos} ảnh` : '', others > 0 ? `${others} tệp` : '']
    .filter((part) => part !== '')
    .join(', ');
}

/** `Kèm 2 ảnh, 1 tệp.`, for previews, receipts and reports; undefined without files. */
export function withFiles(files: FileCount, { album = false } = {}): string | undefined {
  if (!hasFiles(files)) return undefined;
  return album ? 'Kèm loạt ảnh, tệp vừa gửi.' : `Kèm ${countWords(files)}.`;
}

/** As `withFiles`, and what happens with those that are still on their way. */
export function withFilesReceived(files: FileCount): string | undefined {
  if (!hasFiles(files)) return undefined;
  if (files.pending === 0) return `Kèm ${countWords(files)}.`;
  return `Kèm ${countWords(files)}, còn ${files.pending} đang tải về; nếu không tải được, đồng chí sẽ được báo.`;
}
