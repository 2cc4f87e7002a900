import type { FieldCode } from '../ids.ts';
import {
  fieldType,
  isBinder,
  isBoundary,
  isFigureLabel,
  isNoise,
  isStrongBoundary,
  isTextLabel,
} from './clauses.ts';
import { AND, hasTag, namesField, type Item, type LabelAt } from './items.ts';
import { findCleanRests, startsStatement, type CleanRests } from './clean-rests.ts';
import type { Lexicon } from './lexicon.ts';
import { isCopula, skipBinders, trimEnd, trimStart } from './text-edges.ts';
import type { Token } from './tokens.ts';
import { Tag } from './vocabulary.ts';

/** The words that belong to a field of free text, or to one of several such. */
export type TextZone = {
  /** Items from the label on, `end` excluded. */
  readonly start: number;
  readonly end: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  /** Most likely first; more than one must be asked. */
  readonly candidates: readonly FieldCode[];
  readonly slip: string | undefined;
  /** The label itself is only likely: asked. */
  readonly guess: boolean;
  /** "không có khó khăn": said to be none before the label. */
  readonly deniedBefore: boolean;
};

/**
 * Finds where free text stands. A text runs until a real label: one that begins a new statement and has a value or a colon
 * of its own; after a mere comma only if all the rest of the line is such statements. Linear: each item is looked at a
 * bounded number of times.
 */
export function findTextZones(
  items: readonly Item[],
  tokens: readonly Token[],
  lexicon: Lexicon,
): TextZone[] {
  const zones: TextZone[] = [];
  if (!items.some((item) => item.kind === 'label')) return zones;
  const clean = findCleanRests(items, lexicon);
  let index = 0;
  while (index < items.length) {
    const zone = zoneAt(items, tokens, lexicon, clean, index);
    if (zone !== undefined) zones.push(zone);
    index = zone === undefined ? index + 1 : Math.max(zone.end, index + 1);
  }
  return zones;
}

function zoneAt(
  items: readonly Item[],
  tokens: readonly Token[],
  lexicon: Lexicon,
  clean: CleanRests,
  index: number,
): TextZone | undefined {
  const label = items[index];
  if (label?.at === undefined) return undefined;
  if (isTextLabel(label, lexicon)) {
    return textZone(items, tokens, lexicon, clean, index, label.at);
  }
  return rivalZone(items, tokens, lexicon, clean, index);
}

function textZone(
  items: readonly Item[],
  tokens: readonly Token[],
  lexicon: Lexicon,
  clean: CleanRests,
  index: number,
  { label, slip, guess }: LabelAt,
): TextZone | undefined {
  const [field] = label.fields;
  if (field === undefined) return undefined;
  const labelEnd = skipSameLabels(items, index, field, tokens);
  const denied = isDenied(items, index);
  if (!denied && !startsStatement(items, index) && !isColon(items[labelEnd])) return undefined;
  if (asksToReopen(items, labelEnd, tokens)) return undefined;
  const contentStart = skipBinders(items, labelEnd, tokens);
  // "kk ko đx ko": none, and the next label at once.
  const isNoneAtOnce =
    items[contentStart]?.amount?.kind === 'nil' && items[contentStart + 1]?.kind === 'label';
  const end = isNoneAtOnce
    ? contentStart + 1
    : findEnd(items, lexicon, clean, contentStart, field, isBoundary(items[labelEnd]));
  return {
    start: denied ? denialStart(items, index) : index,
    end,
    contentStart: trimStart(items, contentStart, end, tokens),
    contentEnd: trimEnd(items, contentStart, end, tokens),
    candidates: label.fields,
    slip,
    guess,
    deniedBefore: denied,
  };
}

/** "kn: đề nghị huyện …": the letters of a figure that are also the initials of a text field, before words. */
function rivalZone(
  items: readonly Item[],
  tokens: readonly Token[],
  lexicon: Lexicon,
  clean: CleanRests,
  index: number,
): TextZone | undefined {
  const label = items[index];
  const [field] = label?.at?.label.fields ?? [];
  if (label?.at?.label.short !== true || field === undefined || !isFigureLabel(label, lexicon))
    return undefined;
  const letters = tokens[label.first]?.fold ?? '';
  const rivals = (lexicon.initials.get(letters) ?? []).filter((code) => {
    const type = lexicon.fields.get(code)?.type;
    return type === 'text' || type === 'list';
  });
  const [rival] = rivals;
  if (rival === undefined || !startsStatement(items, index)) return undefined;
  const contentStart = skipBinders(items, index + 1, tokens);
  const first = items[contentStart];
  const second = items[contentStart + 1];
  const isWords =
    isTextLabel(first, lexicon) ||
    ((first?.kind === 'word' || hasTag(first, Tag.place)) &&
      (second?.kind === 'word' || second?.kind === 'phrase' || isBoundary(second) || second === undefined));
  if (!isWords) return undefined;
  const end = findEnd(items, lexicon, clean, contentStart, rival, false);
  const contentEnd = trimEnd(items, contentStart, end, tokens);
  // "kn đất đai 1": the number at the end is rather the value.
  if (items[contentEnd - 1]?.kind === 'amount' && !isTextLabel(first, lexicon)) return undefined;
  return {
    start: index,
    end,
    contentStart,
    contentEnd,
    candidates: [...rivals, field],
    slip: undefined,
    guess: false,
    deniedBefore: false,
  };
}

const REOPENED = new Set(['bao cao', 'bc', 'so', 'ky', 'tuan', 'thang', 'quy']);

