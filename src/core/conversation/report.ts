import { isFigure, isStock, type Field, type FormDefinition, type Value } from '../forms/definition.ts';
import { difference, isUnusual, nilValues, restNilValues } from '../forms/values.ts';
import type { FieldCode } from '../ids.ts';
import type { Doubt, Understanding } from '../parsing/understanding.ts';
import type { Effect } from '../effects.ts';
import { choiceToken } from './choices.ts';
import type { Duty } from './context.ts';
import { isEmptyDraft, type Draft } from './draft.ts';
import {
  aboutDuty,
  draftOf,
  exampleFor,
  figureHistory,
  itemsOf,
  lastValues,
  missingFields,
} from './duties.ts';
import { fingerprint } from './fingerprint.ts';
import { askQuestion } from './questions.ts';
import type { Question } from './state.ts';
import { turn, type Turn } from './turn.ts';

/** Never more questions than this before the preview; what is left is quoted there. */
const MOST_QUESTIONS = 3;
const QUOTE_LENGTH = 200;

/** Draft and questions that a message leads to. */
export type Taken = { readonly draft: Draft; readonly questions: readonly Question[] };

/** Merges what was understood into the draft; what was not is kept to be asked or quoted. Later words replace earlier ones. */
export function takeUnderstanding(
  duty: Duty,
  draft: Draft,
  understanding: Understanding,
  text: string,
): Taken {
  const readings = understanding.readings.map((reading) => ({
    ...reading,
    source: quote(text, reading.span),
  }));
  const given = Object.fromEntries(readings.map(({ field, value }) => [field, value]));
  const touched = new Set(readings.map(({ field }) => field));
  const untouched = <T>(record: Readonly<Record<FieldCode, T>>) =>
    Object.fromEntries(Object.entries(record).filter(([code]) => !touched.has(code)));
  const values = { ...draft.values, ...given };
  const rest = understanding.restNil ? restNilValues(duty.form, values, lastValues(duty)) : {};
  const asked = understanding.doubts.filter((doubt) => doubt.kind !== 'not-understood');
  const questions = asked.map((doubt) => ({ doubt, quote: quote(text, doubt.span) }));
  const plain = understanding.doubts.filter((doubt) => doubt.kind === 'not-understood');
  return {
    draft: {
      ...draft,
      values: { ...rest, ...values },
      notes: { ...untouched(draft.notes), ...named(readings, (reading) => reading.note) },
      sources: { ...untouched(draft.sources), ...named(readings, (reading) => reading.source) },
      understoodAs: {
        ...untouched(draft.understoodAs),
        ...named(readings, (reading) => reading.understoodAs),
      },
      unclear: [
        ...plain.map((doubt) => quote(text, doubt.span)),
        ...questions.slice(MOST_QUESTIONS).map((question) => question.quote),
      ],
      nil: draft.nil && readings.length === 0,
      sameAsLast: draft.sameAsLast && readings.length === 0,
      carriedOver: [
        ...draft.carriedOver.filter((code) => !touched.has(code)),
        ...stockCodes(duty.form).filter((code) => code in rest),
      ],
      confirmed: draft.confirmed.filter((code) => !touched.has(code)),
      skipped: draft.skipped.filter((code) => !touched.has(code)),
    },
    questions: questions.slice(0, MOST_QUESTIONS),
  };
}

function named<R extends { readonly field: FieldCode }>(
  readings: readonly R[],
  pick: (reading: R) => string | undefined,
): Record<FieldCode, string> {
  return Object.fromEntries(
    readings.flatMap((reading) => {
      const text = pick(reading);
      return text === undefined ? [] : [[reading.field, text]];
    }),
  );
}

function quote(text: string, span: Doubt['span']): string {
  const words = text.slice(span.start, span.end).trim();
  return words.length > QUOTE_LENGTH ? `${words.slice(0, QUOTE_LENGTH - 1)}…` : words;
}

function stockCodes(form: FormDefinition): readonly FieldCode[] {
  return form.fields.filter(isStock).map((field) => field.code);
}

/** "Không phát sinh" for the whole report: flows and ratios zero, stocks as last known. */
export function nilDraft(duty: Duty): Draft {
  const values = nilValues(duty.form, lastValues(duty));
  const base = draftOf({ ...duty, draft: null });
  return {
    ...base,
    values,
    notes: {},
    sources: {},
    nil: true,
    carriedOver: stockCodes(duty.form).filter((code) => code in values),
    confirmed: Object.keys(values),
  };
}

