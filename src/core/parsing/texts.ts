import type { Field, Value } from '../forms/definition.ts';
import { MAX_TEXT_LENGTH } from '../forms/values.ts';
import { isBoundary, isNoise } from './clauses.ts';
import { hasTag, type Item } from './items.ts';
import type { Source } from './reader.ts';
import type { TextZone } from './text-zones.ts';
import { tidy } from './tidy.ts';
import type { Doubt, Reading, Understanding } from './understanding.ts';
import { Tag } from './vocabulary.ts';

const MOST_LIST_ITEMS = 50;

export type Texts = { readonly readings: readonly Reading[]; readonly doubts: readonly Doubt[] };

/** Values of text and list fields from where their words stand. */
export function readTexts(source: Source, items: readonly Item[], zones: readonly TextZone[]): Texts {
  const readings: Reading[] = [];
  const doubts: Doubt[] = [];
  for (const zone of zones) {
    const first = items[zone.start]?.first ?? 0;
    const end = items[Math.max(zone.contentEnd, zone.start + 1) - 1]?.end ?? first;
    source.account.use(first, items[zone.end - 1]?.end ?? end);
    const [code] = zone.candidates;
    const field = code === undefined ? undefined : source.lexicon.fields.get(code);
    if (code === undefined || field === undefined) continue;
    const span = source.account.span(first, end);
    const content = items.slice(zone.contentStart, zone.contentEnd);
    const value = zone.deniedBefore ? deniedText(source, field, content) : textOf(source, field, content);
    if (zone.candidates.length > 1 || zone.guess) {
      doubts.push({
        kind: 'which-field',
        candidates: zone.candidates,
        span,
        ...(value === undefined ? {} : { value }),
      });
    } else if (value === undefined) {
      doubts.push({ kind: 'value-missing', field: code, span });
    } else {
      readings.push({
        field: code,
        value,
        span,
        certainty: zone.slip === undefined ? 'label' : 'slip',
        ...(zone.slip === undefined ? {} : { understoodAs: zone.slip }),
      });
    }
  }
  const merged = mergeSame(readings);
  const long = merged.flatMap((reading) => tooLong(reading) ?? []);
  return {
    readings: merged.filter((reading) => tooLong(reading) === undefined),
    doubts: [...doubts, ...long],
  };
}

/** A field that was written about in two places holds both, in order. */
function mergeSame(readings: readonly Reading[]): readonly Reading[] {
  const merged = new Map<string, Reading>();
  for (const reading of readings) {
    const known = merged.get(reading.field);
    merged.set(reading.field, known === undefined ? reading : joinReadings(known, reading));
  }
  return [...merged.values()];
}

function joinReadings(one: Reading, other: Reading): Reading {
  const span = {
    start: Math.min(one.span.start, other.span.start),
    end: Math.max(one.span.end, other.span.end),
  };
  return { ...one, value: joinValues(one.value, other.value), span };
}

function joinValues(one: Value, other: Value): Value {
  if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other].slice(0, MOST_LIST_ITEMS);
  const words = [one, other].flatMap((value) => (typeof value === 'string' && value !== '' ? [value] : []));
  return words.join('; ');
}

/** "không có khó khăn gì": none, if nothing more is said. */
function deniedText(source: Source, field: Field, content: readonly Item[]): Value | undefined {
  const isNothing = content.every((item) => isNoise(item) || isBoundary(item) || item.amount?.kind === 'nil');
  return isNothing ? noneOf(field) : textOf(source, field, content);
}

function noneOf(field: Field): Value {
  return field.type === 'list' ? [] : '';
}

/** Undefined: no words. Numbers alone say nothing of a difficulty. */
function textOf(source: Source, field: Field, content: readonly Item[]): Value | undefined {
  if (content.length === 0) return undefined;
  const isNone = content.every(
    (item) => isNoise(item) || isBoundary(item) || item.amount?.kind === 'nil' || isZero(item),
  );
  if (isNone && content.some((item) => item.kind === 'amount')) return noneOf(field);
  const isNumber = content.every(
    (item) => item.kind === 'amount' || hasTag(item, Tag.counter) || isNoise(item),
  );
  if (isNumber && field.type === 'text' && content.some((item) => item.kind === 'amount')) return undefined;
  if (content.every((item) => item.kind === 'mark' || item.kind === 'noise' || item.kind === 'break'))
    return undefined;
  const words = wordsOf(source, content);
  if (words === undefined) return undefined;
  return field.type === 'list' ? listOf(words) : words;
}

function isZero(item: Item): boolean {
  return item.amount?.kind === 'count' && item.amount.first === 0 && !item.amount.approximate;
}

function wordsOf({ text, account }: Source, content: readonly Item[]): string | undefined {
  const [first] = content;
  const last = content.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const span = account.span(first.first, last.end);
  return tidy(text.slice(span.start, span.end));
}

