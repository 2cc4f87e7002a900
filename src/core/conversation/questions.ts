import { findField, type Field, type FormDefinition, type Value } from '../forms/definition.ts';
import type { Effect } from '../effects.ts';
import type { FieldCode } from '../ids.ts';
import type { Doubt } from '../parsing/understanding.ts';
import type { Label, Offer, Offers } from '../replies.ts';
import { choiceToken } from './choices.ts';
import type { Duty } from './context.ts';
import type { Draft } from './draft.ts';
import { aboutDuty, itemsOf } from './duties.ts';
import { fingerprint } from './fingerprint.ts';
import type { Question } from './state.ts';
import { turn, type Turn } from './turn.ts';

/** An answer that can be tapped: a value for a field, or the field that is still to get one. */
export type Option = { readonly label: Label; readonly field: FieldCode; readonly value: Value | undefined };

/** More buttons than this fill a phone's screen. */
const MOST_OPTIONS = 9;

/** The answers that a doubt itself suggests, most likely first. None is taken without a tap or a yes. */
export function optionsFor(form: FormDefinition, doubt: Doubt): readonly Option[] {
  switch (doubt.kind) {
    case 'part-exceeds-whole':
      return [valueOption(doubt.field, { part: doubt.whole, whole: doubt.part })];
    case 'range-or-ratio':
      return doubt.first <= doubt.second
        ? [valueOption(doubt.field, { part: doubt.first, whole: doubt.second })]
        : [];
    case 'part-or-whole':
      return [valueOption(doubt.field, { part: doubt.number, whole: doubt.number })];
    case 'percent-disagrees':
      return [valueOption(doubt.field, doubt.value)];
    case 'two-values':
      return doubt.values.map((value) => valueOption(doubt.field, value));
    case 'which-field':
      return doubt.candidates.flatMap((code) => fieldOption(form, code, doubt.value));
    case 'label-missing':
      return form.fields
        .filter((field) => takes(field, doubt.value))
        .flatMap((field) => fieldOption(form, field.code, doubt.value));
    case 'counts-needed':
    case 'not-a-count':
    case 'approximate':
    case 'value-missing':
    case 'not-understood':
      return [];
  }
}

function valueOption(field: FieldCode, value: Value): Option {
  return { label: { kind: 'value', value }, field, value };
}

function fieldOption(form: FormDefinition, code: FieldCode, value: Value | undefined): readonly Option[] {
  const field = findField(form, code);
  if (!field) return [];
  const fits = value !== undefined && takes(field, value);
  return [{ label: { kind: 'field', label: field.label }, field: code, value: fits ? value : undefined }];
}

/** Whether a value has the shape that a field stores. */
export function takes(field: Field, value: Value): boolean {
  switch (field.type) {
    case 'ratio':
      return typeof value === 'object' && 'part' in value;
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    case 'decimal':
      return typeof value === 'number';
    case 'text':
      return typeof value === 'string';
    case 'list':
      return Array.isArray(value);
    case 'choice':
      return typeof value === 'string' && field.options.includes(value);
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  }
}

/** The field that a doubt is about, if it is about one. */
export function doubtField(doubt: Doubt): FieldCode | undefined {
  return 'field' in doubt ? doubt.field : undefined;
}

/** Names the doubt on its buttons, so that a tap on an older question is recognised. */
export function questionMark(question: Question): string {
  return fingerprint(question);
}

/** Asks the first of the open questions; the others follow when it is settled. */
export function askQuestion(
  duty: Duty,
  draft: Draft,
  questions: readonly Question[],
  guided: boolean,
  effects: readonly Effect[] = [],
): Turn {
  const [question] = questions;
  if (!question) throw new RangeError('askQuestion needs a question');
  const mark = questionMark(question);
  const options = optionsFor(duty.form, question.doubt).slice(0, MOST_OPTIONS);
  const offers: Offers = [
    ...options.map((option, index): readonly Offer[] => [
      { token: choiceToken('answer', duty.obligation, `${mark}-${index}`), label: option.label },
    ]),
    [{ token: choiceToken('answer', duty.obligation, `${mark}-x`), label: 'none-of-these' }],
  ];
  const code = doubtField(question.doubt);
  return turn(
    { kind: 'question', obligation: duty.obligation, questions, guided },
    [
      {
        kind: 'question',
        about: aboutDuty(duty),
        // Only what was said, not what a correction starts from.
        understood: itemsOf(duty.form, draft).filter((item) => item.source !== undefined),
        question,
        field: code === undefined ? undefined : findField(duty.form, code),
        options: options.map((option) => option.label),
        offers,
      },
    ],
    effects,
  );
}