/** The last report's figures again, shown and marked; texts are not repeated. */
export function sameAsLastDraft(duty: Duty): Draft | undefined {
  const last = lastValues(duty);
  const values = Object.fromEntries(
    duty.form.fields.flatMap((field) => {
      const value = last[field.code];
      return isFigure(field) && value !== undefined ? [[field.code, value] satisfies [string, Value]] : [];
    }),
  );
  if (Object.keys(values).length === 0) return undefined;
  const base = draftOf({ ...duty, draft: null });
  return { ...base, values, nil: false, sameAsLast: true, confirmed: Object.keys(values) };
}

/** The field that is never empty in this unit's reports, if a nil report would be out of the ordinary. */
export function usuallyReported(duty: Duty): Field | undefined {
  const FEWEST_REPORTS = 4;
  const steady = duty.form.fields.flatMap((field) => {
    const history = figureHistory(duty, field.code);
    const isSteady =
      !isStock(field) && history.length >= FEWEST_REPORTS && history.every((value) => value > 0);
    return isSteady ? [{ field, least: Math.min(...history) }] : [];
  });
  return steady.toSorted((a, b) => b.least - a.least)[0]?.field;
}

/** Figures far from the unit's own history that the person has not confirmed. */
function unusualFields(
  duty: Duty,
  draft: Draft,
): readonly { readonly field: Field; readonly usual: number }[] {
  return duty.form.fields.flatMap((field) => {
    const value = draft.values[field.code];
    const settled = draft.confirmed.includes(field.code) || draft.carriedOver.includes(field.code);
    if (value === undefined || settled || !isFigure(field)) return [];
    const history = figureHistory(duty, field.code);
    return isUnusual(field, value, history) ? [{ field, usual: middle(history) }] : [];
  });
}

function middle(values: readonly number[]): number {
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)] ?? 0;
}

/** Asks what is open, one question at a time, then shows the preview. The draft is saved first. */
export function proceed(duty: Duty, taken: Taken, guided = false): Turn {
  const { draft, questions } = taken;
  const effects: readonly Effect[] = [{ kind: 'save-draft', obligation: duty.obligation, draft }];
  if (questions.length > 0) return askQuestion(duty, draft, questions, guided, effects);
  const unusual = unusualFields(duty, draft);
  if (unusual.length > 0) return askUnusual(duty, draft, unusual, effects);
  if (isEmptyDraft(draft)) return notUnderstood(duty, draft, effects);
  return showPreview(duty, draft, effects);
}

function notUnderstood(duty: Duty, draft: Draft, effects: readonly Effect[]): Turn {
  const offers = [
    [
      { token: choiceToken('nil', duty.obligation), label: 'nil' },
      { token: choiceToken('guide', duty.obligation), label: 'guide' },
    ],
  ] as const;
  return turn(
    { kind: 'nothing' },
    [
      {
        kind: 'not-understood',
        about: aboutDuty(duty),
        unclear: draft.unclear,
        example: exampleFor(duty.form),
        offers,
      },
    ],
    effects,
  );
}

function askUnusual(
  duty: Duty,
  draft: Draft,
  unusual: readonly { readonly field: Field; readonly usual: number }[],
  effects: readonly Effect[],
): Turn {
  const usualOf = new Map(unusual.map(({ field, usual }) => [field.code, usual]));
  const items = itemsOf(duty.form, draft).flatMap((item) => {
    const usual = usualOf.get(item.field.code);
    return usual === undefined ? [] : [{ ...item, usual }];
  });
  return turn(
    { kind: 'unusual', obligation: duty.obligation, fields: [...usualOf.keys()] },
    [
      {
        kind: 'unusual',
        about: aboutDuty(duty),
        items,
        offers: [
          [
            { token: choiceToken('usual', duty.obligation), label: 'usual' },
            { token: choiceToken('unusual', duty.obligation), label: 'unusual' },
          ],
        ],
      },
    ],
    effects,
  );
}

/** Every field with its value, what was not understood, and the three ways on. */
export function showPreview(duty: Duty, draft: Draft, effects: readonly Effect[] = []): Turn {
  const shown = fingerprint(draft);
  return turn(
    { kind: 'preview', obligation: duty.obligation, shown },
    [
      {
        kind: 'preview',
        about: aboutDuty(duty),
        items: itemsOf(duty.form, draft),
        nil: draft.nil,
        sameAsLast: draft.sameAsLast,
        unclear: draft.unclear,
        missing: missingFields(duty.form, draft.values),
        changes: duty.sent ? difference(duty.form, duty.sent.values, draft.values) : [],
        correctsRevision: draft.correctsRevision,
        offers: [
          [
            { token: choiceToken('send', duty.obligation, shown), label: 'send' },
            { token: choiceToken('edit', duty.obligation), label: 'edit' },
            { token: choiceToken('cancel', duty.obligation), label: 'cancel' },
          ],
        ],
      },
    ],
    effects,
  );
}
