import { isEmptyPlan, type ImportPlan, type SectionPlan } from '../core/organization/plan.ts';
import { isEnding, wordChanges, wordObligations, type ObligationChange } from './import-plan.ts';

/** More rows of a kind are only counted. */
const MOST_LISTED = 20;

/** What an import does, for people: a line a kind of rows, then what is new and what changes. */
export function wordPlan(plan: ImportPlan, owed: ObligationChange, dryRun: boolean): string[] {
  const lines = [
    ...wordSection('Đơn vị', plan.units),
    ...wordSection('Cơ quan', plan.bodies),
    ...wordSection('Người', plan.people),
    ...wordSection('Chức danh', plan.posts),
    ...wordSection('Mẫu báo cáo', plan.forms),
  ];
  if (isEmptyPlan(plan)) return [...lines, 'Không có gì thay đổi.'];
  return [...lines, wordObligations(owed), dryRun ? 'Xem trước, chưa nhập gì.' : 'Đã nhập.'];
}

type NamedRow = { readonly code: string } & ({ readonly name: string } | { readonly title: string });

function wordSection(name: string, section: SectionPlan<NamedRow>): string[] {
  const { added, changed, untouched } = section;
  const rows = [
    ...added.map((row) => `  + ${row.code} (${'name' in row ? row.name : row.title})`),
    ...changed.map(
      (change) => `  ${isEnding(change) ? '×' : '~'} ${change.after.code}: ${wordChanges(change)}`,
    ),
  ];
  const more = rows.length - MOST_LISTED;
  const ended = changed.filter(isEnding).length;
  return [
    `${name}: thêm ${added.length}, thay đổi ${changed.length - ended}${ended > 0 ? `, kết thúc ${ended}` : ''}, giữ nguyên ${untouched.length}`,
    ...rows.slice(0, MOST_LISTED),
    ...(more > 0 ? [`  … và ${more} dòng nữa`] : []),
  ];
}

export const OPERATOR = {
  sampleStands:
    'Cơ sở dữ liệu đang có huyện mẫu; tổ chức thật nên nhập vào một DATA_DIR mới, khi đó không có dữ liệu mẫu.',
  workbookNeedsFile:
    'bảng tính không hiện trên màn hình được; thêm --out to-chuc.xlsx, hoặc chuyển vào tệp: > to-chuc.xlsx',
  unreadableFile: (file: string, reason: string) =>
    `không đọc được tệp ${file} (${reason}); xin ghi đúng đường dẫn của tệp`,
  unknownPerson: (code: string) =>
    `không có người mã ${code} đang giữ chức danh; xem mã người ở lệnh: npx hai-chieu org export`,
  qrOfWhom: 'ảnh mã QR là của một người; xin thêm --person MÃ',
  formFine: (code: string) => `mẫu ${code}: dùng được`,
  refusedForm: (file: string, faults: number) => `${file}: có ${faults} lỗi; xin sửa các dòng trên`,
  noFormInFile: 'tệp không có mẫu báo cáo nào (forms)',
  zaloOaUnknown:
    'Zalo OA chưa cho biết tên nên không ghi được cách mở OA: chạy dịch vụ (npm start) một phút rồi in lại',
  everyoneLinked: 'Mọi người giữ chức danh đều đã kết nối; mời thêm kênh cho một người bằng --person MÃ.',
} as const;
