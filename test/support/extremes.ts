import type { Field, Value } from '../../src/core/forms/definition.ts';
import type { About, Item, Offers } from '../../src/core/replies.ts';
import { at, week } from './conversation.ts';
import { tuan } from './forms.ts';

/** A text as long as a report takes. */
export const LONG = 'Một câu rất dài về đường xá, kênh mương và nhà văn hóa ấp. '.repeat(18).slice(0, 1000);
/** The largest count. */
export const HUGE = 1_000_000_000_000;
export const offers: Offers = [];
export const about: About = {
  unit: { code: 'x', name: `Thị trấn ${'Vĩnh Thuận '.repeat(5).trim()}` },
  formName: 'Báo cáo tuần công tác dân vận',
  period: week(34),
};
const [head, ...others] = tuan.fields;
if (!head) throw new Error('the form has fields');
export const first: Field = head;
export { others };

export function extreme(field: Field): Value {
  if (field.type === 'ratio') return { part: HUGE - 1, whole: HUGE };
  return field.type === 'text' ? LONG : HUGE;
}

export const items: readonly Item[] = tuan.fields.map((field) => ({
  field,
  value: extreme(field),
  note: LONG,
  source: `${field.label} ${LONG}`,
  understoodAs: field.label,
  carriedOver: true,
}));
export const unusual = items.map((item) => ({ ...item, usual: HUGE }));
export const unclear = Array.from({ length: 10 }, () => LONG.slice(0, 200));
export const moment = at('25/8 16:00');