function listOf(words: string): readonly string[] {
  return (
    words
      // The comma of a decimal divides nothing.
      .split(/(?:,(?!(?<=\d,)\d)|[;\n])+/)
      .map((item) => item.replace(/^\s*[-+*•]\s*/, '').trim())
      .filter((item) => item !== '')
      .slice(0, MOST_LIST_ITEMS)
  );
}

/** The only place that measures texts as they come; undefined: it fits. */
function tooLong({ field, value, span }: Reading): Doubt | undefined {
  if (typeof value !== 'string' || value.length <= MAX_TEXT_LENGTH) return undefined;
  return { kind: 'too-long', field, length: value.length, most: MAX_TEXT_LENGTH, span };
}

/** Intents that outrank taking the message as the text that was asked for. */
const ANSWERS_ELSE = new Set(['cancel', 'help', 'status', 'due', 'history']);

/**
 * The whole message as the answer to the open question for `field`. Left as understood: "hủy" and questions, "không", and
 * values of other fields where nothing else is said.
 */
export function wholeText(
  source: Source,
  items: readonly Item[],
  field: Field,
  understanding: Understanding,
): Understanding {
  const { intent, readings, doubts } = understanding;
  const isUnderstood = readings.length > 0 && doubts.every((doubt) => doubt.kind !== 'not-understood');
  if ((isUnderstood && !beginsWithOwnLabel(source, items, field, readings)) || understanding.restNil)
    return understanding;
  const says = intent !== undefined && !items.some((item) => item.kind === 'word');
  if (says && (ANSWERS_ELSE.has(intent.kind) || (intent.kind === 'confirm' && doubts.length === 0)))
    return understanding;
  const labelled = labelledFrom(source, items, field, readings);
  const content = items.slice(firstMeaningful(source, items), lastMeaningful(items.slice(0, labelled)));
  const [first] = content;
  const last = content.at(-1);
  if (first === undefined || last === undefined) return understanding;
  const span = source.account.span(first.first, last.end);
  const value =
    intent?.kind === 'decline' || understanding.nil ? noneOf(field) : textOf(source, field, content);
  if (value === undefined)
    return { ...understanding, doubts: [{ kind: 'value-missing', field: field.code, span }] };
  const others = labelled < items.length ? readings : [];
  const reading: Reading = { field: field.code, value, span, certainty: 'position' };
  const long = tooLong(reading);
  return {
    ...understanding,
    intent: undefined,
    nil: false,
    readings: [...(long === undefined ? [reading] : []), ...others],
    doubts: long === undefined ? [] : [long],
  };
}

/** "Đề nghị hỗ trợ kinh phí" answers what is proposed, first word and all; "Đề nghị: hỗ trợ kinh phí" names the field. */
function beginsWithOwnLabel(
  source: Source,
  items: readonly Item[],
  field: Field,
  readings: readonly Reading[],
): boolean {
  const at = firstMeaningful(source, items);
  const isOwn = items[at]?.kind === 'label' && readings.every((reading) => reading.field === field.code);
  return isOwn && items[at + 1]?.kind !== 'mark';
}

/** "đường xấu; kiến nghị: …": where a text with a colon of its own ends the answer; the number of items otherwise. */
function labelledFrom(
  source: Source,
  items: readonly Item[],
  field: Field,
  readings: readonly Reading[],
): number {
  const texts = readings.filter(
    (reading) => typeof reading.value === 'string' || Array.isArray(reading.value),
  );
  const [text] = texts;
  if (text === undefined || texts.length < readings.length) return items.length;
  if (texts.some((reading) => reading.field === field.code)) return items.length;
  const at = items.findIndex((item) => (source.tokens[item.first]?.start ?? 0) >= text.span.start);
  return at > 0 && items[at]?.kind === 'label' && items[at + 1]?.mark === ':' ? at : items.length;
}

const POLITE: ReadonlySet<string> = new Set(['da', 'vang']);

/** Where the answer itself begins: behind signs, and behind "dạ em báo cáo". Without a "dạ" the first words belong to it. */
function firstMeaningful({ tokens }: Source, items: readonly Item[]): number {
  const isPolite = POLITE.has(tokens[items.find((item) => !isBoundary(item))?.first ?? 0]?.fold ?? '');
  const found = items.findIndex(
    (item) => !isBoundary(item) && item.kind !== 'noise' && !(isPolite && isOpening(item)),
  );
  return found < 0 ? items.length : found;
}

function lastMeaningful(items: readonly Item[]): number {
  return (
    items.findLastIndex((item) => !isBoundary(item) && item.kind !== 'noise' && !hasTag(item, Tag.closing)) +
    1
  );
}

/** "dạ em …" before the answer itself. */
function isOpening(item: Item): boolean {
  return item.kind === 'phrase' && hasTag(item, Tag.courtesy) && !hasTag(item, Tag.glue | Tag.all);
}
