import type { CheckedSeal, SealFinding, SealNames } from '../core/receipts/check-seal.ts';
import type { ReceiptSubject } from '../core/receipts/receipt.ts';
import { formatDate, formatTime, formatNumber, periodName } from './numbers.ts';

export const VERIFY = {
  title: (code: string) => `Kiểm tra văn bản ${code}`,
  malformed: 'Mã văn bản có dạng VB-7KQ2M-9XH4T, in cạnh mã QR ở văn bản.',
  unknown: (code: string) =>
    `Không có văn bản nào mang mã ${code}. Đồng chí xem lại mã in trên văn bản; nếu đúng từng chữ thì văn bản không do hệ thống này lập.`,
  tooMany: (code: string, receipts: number) =>
    `Văn bản dựa trên ${formatNumber(receipts)} biên nhận, quá nhiều để kiểm tra trên trang này. Người vận hành chạy lệnh: npx hai-chieu verify ${code}`,
  differs: (findings: number) => `có ${findings} điểm không khớp, xem các dòng ở trên`,
  hash: (hash: string) => `Mã băm chung: ${hash.replaceAll(/(.{8})(?=.)/g, '$1 ')}`,
  compare: 'Đối chiếu mã băm này với dòng in trên văn bản: khác một chữ là văn bản khác.',
  onPaper: (code: string, hash: string): readonly string[] => [
    `Mã kiểm tra: ${code}`,
    VERIFY.hash(hash),
    `Quét mã QR, hoặc chạy lệnh: npx hai-chieu verify ${code}`,
  ],
  since: 'Báo cáo đến sau khi lập văn bản, không có trong văn bản:',
} as const;

/** What the document is, and when it was made. */
export function describeDocument({ seal, sealedAt, names }: CheckedSeal, zone: string): readonly string[] {
  const { form, period } = seal.subject;
  return [
    `${names.forms.get(form) ?? form}, ${nameOfPeriod(names, form, period)}`,
    `Lập cho ${names.body}, ${formatTime(sealedAt, zone)} ngày ${formatDate(sealedAt.toZonedDateTimeISO(zone).toPlainDate())}`,
  ];
}

/** Whether it fits, in one sentence. */
export function wordVerdict({ findings, receipts }: CheckedSeal): string {
  return findings.length === 0
    ? `Khớp: ${formatNumber(receipts)} biên nhận mà văn bản dựa vào còn nguyên trong cơ sở dữ liệu.`
    : `Không khớp: ${formatNumber(findings.length)} điểm trong cơ sở dữ liệu khác với lúc lập văn bản.`;
}

export function wordFinding(finding: SealFinding, names: SealNames): string {
  switch (finding.kind) {
    case 'other-hash':
      return 'Mã băm chung không khớp mã văn bản: văn bản đã bị sửa, hoặc bản lưu trong cơ sở dữ liệu đã bị sửa.';
    case 'changed':
      return `${nameOfReport(finding, names)}: nội dung hoặc biên nhận đã bị sửa sau khi đơn vị xác nhận.`;
    case 'missing':
      return `${nameOfUnit(finding.unit, names)}: mất ${formatNumber(finding.count)} biên nhận, từ biên nhận số ${formatNumber(finding.from)}.`;
    case 'rewritten':
      return `${nameOfUnit(finding.unit, names)}: chuỗi biên nhận đã bị viết lại sau khi lập văn bản.`;
    case 'without-receipt':
      return `${nameOfReport(finding, names)}: không có biên nhận, được ghi thẳng vào cơ sở dữ liệu.`;
  }
}

export function nameOfReport({ unit, form, period, revision }: ReceiptSubject, names: SealNames): string {
  const which = revision > 1 ? `, bản đính chính lần ${formatNumber(revision - 1)}` : '';
  return `${nameOfUnit(unit, names)}, ${names.forms.get(form) ?? form}, ${nameOfPeriod(names, form, period)}${which}`;
}

function nameOfUnit(code: string, names: SealNames): string {
  return names.units.get(code) ?? code;
}

function nameOfPeriod(names: SealNames, form: string, code: string): string {
  const known = names.periods.find((one) => one.form === form && one.code === code);
  return known ? periodName(code, known.start, known.end) : code;
}
