import type { UnusableWorkbook } from '../core/templates/template.ts';

/** Why a receiver's workbook cannot be filled in, and what to do. */
export function wordUnusable(file: string, reason: UnusableWorkbook): string {
  return `${file}: ${REASONS[reason]}`;
}

const REASONS: Readonly<Record<UnusableWorkbook, string>> = {
  'too-large': 'biểu lớn quá 5 MiB, hoặc 50 MiB khi mở ra; xin bỏ bớt ảnh và trang không dùng',
  'no-workbook': 'tệp không phải sổ tính XLSX; xin mở bằng Excel rồi lưu lại dạng .xlsx',
  macros: 'biểu có macro, không nhận; xin lưu lại dạng .xlsx không có macro',
  locked: 'tệp XLS cũ hoặc có mật khẩu mở, không điền được; xin lưu lại dạng .xlsx, không đặt mật khẩu',
  damaged: 'tệp bị hỏng, hoặc nhiều ô quá một biểu mẫu; xin mở bằng Excel rồi lưu lại dạng .xlsx',
};

export const TEMPLATES = {
  onlyXlsx: 'biểu của nơi nhận là sổ tính; xin bỏ --format hoặc ghi --format xlsx',
  needsFile: (code: string) => `biểu ${code} cần một tệp để ghi; thêm --out TÊN.xlsx`,
  unknown: (code: string, known: readonly string[]) =>
    known.length === 0
      ? `không có biểu “${code}”; chưa mẫu nào khai biểu của nơi nhận (mục templates)`
      : `không có biểu “${code}”; các biểu đang có: ${known.join(', ')}`,
  noFigures: (form: string, period: string) =>
    `mẫu ${form} chưa có số liệu của kỳ ${period}, nên không lập biểu; xin chọn kỳ khác bằng --period`,
  unplaced: (units: readonly string[]) =>
    `LƯU Ý biểu chưa có dòng cho: ${units.join(', ')}; số của các đơn vị này không có trong biểu`,
  notPrinted: (files: readonly string[]) =>
    `Biểu của nơi nhận không in ra được: ${files.join(', ')}; xin thêm --out TỆP để ghi các biểu này cạnh tệp.`,
  otherThere: (path: string) =>
    `${path} đã có với nội dung khác biểu đang dùng; xin xuất vào thư mục khác, hoặc nhập biểu mới trước`,
};
