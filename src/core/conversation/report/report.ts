import { countFiles } from '../../attachments/attached.ts';
import { isFigure, isRatio, isStock, type Field, type Value } from '../../forms/definition.ts';
import { difference, isUnusual, nilValues, restNilValues } from '../../forms/values.ts';
import type { FieldCode } from '../../ids.ts';
import type { Item, Reply, UnusualItem } from '../../replies.ts';
import { beginOffer } from './begin-offer.ts';
import { choiceToken } from '../choices.ts';
import type { Duty } from '../context.ts';
import { hasContent, type Draft } from './draft.ts';
import {
  aboutDuty,
  draftOf,
  exampleFor,
  figureHistory,
  isReturned,
  itemsOf,
  lastValues,
  missingFields,
} from '../duties.ts';
import { hamletsIn, shownMark, sumOffer } from './hamlet-news.ts';
import { askPrivacy, holdsPersonal } from './privacy-question.ts';
import { askQuestion, mostImportantFirst, MOST_QUESTIONS, NEW_COURSE, type Course } from './questions.ts';
import { admitted, stocksIn, type Taken } from './take.ts';
import { turn, type Turn } from '../turn.ts';

/** "Không phát sinh" for the whole report: flows and ratios zero, stocks as last known. */
export function nilDraft(duty: Duty): Draft {
  const values = nilValues(duty.form, lastValues(duty));
  const base = draftOf({ ...duty, draft: null });
  return {
    ...base,
    unclear: duty.draft?.unclear ?? [],
    values,
    notes: {},
    sources: {},
    nil: true,
    carriedOver: stocksIn(duty, values),
    confirmed: Object.keys(values),
  };
}

/** "Còn lại không": what was said stays, the other figures are zero and stocks as last known. */
export function restNilDraft(duty: Duty, draft: Draft): Draft {
  const rest = restNilValues(duty.form, draft.values, lastValues(duty));
  return {
    ...draft,
    values: { ...rest, ...draft.values },
    carriedOver: [...draft.carriedOver, ...stocksIn(duty, rest)],
  };
}

/** What "không phát sinh" for the whole report would throw away: figures above zero and texts that were said or sent. */
export function contradictsNil(duty: Duty): readonly Item[] {
  const draft = draftOf(duty);
  return itemsOf(duty.form, draft).filter(({ field, value }) => {
    if (isStock(field)) return false;
    if (typeof value === 'number') return value !== 0;
    return typeof value === 'string' || !isRatio(value) ? value.length > 0 : value.whole !== 0;
  });
}

