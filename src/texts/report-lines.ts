import { isFigure, isRatio, type Field, type Value } from '../core/forms/definition.ts';
import type { FieldChange } from '../core/forms/values.ts';
import type { RichText } from '../core/messages.ts';
import type { About, Item, UnusualItem } from '../core/replies.ts';
import { withCounted } from './counted.ts';
import { formatNumber, formatRate, formatValue, periodName } from './numbers.ts';
import { clip, onOneLine } from './screen.ts';
import { commonNoun, midSentence } from './unit-names.ts';

/** A text on a phone's screen among other lines; the report keeps all of it. */
const LONGEST_TEXT = 300;
const LONGEST_INLINE = 80;
const LONGEST_SOURCE = 50;
const LONGEST_QUOTE = 80;
const MOST_QUOTES = 5;
/** Names listed before "và … mục khác". */
const MOST_NAMES = 5;
const MOST_ECHOED = 8;

/** "xã Bình Minh, tuần 34/2017 (21/8–27/8)" */
export function aboutWords({ unit, period }: About): string {
  return `${midSentence(unit.name)}, ${periodName(period.code, period.start, period.end)}`;
}

/** A value with what it counts, and its rate where it has one: `5/6 vụ (83,3 %)`. */
export function valueWords(field: Field, value: Value): string {
  if (!isFigure(field)) return shortValue(field, value, LONGEST_TEXT);
  const words = withCounted(value, field);
  return isRatio(value) ? `${words} (${formatRate(value.part, value.whole, field.target)})` : words;
}

/** A value among others on a line. */
function shortValue(field: Field, value: Value, length: number): string {
  const words = onOneLine(formatValue(value, field.type));
  return words === '' ? 'không có' : clip(words, length);
}

/** `• Hòa giải ở cơ sở: 5/6 vụ (83,3 %) ← «hg 5/6»` */
export function itemLine(item: Item): RichText {
  const { field, value, note, source, understoodAs, carriedOver, summedFrom } = item;
  const marks = [
    carriedOver ? ' (giữ như kỳ trước)' : '',
    note === undefined ? '' : ` (${clip(onOneLine(note), LONGEST_INLINE)})`,
    understoodAs === undefined ? '' : ` – hiểu là “${understoodAs}”`,
    source !== undefined && isFigure(field) ? ` ← «${clip(onOneLine(source), LONGEST_SOURCE)}»` : '',
    summedFrom === undefined || !isFigure(field) ? '' : ` ← ${summedFrom.length} ${commonNoun(summedFrom)}`,
  ];
  return [`• ${field.label}: `, { bold: valueWords(field, value) }, marks.join('')];
}

/** `Hòa giải ở cơ sở 5/6; Đơn khiếu nại mới 1; Khó khăn: mạng yếu` */
export function itemsInline(items: readonly Item[]): string {
  return items.map(itemInline).join('; ');
}

/** The same where it only says what was understood so far: the first ones, then how many more. */
export function itemsBrief(items: readonly Item[]): string {
  return atMost(items.map(itemInline), 'mục', MOST_ECHOED);
}

/** Only what is not zero, and no texts. */
export function figuresBrief(items: readonly Item[]): string {
  const figures = items.filter(({ field, value }) => isFigure(field) && !isZero(value));
  return atMost(figures.map(itemInline), 'mục');
}

function isZero(value: Value): boolean {
  return value === 0 || (isRatio(value) && value.whole === 0);
}

function itemInline({ field, value, carriedOver }: Item): string {
  const kept = carriedOver ? ' (giữ như kỳ trước)' : '';
  // "Khó khăn, vướng mắc thiếu kinh phí" would run together.
  const colon = isFigure(field) ? '' : ':';
  return `${field.label}${colon} ${shortValue(field, value, LONGEST_INLINE)}${kept}`;
}

/** `• Đơn khiếu nại mới: 1 → 3` */
export function changeLine({ field, before, after }: FieldChange): RichText {
  const words = (value: Value | null) =>
    value === null ? 'chưa có' : shortValue(field, value, LONGEST_INLINE);
  return [`• ${field.label}: ${words(before)} → `, { bold: words(after) }];
}

/** `• Hòa giải ở cơ sở: 5/6`, where there is no room for more. */
export function shortItemLine({ field, value }: Item): RichText {
  return [`• ${field.label}: `, { bold: shortValue(field, value, LONGEST_INLINE) }];
}

/** `Đơn khiếu nại mới 250 (các kỳ trước khoảng 2)` */
export function unusualInline(items: readonly UnusualItem[]): string {
  return atMost(
    items.map(
      ({ field, value, usual }) =>
        `${field.label} ${formatValue(value, field.type)} (các kỳ trước khoảng ${formatNumber(usual)})`,
    ),
    'mục',
  );
}

export function fieldNames(fields: readonly Field[]): string {
  return atMost(
    fields.map((field) => field.label),
    'mục',
  );
}

/** The first few, then how many more there are: labels hold commas themselves. */
export function atMost(words: readonly string[], noun: string, most = MOST_NAMES): string {
  const shown = words.slice(0, most).join('; ');
  const more = words.length - most;
  return more > 0 ? `${shown} và ${more} ${noun} khác` : shown;
}

export function quotes(pieces: readonly string[]): string {
  const shown = pieces.slice(0, MOST_QUOTES).map((piece) => `«${clip(onOneLine(piece), LONGEST_QUOTE)}»`);
  const more = pieces.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` và ${more} đoạn khác` : '');
}

/** The first letter as at the beginning of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
