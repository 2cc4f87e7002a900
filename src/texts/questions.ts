import type { Question } from '../core/conversation/state.ts';
import type { Field } from '../core/forms/definition.ts';
import { formatNumber, formatValue } from './numbers.ts';

/** The one question that a doubt comes to. */
export function wordQuestion({ doubt, quote }: Question, field: Field | undefined): string {
  const label = field?.label ?? '';
  const about = quote === '' ? label : `${label} «${quote}»`;
  switch (doubt.kind) {
    case 'part-exceeds-whole':
      return `${about}: ${formatNumber(doubt.part)} lớn hơn tổng số ${formatNumber(doubt.whole)}. Có phải là ${formatNumber(doubt.whole)}/${formatNumber(doubt.part)} không ạ?`;
    case 'counts-needed':
      return `${about}: ${formatNumber(doubt.percent)} % là bao nhiêu trên tổng số? Đồng chí nhắn giúp hai số, ví dụ 120/121.`;
    case 'percent-disagrees':
      return `${about}: tỷ lệ ${formatNumber(doubt.percent)} % không khớp với ${formatValue(doubt.value)}. Lấy ${formatValue(doubt.value)} phải không ạ?`;
    case 'range-or-ratio':
      return `${about}: có phải là ${formatNumber(doubt.first)} trên tổng số ${formatNumber(doubt.second)} không ạ?`;
    case 'part-or-whole':
      return `${about}: ${formatNumber(doubt.number)} là số đạt hay tổng số? Đồng chí nhắn giúp hai số dạng đạt/tổng số.`;
    case 'not-a-count':
      return `${about}: ${formatNumber(doubt.number)} không dùng được cho mục này. Đồng chí nhắn lại số đúng, ví dụ 0, 1, 2.`;
    case 'approximate':
      return `${about}: cần số chính xác. Là bao nhiêu ạ?`;
    case 'two-values':
      return `${label} có nhiều số: ${doubt.values.map((value) => formatValue(value)).join(', ')}. Số nào đúng ạ?`;
    case 'value-missing':
      return `${label}: ${field?.prompt ?? 'Là bao nhiêu ạ?'}`;
    case 'which-field':
    case 'label-missing':
      return `«${quote}» thuộc mục nào ạ?`;
    case 'not-understood':
      return `Chưa hiểu «${quote}». Đồng chí nhắn lại giúp.`;
  }
}