/** The last report's figures again, shown and marked; texts are not repeated, and what was said since stays. */
export function sameAsLastDraft(duty: Duty): Draft | undefined {
  const last = lastValues(duty);
  const repeated = Object.fromEntries(
    duty.form.fields.flatMap((field): [FieldCode, Value][] => {
      const value = isFigure(field) ? admitted(duty, field.code, last[field.code]) : undefined;
      return value === undefined ? [] : [[field.code, value]];
    }),
  );
  if (Object.keys(repeated).length === 0) return undefined;
  const { draft } = duty;
  const isBegun = draft && !draft.nil && draft.correctsRevision === 0;
  const base = isBegun ? draft : { ...draftOf({ ...duty, draft: null }), values: {} };
  const copied = Object.keys(repeated).filter((code) => !(code in base.values));
  const confirmed = [...new Set([...base.confirmed, ...copied])];
  return {
    ...base,
    values: { ...repeated, ...base.values },
    nil: false,
    sameAsLast: copied.length > 0,
    confirmed,
  };
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
export function unusualFields(duty: Duty, draft: Draft): readonly UnusualField[] {
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

/** Asks what is open, one question at a time and never too many, then shows the preview. The draft is saved first. */
export function proceed(duty: Duty, { draft, questions }: Taken, course: Course = NEW_COURSE): Turn {
  if (holdsPersonal(draft)) return askPrivacy(duty, draft, questions, course);
  const mayAsk = course.asked < MOST_QUESTIONS;
  if (mayAsk && questions.length > 0)
    return askQuestion(duty, draft, mostImportantFirst(duty.form, questions), course);
  const unusual = unusualFields(duty, draft);
  if (mayAsk && unusual.length > 0) return askUnusual(duty, draft, unusual);
  if (!hasContent(draft)) return nothingLeft(duty, draft);
  return changesNothing(duty, draft) ? nothingChanged(duty) : showPreview(duty, draft);
}

function changesNothing(duty: Duty, draft: Draft): boolean {
  const { form, sent } = duty;
  if (isReturned(duty)) return false;
  return (
    sent !== null && draft.unclear.length === 0 && difference(form, sent.values, draft.values).length === 0
  );
}

/** A correction that leaves all as it was makes no revision. */
function nothingChanged(duty: Duty): Turn {
  const { obligation } = duty;
  return turn(
    { kind: 'report', obligation },
    [{ kind: 'nothing-changed', about: aboutDuty(duty), offers: [] }],
    duty.draft ? [{ kind: 'discard-draft', obligation }] : [],
  );
}

function nothingLeft(duty: Duty, draft: Draft): Turn {
  const said = draft.unclear.length === 0 ? nothingSentYet(duty) : notUnderstood(duty, draft.unclear);
  return duty.draft ? { ...said, effects: [{ kind: 'discard-draft', obligation: duty.obligation }] } : said;
}

/** Nothing in the message that a report could hold. What was drafted before stays. */
export function notUnderstood(duty: Duty, unclear: readonly string[]): Turn {
  return turn({ kind: 'report', obligation: duty.obligation }, [
    {
      kind: 'not-understood',
      about: aboutDuty(duty),
      unclear,
      example: exampleFor(duty.form),
      offers: duty.sent ? [] : [beginOffer(duty.obligation)],
    },
  ]);
}

export function nothingSentYet(duty: Duty): Turn {
  return turn({ kind: 'report', obligation: duty.obligation }, [
    { kind: 'nothing-sent-yet', about: aboutDuty(duty), offers: [beginOffer(duty.obligation)] },
  ]);
}

type UnusualField = { readonly field: Field; readonly usual: number };

function unusualItems(duty: Duty, draft: Draft, unusual: readonly UnusualField[]): readonly UnusualItem[] {
  const usualOf = new Map(unusual.map(({ field, usual }) => [field.code, usual]));
  return itemsOf(duty.form, draft).flatMap((item) => {
    const usual = usualOf.get(item.field.code);
    return usual === undefined ? [] : [{ ...item, usual }];
  });
}

function askUnusual(duty: Duty, draft: Draft, unusual: readonly UnusualField[]): Turn {
  return turn(
    { kind: 'unusual', obligation: duty.obligation, fields: unusual.map(({ field }) => field.code) },
    [
      {
        kind: 'unusual',
        about: aboutDuty(duty),
        items: unusualItems(duty, draft, unusual),
        offers: [
          [
            { token: choiceToken('usual', duty.obligation), label: 'usual' },
            { token: choiceToken('unusual', duty.obligation), label: 'unusual' },
          ],
        ],
      },
    ],
    [{ kind: 'save-draft', obligation: duty.obligation, draft }],
  );
}

/** Every field with its value, what was not understood, and the three ways on. */
function showPreview(duty: Duty, draft: Draft): Turn {
  return turn(
    { kind: 'preview', obligation: duty.obligation, shown: shownMark(duty, draft) },
    [previewReply(duty, draft)],
    [{ kind: 'save-draft', obligation: duty.obligation, draft }],
  );
}

/** The preview alone, also for whom the draft is only shown to. */
export function previewReply(duty: Duty, draft: Draft): Extract<Reply, { kind: 'preview' }> {
  const shown = shownMark(duty, draft);
  const hamlets = hamletsIn(duty, draft);
  return {
    kind: 'preview',
    about: aboutDuty(duty),
    items: itemsOf(duty.form, draft),
    nil: draft.nil,
    sameAsLast: draft.sameAsLast,
    unclear: draft.unclear,
    missing: missingFields(duty.form, draft.values),
    unusual: unusualItems(duty, draft, unusualFields(duty, draft)),
    changes: duty.sent ? difference(duty.form, duty.sent.values, draft.values) : [],
    correctsRevision: draft.correctsRevision,
    files: countFiles(duty.files),
    ...(hamlets ? { hamlets } : {}),
    ...(duty.exempt ? { exempt: true } : {}),
    offers: [
      [
        { token: choiceToken('send', duty.obligation, shown), label: 'send' },
        { token: choiceToken('edit', duty.obligation), label: 'edit' },
        { token: choiceToken('cancel', duty.obligation), label: 'cancel' },
      ],
      ...(hamlets && hamlets.changes.length > 0 ? [sumOffer(duty.obligation, hamlets.reported)] : []),
    ],
  };
}
