import { findField, isFigure, type FormDefinition, type Value, type Values } from '../../forms/definition.ts';
import { checkValue } from '../../forms/values.ts';
import type { Effect } from '../../effects.ts';
import type { FieldCode } from '../../ids.ts';
import type { Label, Offer, Offers } from '../../replies.ts';
import { choiceToken } from '../choices.ts';
import type { Duty } from '../context.ts';
import type { Doubt } from '../../parsing/understanding.ts';
import type { Draft } from './draft.ts';
import { aboutDuty, itemsOf } from '../duties.ts';
import { fingerprint } from './fingerprint.ts';
import type { Question } from '../state.ts';
import { sum } from './take.ts';
import { turn, type Turn } from '../turn.ts';

/** An answer that can be tapped: a value for a field, or the field that is still to get one. */
export type Option = { readonly label: Label; readonly field: FieldCode; readonly value: Value | undefined };

/** More buttons than this fill a phone's screen. */
const MOST_OPTIONS = 9;
/** Never more questions than this about a message before its preview; what is left is quoted there. */
export const MOST_QUESTIONS = 3;

/**
 * The answers that a question itself suggests, most likely first; `known`: the draft's values, which an addition goes to.
 * None is taken without a tap or a yes, and none that a report cannot hold is offered.
 */
export function optionsFor(form: FormDefinition, question: Question, known: Values): readonly Option[] {
  const options = suggestions(form, question, known);
  return options
    .filter(({ field, value }) => value === undefined || fits(form, field, value))
    .slice(0, MOST_OPTIONS);
}

function suggestions(form: FormDefinition, question: Question, known: Values): readonly Option[] {
  const { doubt, adds, proposed } = question;
  switch (doubt.kind) {
    case 'part-exceeds-whole':
      return [valueOption(doubt.field, { part: doubt.whole, whole: doubt.part })];
    case 'range-or-ratio':
      return [valueOption(doubt.field, { part: doubt.first, whole: doubt.second })];
    case 'part-or-whole':
      return [valueOption(doubt.field, { part: doubt.number, whole: doubt.number })];
    case 'percent-disagrees':
      return [valueOption(doubt.field, doubt.value)];
    case 'two-values':
      return doubt.values.map((value) => valueOption(doubt.field, value));
    case 'which-field':
    case 'label-missing': {
      const [only] = doubtFields(doubt);
      const meant = proposed ?? (adds ? undefined : doubt.value);
      if (only !== undefined && meant !== undefined && fits(form, only, meant))
        return [valueOption(only, meant)];
      const codes = doubt.kind === 'which-field' ? doubt.candidates : form.fields.map((field) => field.code);
      return codes.flatMap((code) =>
        fieldOption(form, code, doubt.kind === 'label-missing', doubt.value, adds && known),
      );
    }
    case 'value-missing':
      return proposed === undefined ? [] : [valueOption(doubt.field, proposed)];
    case 'counts-needed':
    case 'not-a-count':
    case 'approximate':
    case 'too-long':
    case 'not-understood':
      return [];
  }
}

function valueOption(field: FieldCode, value: Value): Option {
  return { label: { kind: 'value', value }, field, value };
}

/** A field with the value it would get; without one where it cannot hold it, unless `mustFit`. */
function fieldOption(
  form: FormDefinition,
  code: FieldCode,
  mustFit: boolean,
  given: Value | undefined,
  known: Values | undefined,
): readonly Option[] {
  const field = findField(form, code);
  if (!field) return [];
  const value = given === undefined || known === undefined ? given : sum(known[code], given);
  const isHeld = value !== undefined && fits(form, code, value);
  if (mustFit && !isHeld) return [];
  return [{ label: { kind: 'field', label: field.label }, field: code, value: isHeld ? value : undefined }];
}

/** The one answer that a bare "đúng" takes; undefined where there are several or none. */
export function suggestionOf({ doubt }: Question, options: readonly Option[]): Option | undefined {
  const [only] = options;
  // "Số đạt hay tổng số?" is no question for a yes.
  if (doubt.kind === 'part-or-whole') return undefined;
  return options.length === 1 && only?.value !== undefined ? only : undefined;
}

function fits(form: FormDefinition, code: FieldCode, value: Value): boolean {
  const field = findField(form, code);
  return field !== undefined && checkValue(field, value) === undefined;
}

function doubtFields(doubt: Doubt): readonly FieldCode[] {
  if ('field' in doubt) return [doubt.field];
  return doubt.kind === 'which-field' && doubt.candidates.length === 1 ? doubt.candidates : [];
}

/** The field that a doubt is about, if it is about one. */
export function doubtField(doubt: Doubt): FieldCode | undefined {
  return doubtFields(doubt)[0];
}

/** Names the doubt on its buttons, so that a tap on an older question is recognised. */
export function questionMark(question: Question): string {
  return fingerprint(question);
}

/**
 * The order in which doubts are asked, since not all may be: first figures with a target, which leaders look at; then the other
 * required figures; a number without a label, which may be noise; remarks last.
 */
export function mostImportantFirst(
  form: FormDefinition,
  questions: readonly Question[],
): readonly Question[] {
  return questions.toSorted((a, b) => rank(form, a) - rank(form, b));
}

function rank(form: FormDefinition, { doubt }: Question): number {
  if (doubt.kind === 'label-missing') return 2;
  const candidates = doubt.kind === 'which-field' ? doubt.candidates : [doubtField(doubt) ?? ''];
  const figures = candidates.flatMap((code) => findField(form, code) ?? []).filter(isFigure);
  if (figures.some((field) => field.target !== undefined)) return 0;
  return figures.some((field) => field.required) ? 1 : 3;
}

/** Where a line of questions stands: asked so far, and whether the guided way goes on behind them. */
export type Course = { readonly guided: boolean; readonly asked: number };

export const NEW_COURSE: Course = { guided: false, asked: 0 };

/** Asks the first of the open questions; the others follow when it is settled. `refused`: an answer that was none. */
export function askQuestion(
  duty: Duty,
  draft: Draft,
  questions: readonly Question[],
  { guided, asked }: Course,
  refused?: string,
): Turn {
  const [question] = questions;
  if (!question) throw new RangeError('askQuestion needs a question');
  const mark = questionMark(question);
  const options = optionsFor(duty.form, question, draft.values);
  const offers: Offers = [
    ...options.map((option, index): readonly Offer[] => [
      { token: choiceToken('answer', duty.obligation, `${mark}-${index}`), label: option.label },
    ]),
    [{ token: choiceToken('answer', duty.obligation, `${mark}-x`), label: 'none-of-these' }],
  ];
  const code = doubtField(question.doubt);
  const effects: readonly Effect[] = [{ kind: 'save-draft', obligation: duty.obligation, draft }];
  return turn(
    { kind: 'question', obligation: duty.obligation, questions, guided, asked: asked + 1 },
    [
      {
        kind: 'question',
        about: aboutDuty(duty),
        // Only what was said, not what a correction starts from.
        understood: itemsOf(duty.form, draft).filter((item) => item.source !== undefined),
        question,
        field: code === undefined ? undefined : findField(duty.form, code),
        suggestion: suggestionOf(question, options)?.value,
        refused,
        offers,
      },
    ],
    effects,
  );
}
