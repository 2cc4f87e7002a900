import type { TemplateDifference } from '../core/zalo-oa/approved-template.ts';
import { PARAM_CAPS, type ParamType, type Template, type TemplateKind } from '../core/zalo-oa/templates.ts';
import { TEMPLATES } from './zalo-oa-templates.ts';

/** As the page names them on which templates are made. */
const TYPES: Readonly<Record<ParamType, string>> = {
  name: 'tên khách hàng',
  address: 'địa chỉ',
  code: 'mã số',
  label: 'nhãn tùy chỉnh',
  amount: 'số lượng',
  date: 'thời gian',
  url: 'đường dẫn',
};

/** The tag under which the templates are submitted: customer care. */
export const TAG = 2;

const NAMES: Readonly<Record<TemplateKind, string>> = {
  'nhac-han': 'Nhắc cán bộ gửi báo cáo định kỳ',
  'tong-hop': 'Báo bản tổng hợp định kỳ đã sẵn sàng',
};

const WHY_TAG: Readonly<Record<TemplateKind, string>> = {
  'nhac-han':
    'tin nhắc một cán bộ đã tự liên kết với OA về báo cáo định kỳ mà người đó có nhiệm vụ gửi; không quảng cáo, không mời mua.',
  'tong-hop':
    'tin báo cho một cán bộ đã tự liên kết với OA rằng số liệu mà người đó có nhiệm vụ theo dõi đã tổng hợp xong; không quảng cáo, không mời mua.',
};

const ANSWERS = [
  'Người nhận là ai: cán bộ của các cơ quan dùng hệ thống, mỗi người đã nhắn mã mời và bấm đồng ý nhận tin trong OA; nhắn /roi là thôi nhận.',
  'Gửi khi nào: theo hạn báo cáo hoặc lịch tổng hợp của cơ quan, mỗi người nhiều nhất 5 tin một tuần, trong giờ làm việc, chỉ khi người nhận đã quá 7 ngày chưa nhắn cho OA.',
  'Số liệu lấy từ đâu: từ danh sách đơn vị, mẫu báo cáo và hạn do cơ quan khai; tin không có số liệu cá nhân ngoài họ tên người nhận.',
];

/** What to type into Zalo's page, and what to answer who reviews it; line by line. */
export function templateSheet(kinds: readonly TemplateKind[]): readonly string[] {
  return [
    'Chép nguyên văn từng mẫu vào trang quản lý mẫu tin của Zalo (account.zalo.cloud), loại mẫu tùy chỉnh.',
    'Zalo xét từng mẫu, có thể yêu cầu sửa hoặc từ chối; sửa chữ nào cũng phải chạy lại lệnh này với --check trước khi dùng.',
    ...kinds.flatMap((kind, index) => ['', ...sheetOf(kind, index + 1)]),
    '',
    'Khi người duyệt hỏi thêm, có thể trả lời:',
    ...ANSWERS.map((answer) => `- ${answer}`),
    '',
    `Khi đã được duyệt: đặt ${kinds.map((kind) => `${kind}:MÃ_MẪU`).join(',')} vào ZALO_TEMPLATES, rồi chạy npx hai-chieu zalo templates --check`,
  ];
}

function sheetOf(kind: TemplateKind, number: number): readonly string[] {
  const { title, paragraphs, table, buttons, params } = TEMPLATES[kind];
  return [
    `Mẫu ${number} (${kind}): ${NAMES[kind]}`,
    `Nhãn: ${TAG}, chăm sóc khách hàng. Lý do: ${WHY_TAG[kind]}`,
    `Tiêu đề: ${title}`,
    ...paragraphs.map((text, index) => `Đoạn ${index + 1}: ${text}`),
    'Bảng:',
    ...table.map(({ label, value }) => `  ${label} | ${value}`),
    ...buttons.map((text, index) => `Nút ${index + 1}: ${text} (loại: đến trang thông tin OA)`),
    'Tham số:',
    ...Object.entries(params).map(
      ([param, { type, meaning, example }]) =>
        `  <${param}>: ${TYPES[type]}, tối đa ${PARAM_CAPS[type]} ký tự; ${meaning}; ví dụ: ${example}`,
    ),
  ];
}

/** The same for programs. */
export function templateData(kind: TemplateKind) {
  const { params, ...texts }: Template = TEMPLATES[kind];
  return {
    kind,
    name: NAMES[kind],
    tag: TAG,
    ...texts,
    params: Object.entries(params).map(([name, { type, meaning, example }]) => ({
      name,
      type,
      maxLength: PARAM_CAPS[type],
      meaning,
      example,
    })),
  };
}

const STATES: Readonly<Record<string, string>> = {
  PENDING_REVIEW: 'đang chờ Zalo duyệt (PENDING_REVIEW)',
  REJECT: 'Zalo đã từ chối (REJECT)',
  DISABLE: 'Zalo đã tắt (DISABLE)',
};

/** One line for each thing for which what we send would be refused, or said shorter. */
export function differenceLine(difference: TemplateDifference): string {
  switch (difference.kind) {
    case 'status': {
      const { status, reason } = difference;
      const state = Object.hasOwn(STATES, status) ? STATES[status] : undefined;
      return `trạng thái: ${state ?? status}${reason === undefined ? '' : `; lý do: ${reason}`}`;
    }
    case 'missing':
      return `thiếu tham số <${difference.param}> mà hệ thống gửi; sửa mẫu cho có tham số này`;
    case 'extra':
      return `có tham số <${difference.param}> mà hệ thống không gửi; bỏ khỏi mẫu`;
    case 'shorter':
      return `<${difference.param}>: Zalo nhận tối đa ${difference.allowed} ký tự, hệ thống gửi tới ${difference.ours}; đổi loại tham số như bản in`;
  }
}

export const TEMPLATE_WORDS = {
  faulty: (kind: TemplateKind, faults: number) =>
    `mẫu ${kind} vượt giới hạn của Zalo ở ${faults} chỗ; xin cập nhật phần mềm rồi chạy lại`,
  fits: (kind: TemplateKind, id: string) => `khớp    ${kind} (mã ${id})`,
  differs: (kind: TemplateKind, id: string, line: string) => `khác    ${kind} (mã ${id}): ${line}`,
  unlike: (id: string) => `khác    mã ${id}: không có tham số nào của các mẫu hệ thống gửi`,
  noneConfigured:
    'ZALO_TEMPLATES: chưa đặt; xin đặt mã các mẫu, hoặc nêu tệp JSON sau --check; ví dụ: ZALO_TEMPLATES=nhac-han:12345,tong-hop:12346',
  noTemplate: (path: string) =>
    `${path}: không phải câu trả lời của GET /template/info/v2; xin lưu nguyên JSON mà Zalo trả về`,
  differences: (count: number) => `${count} chỗ khác với tin hệ thống gửi; xin sửa mẫu rồi kiểm tra lại`,
} as const;