/** "đề nghị mở lại báo cáo tuần rồi" is a wish about the report itself, no text of it. */
function asksToReopen(items: readonly Item[], at: number, tokens: readonly Token[]): boolean {
  const folds = tokens.slice(items[at]?.first ?? tokens.length).map(({ fold }) => fold);
  const [first, second, third, fourth] = folds[0] === 'cho' ? folds.slice(1) : folds;
  if (first !== 'mo' || second !== 'lai') return false;
  return REOPENED.has(third ?? '') || REOPENED.has(`${third ?? ''} ${fourth ?? ''}`);
}

function isColon(item: Item | undefined): boolean {
  return item?.mark === ':' || item?.mark === '=';
}

/**
 * "tồn tại, hạn chế", "kiến nghị - đề xuất": several names of one field. In "đx đề nghị hỗ trợ …", "đx kiến nghị huyện …" the
 * second one is the first word of what is proposed: more words follow it at once.
 */
function skipSameLabels(
  items: readonly Item[],
  index: number,
  field: FieldCode,
  tokens: readonly Token[],
): number {
  let end = index + 1;
  for (;;) {
    const joint = items[end];
    const next = joint?.kind === 'mark' && [',', '/', '-', AND].includes(joint.mark) ? end + 1 : end;
    if (!namesField(items[next], field) || (next === end && goesOn(items[next + 1], tokens))) return end;
    end = next + 1;
  }
}

/** Words that a text begins with, known to us or not; "là" stands between a name and its text. */
function goesOn(item: Item | undefined, tokens: readonly Token[]): boolean {
  return item?.kind === 'word' || (item?.kind === 'phrase' && !isCopula(item, tokens));
}

function isDenied(items: readonly Item[], index: number): boolean {
  const before = items[index - 1];
  return before?.amount?.kind === 'nil' && before.kind === 'amount' && isDenialHead(items, index - 1);
}

/** The "không" is not the value of a label before it: "kn không, khó khăn …" has a comma, "kn ko kk ko" an own value. */
function isDenialHead(items: readonly Item[], nilIndex: number): boolean {
  let at = nilIndex - 1;
  while (at >= 0 && isNoise(items[at])) at -= 1;
  return at < 0 || isBoundary(items[at]) || isBinder(items[at]);
}

function denialStart(items: readonly Item[], index: number): number {
  return items[index - 1]?.kind === 'amount' ? index - 1 : index;
}

function findEnd(
  items: readonly Item[],
  lexicon: Lexicon,
  clean: CleanRests,
  from: number,
  field: FieldCode,
  startsBelow: boolean,
): number {
  let at = from;
  // "Khó khăn:" with the text on the lines below.
  if (startsBelow || items[at]?.kind === 'break') {
    while (items[at]?.kind === 'break') at += 1;
    if (at > from && startsReal(items, lexicon, clean, at, field, true)) return from;
  }
  for (; at < items.length; at += 1) {
    const item = items[at];
    if (beginsAbbreviated(items, lexicon, clean, at)) return at;
    if (!isBoundary(item) || item?.mark === '+') continue;
    let next = at + 1;
    while (isBoundary(items[next]) || items[next]?.kind === 'noise') next += 1;
    const strong = items.slice(at, next).some(isStrongBoundary);
    if (startsReal(items, lexicon, clean, next, field, strong)) return at;
    if (!startsBelow && item?.kind === 'break' && endsList(items, lexicon, next, field)) return at;
    at = next - 1;
  }
  return items.length;
}

/** "giống: OM18, ST25⏎tháng này …": what begins with a day or a "không" is no further piece of a list. */
function endsList(items: readonly Item[], lexicon: Lexicon, next: number, field: FieldCode): boolean {
  const item = items[next];
  return (
    lexicon.fields.get(field)?.type === 'list' && (item?.kind === 'date' || item?.amount?.kind === 'nil')
  );
}

/** "kk thiếu kinh phí kn 1 tc 0": abbreviations with their values to the end of the line need no sign before them. */
function beginsAbbreviated(items: readonly Item[], lexicon: Lexicon, clean: CleanRests, at: number): boolean {
  const label = items[at];
  if (label?.at?.label.short !== true || hasTag(label, Tag.counter) || !isFigureLabel(label, lexicon))
    return false;
  const value = isBinder(items[at + 1]) ? items[at + 2] : items[at + 1];
  return value?.kind === 'amount' && clean.line(at);
}

/** Whether a statement that is no part of a text begins at `at`. */
function startsReal(
  items: readonly Item[],
  lexicon: Lexicon,
  clean: CleanRests,
  at: number,
  field: FieldCode,
  strong: boolean,
): boolean {
  let index = at;
  while (isNoise(items[index]) && !isBoundary(items[index])) index += 1;
  const item = items[index];
  const next = items[index + 1];
  if (item === undefined || namesField(item, field)) return false;
  if (isTextLabel(item, lexicon))
    return isColon(next) || next?.kind !== 'amount' || next.amount?.kind === 'nil' || strong;
  if (item.kind === 'label') {
    const value = items[skipToValue(items, index + 1)];
    const direct =
      value?.kind === 'amount' || fieldType(item, lexicon) === 'choice' || value?.kind === 'date';
    return direct && (strong ? isColon(next) || clean.clause(at) : clean.line(at));
  }
  if (hasTag(item, Tag.rest) && next?.amount !== undefined) return strong || clean.line(at);
  if (hasTag(item, Tag.correct) && strong) return clean.clause(at);
  return item.kind === 'amount' && (strong ? clean.clause(at) : clean.line(at));
}

function skipToValue(items: readonly Item[], from: number): number {
  let at = from;
  while (at < from + 5 && isBeforeValue(items[at])) at += 1;
  return at;
}

function isBeforeValue(item: Item | undefined): boolean {
  const isSmall = item?.kind === 'phrase' && !hasTag(item, Tag.remark | Tag.plain);
  return isBinder(item) || isSmall || item?.kind === 'label' || item?.kind === 'noise';
}
