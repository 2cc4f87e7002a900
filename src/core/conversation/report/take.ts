import { findField, isRatio, isStock, type Value, type Values } from '../../forms/definition.ts';
import { checkValue, MAX_TEXT_LENGTH, restNilValues, type ValueRefusal } from '../../forms/values.ts';
import type { FieldCode } from '../../ids.ts';
import type { Doubt, Reading, Span, Understanding } from '../../parsing/understanding.ts';
import type { Duty } from '../context.ts';
import type { Draft } from './draft.ts';
import { lastValues } from '../duties.ts';
import { personalIn } from '../personal.ts';
import type { Question } from '../state.ts';

const QUOTE_LENGTH = 200;
/** More pieces than this fill a screen and help nobody. */
const MOST_UNCLEAR = 10;

/** Draft and questions that a message leads to. Words in question are in the draft's `unclear` until they are settled. */
export type Taken = { readonly draft: Draft; readonly questions: readonly Question[] };

type Sourced = Reading & { readonly source: string };

/**
 * Merges what was understood into the draft; what was not is kept to be asked or quoted. Later words replace earlier ones.
 * Nothing enters that a report cannot hold, whatever the parser says.
 */
export function takeUnderstanding(
  duty: Duty,
  draft: Draft,
  understanding: Understanding,
  text: string,
): Taken {
  const all = understanding.readings.map((reading) => ({ ...reading, source: quote(text, reading.span) }));
  const refused = new Map(all.flatMap((reading) => refusalOf(duty, reading) ?? []));
  const readings = all.filter((reading) => !refused.has(reading.field) && !saysNothing(duty, reading));
  const emptied = all.filter((reading) => saysNothing(duty, reading)).map(({ field }) => field);
  const touched = new Set([...readings.map(({ field }) => field), ...emptied]);
  const untouched = <T>(record: Readonly<Record<FieldCode, T>>) =>
    Object.fromEntries(Object.entries(record).filter(([code]) => !touched.has(code)));
  const values = {
    ...untouched(draft.values),
    ...Object.fromEntries(readings.map(({ field, value }) => [field, value])),
  };
  const rest = understanding.restNil ? restOf(duty, values, understanding) : {};
  const blank = new Set(blankLines(understanding, text));
  const asked = understanding.doubts.filter(
    (doubt) => doubt.kind !== 'not-understood' && !(doubt.kind === 'value-missing' && blank.has(doubt.field)),
  );
  const questions = [
    ...refused.values(),
    ...asked.map((doubt) => questionOf(duty, values, understanding, doubt, quote(text, doubt.span))),
  ];
  const plain = understanding.doubts.filter((doubt) => doubt.kind === 'not-understood');
  const quotes = [
    ...plain.map((doubt) => quote(text, doubt.span)),
    ...questions.map((question) => question.quote),
    ...readings.filter(hasLongNote).map((reading) => quote(reading.note ?? '', wholeOf(reading.note ?? ''))),
  ];
  const taken: Draft = {
    ...draft,
    values: { ...rest, ...values },
    notes: {
      ...untouched(draft.notes),
      ...named(readings, (reading) => (hasLongNote(reading) ? undefined : reading.note)),
    },
    sources: { ...untouched(draft.sources), ...named(readings, (reading) => reading.source) },
    understoodAs: {
      ...untouched(draft.understoodAs),
      ...named(readings, (reading) => reading.understoodAs),
    },
    unclear: [...new Set(quotes.filter((words) => words !== ''))].slice(0, MOST_UNCLEAR),
    nil: draft.nil && all.length === 0,
    sameAsLast: draft.sameAsLast && stillRepeats(draft, touched),
    carriedOver: [...draft.carriedOver.filter((code) => !touched.has(code)), ...stocksIn(duty, rest)],
    confirmed: draft.confirmed.filter((code) => !touched.has(code)),
    skipped: [...draft.skipped.filter((code) => !touched.has(code)), ...emptied],
  };
  const personal = personalIn(taken, questions, understanding, text);
  const { personal: _, ...settled } = taken;
  return { draft: personal.length === 0 ? settled : { ...settled, personal }, questions };
}

/**
 * Lines of a copied question that were not filled in ("Tiếp công dân: "): nothing was said of these fields, so nothing is asked.
 * A label alone in a message is a question.
 */
export function blankLines({ doubts }: Understanding, text: string): readonly FieldCode[] {
  if (!text.trim().includes('\n')) return [];
  return doubts.flatMap((doubt) => {
    if (doubt.kind !== 'value-missing' || doubt.asBefore) return [];
    const after = text.slice(doubt.span.start).split('\n', 1)[0] ?? '';
    return /:[\s….,/_]*$/.test(after) ? [doubt.field] : [];
  });
}

/**
 * "Còn lại không": the figures that were not mentioned. What is in doubt was mentioned, and while a figure has no label nobody
 * knows what is left.
 */
function restOf(duty: Duty, values: Values, { doubts }: Understanding): Values {
  if (doubts.some((doubt) => doubt.kind === 'label-missing')) return {};
  const doubted = new Set(
    doubts.flatMap((doubt) => {
      if ('field' in doubt) return [doubt.field];
      return doubt.kind === 'which-field' ? doubt.candidates : [];
    }),
  );
  const rest = restNilValues(duty.form, values, lastValues(duty));
  return Object.fromEntries(Object.entries(rest).filter(([code]) => !doubted.has(code)));
}

