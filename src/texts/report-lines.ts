import { isFigure, isRatio, type Field, type Value } from '../core/forms/definition.ts';
import type { FieldChange } from '../core/forms/values.ts';
import type { RichText } from '../core/messages.ts';
import type { About, Item } from '../core/replies.ts';
import { formatRate, formatValue, periodName } from './numbers.ts';

/** Names listed before "và … mục khác". */
const MOST_NAMES = 5;

/** "xã Bình Minh, tuần 34/2017 (21/8–27/8)" */
export function aboutWords({ unit, period }: About): string {
  return `${unit.name}, ${periodName(period.code, period.start, period.end)}`;
}

/** A value with its rate where it has one: `5/6 (83,3 %)`. */
export function valueWords(field: Field, value: Value): string {
  const words = formatValue(value, field.type);
  if (!isRatio(value)) return words;
  return `${words} (${formatRate(value.part, value.whole, field.target)})`;
}

/** `• Hòa giải ở cơ sở: 5/6 (83,3 %) ← «hg 5/6»` */
export function itemLine(item: Item): RichText {
  const { field, value, note, source, understoodAs, carriedOver } = item;
  const marks = [
    carriedOver ? ' (giữ như kỳ trước)' : '',
    note === undefined ? '' : ` (${note})`,
    understoodAs === undefined ? '' : ` – hiểu là “${understoodAs}”`,
    source !== undefined && isFigure(field) ? ` ← «${source}»` : '',
  ];
  return [`• ${field.label}: `, { bold: valueWords(field, value) }, marks.join('')];
}

/** `Hòa giải ở cơ sở 5/6; Đơn khiếu nại mới 1` */
export function itemsInline(items: readonly Item[]): string {
  return items.map(({ field, value }) => `${field.label} ${formatValue(value, field.type)}`).join('; ');
}

/** `• Đơn khiếu nại mới: 1 → 3` */
export function changeLine({ field, before, after }: FieldChange): RichText {
  const words = (value: Value | null) => (value === null ? 'chưa có' : formatValue(value, field.type));
  return [`• ${field.label}: ${words(before)} → `, { bold: words(after) }];
}

export function fieldNames(fields: readonly Field[]): string {
  const names = fields.slice(0, MOST_NAMES).map((field) => field.label);
  const more = fields.length - names.length;
  return more > 0 ? `${names.join(', ')} và ${more} mục khác` : names.join(', ');
}

export function quotes(pieces: readonly string[]): string {
  return pieces.map((piece) => `«${piece}»`).join(', ');
}

/** The first letter as at the beginning of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
