import type { Question } from '../core/conversation/state.ts';
import type { Field, Value } from '../core/forms/definition.ts';
import { formatNumber, formatValue } from './numbers.ts';
import { quotes } from './report-lines.ts';

/** The one question that a doubt comes to. `suggestion`: the value that a bare yes takes. */
export function wordQuestion(
  { doubt, quote, adds }: Question,
  field: Field | undefined,
  suggestion?: Value,
): string {
  const label = field?.label ?? '';
  const said = quote === '' ? '' : quotes([quote]);
  const about = [label, said].filter((words) => words !== '').join(' ');
  switch (doubt.kind) {
    case 'part-exceeds-whole':
      return `${about}: ${formatNumber(doubt.part)} lớn hơn tổng số ${formatNumber(doubt.whole)}. Có phải là ${formatNumber(doubt.whole)}/${formatNumber(doubt.part)} không ạ?`;
    case 'counts-needed':
      return `${about}: ${formatNumber(doubt.percent)} % là bao nhiêu trên tổng số? Đồng chí nhắn giúp hai số, ví dụ 120/121.`;
    case 'percent-disagrees':
      return `${about}: tỷ lệ ${formatNumber(doubt.percent)} % không khớp với ${formatValue(doubt.value)}. Lấy ${formatValue(doubt.value)} phải không ạ?`;
    case 'range-or-ratio':
      return doubt.first > doubt.second
        ? `${about}: là bao nhiêu trên tổng số? Đồng chí nhắn giúp hai số, ví dụ 5/6.`
        : `${about}: có phải là ${formatNumber(doubt.first)} trên tổng số ${formatNumber(doubt.second)} không ạ?`;
    case 'part-or-whole':
      return `${about}: ${formatNumber(doubt.number)} là số đạt hay tổng số? Đồng chí nhắn giúp hai số dạng đạt/tổng số.`;
    case 'not-a-count':
      return `${about}: ${formatNumber(doubt.number)} không dùng được cho mục này. Đồng chí nhắn lại số đúng, ví dụ 0, 1, 2.`;
    case 'approximate':
      return `${about}: cần số chính xác. Là bao nhiêu ạ?`;
    case 'too-long':
      return `${label}: nội dung dài ${formatNumber(doubt.length)} ký tự, tối đa ${formatNumber(doubt.most)} nên chưa được ghi. Đồng chí rút gọn rồi nhắn lại giúp.`;
    case 'two-values':
      return doubt.values.length === 0
        ? `${label} có quá nhiều số. Số nào đúng ạ?`
        : `${label} có nhiều số: ${doubt.values.map((value) => formatValue(value)).join(', ')}. Số nào đúng ạ?`;
    case 'value-missing':
      return suggestion === undefined
        ? `${label}: ${field?.prompt ?? 'Là bao nhiêu ạ?'}`
        : `${label}: giữ ${formatValue(suggestion)} như kỳ trước phải không ạ?`;
    case 'which-field':
    case 'label-missing':
      return suggestion === undefined
        ? `${said === '' ? 'Số này' : said} thuộc mục nào ạ?`
        : total(about, adds, suggestion);
    case 'not-understood':
      return `${said === '' ? 'Có chỗ chưa rõ' : `Chưa hiểu ${said}`}. Đồng chí nhắn lại giúp.`;
  }
}

function total(about: string, adds: Question['adds'], suggestion: Value): string {
  if (!adds) return `${about}: có phải là ${formatValue(suggestion)} không ạ?`;
  const before = adds.known === null ? '' : `trước đã ghi ${formatValue(adds.known)}, `;
  return `${about}: ${before}tổng trong kỳ là ${formatValue(suggestion)} phải không ạ?`;
}