/** The draft with one more value, as tapped or confirmed; `source`: the words it came from. */
export function withValue(draft: Draft, code: FieldCode, value: Value, source = ''): Draft {
  const others = <T>(record: Readonly<Record<FieldCode, T>>) =>
    Object.fromEntries(Object.entries(record).filter(([known]) => known !== code));
  return {
    ...draft,
    nil: false,
    sameAsLast: draft.sameAsLast && stillRepeats(draft, new Set([code])),
    values: { ...draft.values, [code]: value },
    notes: others(draft.notes),
    sources: source === '' ? others(draft.sources) : { ...draft.sources, [code]: source },
    understoodAs: others(draft.understoodAs),
    carriedOver: draft.carriedOver.filter((known) => known !== code),
    confirmed: draft.confirmed.filter((known) => known !== code),
    skipped: draft.skipped.filter((known) => known !== code),
  };
}

/** Whether a figure that was repeated from the last report, and not said of this one, is left. */
function stillRepeats({ values, sources }: Draft, touched: ReadonlySet<FieldCode>): boolean {
  return Object.keys(values).some((code) => !touched.has(code) && !(code in sources));
}

/** The draft without the words that a question was about. */
export function withoutQuote(draft: Draft, { quote: words }: Question): Draft {
  return { ...draft, unclear: draft.unclear.filter((piece) => piece !== words) };
}

export function stocksIn(duty: Duty, values: Values): readonly FieldCode[] {
  return duty.form.fields.filter((field) => isStock(field) && field.code in values).map(({ code }) => code);
}

/** A value with a later "thêm …" added; undefined where the two cannot be added. */
export function sum(known: Value | undefined, added: Value): Value | undefined {
  if (known === undefined) return added;
  if (typeof known === 'number' && typeof added === 'number') return known + added;
  if (typeof known === 'number' || typeof added === 'number') return undefined;
  if (typeof known === 'string' || typeof added === 'string' || !isRatio(known) || !isRatio(added))
    return undefined;
  return { part: known.part + added.part, whole: known.whole + added.whole };
}

function questionOf(
  duty: Duty,
  values: Values,
  understanding: Understanding,
  doubt: Doubt,
  words: string,
): Question {
  const question = { doubt, quote: words };
  if (doubt.kind === 'value-missing' && doubt.asBefore) {
    const last = admitted(duty, doubt.field, lastValues(duty)[doubt.field]);
    return last === undefined ? question : { ...question, proposed: last };
  }
  if (understanding.intent?.kind !== 'increment' || !('value' in doubt) || doubt.value === undefined)
    return question;
  const [code, ...more] = doubt.kind === 'which-field' ? doubt.candidates : [];
  if (code === undefined || more.length > 0) return { ...question, adds: { known: null } };
  const total = admitted(duty, code, sum(values[code], doubt.value));
  const adds = { known: values[code] ?? null };
  return total === undefined ? { ...question, adds } : { ...question, adds, proposed: total };
}

/** The value, if the field can hold it. */
export function admitted(duty: Duty, code: FieldCode, value: Value | undefined): Value | undefined {
  const field = findField(duty.form, code);
  return field && value !== undefined && checkValue(field, value) === undefined ? value : undefined;
}

function refusalOf(duty: Duty, reading: Sourced): readonly [FieldCode, Question][] | undefined {
  const { field: code, span, source } = reading;
  const field = findField(duty.form, code);
  if (!field) return [[code, { doubt: { kind: 'not-understood', span }, quote: source }]];
  const refusal = checkValue(field, reading.value);
  return refusal && [[code, { doubt: doubtOf(refusal, span), quote: source }]];
}

function doubtOf(refusal: ValueRefusal, span: Span): Doubt {
  switch (refusal.kind) {
    case 'part-exceeds-whole':
    case 'not-a-count':
    case 'too-long':
      return { ...refusal, span };
    case 'not-a-number':
    case 'not-an-option':
    case 'not-a-date':
    case 'wrong-type':
      return { kind: 'value-missing', field: refusal.field, span };
  }
}

/** "Khó khăn: không": there is nothing to keep of an optional text, and what was kept goes. */
function saysNothing(duty: Duty, { field: code, value }: Reading): boolean {
  const field = findField(duty.form, code);
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
  return field !== undefined && !field.required && isEmpty;
}

function hasLongNote({ note }: Reading): boolean {
  return note !== undefined && note.length > MAX_TEXT_LENGTH;
}

function wholeOf(text: string): Span {
  return { start: 0, end: text.length };
}

function named(
  readings: readonly Sourced[],
  pick: (reading: Sourced) => string | undefined,
): Record<FieldCode, string> {
  return Object.fromEntries(
    readings.flatMap((reading) => {
      const text = pick(reading);
      return text === undefined ? [] : [[reading.field, text]];
    }),
  );
}

function quote(text: string, span: Span): string {
  const words = text.slice(span.start, span.end).normalize('NFC').trim();
  return words.length > QUOTE_LENGTH
    ? `${words.slice(0, QUOTE_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
    : words;
}
