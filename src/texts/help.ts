import type { RichText } from '../core/messages.ts';
import type { Reply } from '../core/replies.ts';
import { message } from './lines.ts';

type Of<Kind extends Reply['kind']> = Extract<Reply, { kind: Kind }>;

/** Fields listed with the words they are known by; more would not fit on a screen. */
const MOST_FIELDS = 14;

export function help({ reports, leads, coordinates, signsOff, example, fields }: Of<'help'>): RichText {
  return message(
    ...(reports ? contactHelp(example, fields) : []),
    ...(leads ? leaderHelp(reports) : []),
    ...(coordinates ? coordinatorHelp() : []),
    ...(signsOff ? ['/duyet: báo cáo của đơn vị chờ duyệt; trả lời “duyệt” hoặc “trả lại: lý do”'] : []),
    !reports && !leads ? 'Hiện đồng chí chưa giữ nhiệm vụ báo cáo nào ở đây.' : undefined,
  );
}

function contactHelp(example: string | undefined, fields: Of<'help'>['fields']) {
  return [
    example === undefined ? undefined : `Báo cáo bằng một tin, ví dụ: ${example}`,
    'Có dấu hay không dấu đều được. Không có gì mới thì gõ “không phát sinh”.',
    'Muốn được hỏi lần lượt thì gõ “từng mục”; muốn tập, không tính, thì gõ “tập”.',
    ...fields.slice(0, MOST_FIELDS).map((field) => `• ${field.label}${shortNames(field.aliases)}`),
    '/trangthai: còn nợ gì, hạn nào',
    '/lichsu: báo cáo đã gửi',
    '/lich: đưa hạn nộp vào lịch điện thoại',
    '/bo: bỏ bản đang soạn',
    '/kenh: chọn kênh nhận tin; /dulieu: dữ liệu của đồng chí',
    '/roi: rời khỏi kênh',
  ];
}

function shortNames(aliases: readonly string[]): string {
  const short = aliases.filter((alias) => alias.length <= 5).slice(0, 2);
  return short.length === 0 ? '' : ` (${short.join(', ')})`;
}

function leaderHelp(reports: boolean) {
  return [
    'Tại đây đồng chí xem được:',
    '/tonghop: bản tổng hợp hiện tại, hoặc một kỳ, ví dụ /tonghop quý 3; xem tiếp: ai chưa báo cáo, chi tiết xã Bình Minh, chi tiết hòa giải',
    '/word, /excel, /anh: bản tổng hợp thành tệp hoặc ảnh, ví dụ /word tuần 34',
    '/xem MÃ: báo cáo mới nhất của một đơn vị, ví dụ /xem binh-minh',
    'giải trình hòa giải Bình Minh: hỏi đầu mối về một số liệu',
    ...(reports ? [] : ['/lich: đưa lịch gửi bản tổng hợp vào điện thoại']),
  ];
}

function coordinatorHelp() {
  return [
    '/nhapthay MÃ SỐ LIỆU: nhập thay đơn vị, ví dụ /nhapthay binh-minh hg 5/6',
    '/moi HỌ TÊN: cấp mã mời, /huymoi HỌ TÊN: hủy mã',
    '/denghi: các đề nghị mở lại đang chờ',
    '/tudien: từ riêng của các đơn vị',
    'mở MÃ đến thứ Sáu: mở lại báo cáo đã khóa sổ của một đơn vị',
  ];
}
