import type { Effect } from '../../effects.ts';
import {
  findField,
  isFigure,
  isStock,
  type Field,
  type FormDefinition,
  type Value,
} from '../../forms/definition.ts';
import type { FieldCode } from '../../ids.ts';
import type { Understanding } from '../../parsing/understanding.ts';
import type { Offer } from '../../replies.ts';
import { choiceToken } from '../choices.ts';
import type { Duty } from '../context.ts';
import { draftOf, aboutDuty, itemsOf, lastValues } from '../duties.ts';
import type { Draft } from './draft.ts';
import { askPrivacy, holdsPersonal } from './privacy-question.ts';
import { askQuestion } from './questions.ts';
import { proceed } from './report.ts';
import { admitted, blankLines, takeUnderstanding, withValue, type Taken } from './take.ts';
import { turn, type Turn } from '../turn.ts';

/** Fields that may be answered with the one that is asked: three values are as much as a person keeps in mind. */
const MOST_AFTER = 2;

/** The first field behind `after` that has no value yet and was not passed over. */
function nextField(form: FormDefinition, draft: Draft, after: FieldCode | undefined): Field | undefined {
  const start = form.fields.findIndex((field) => field.code === after) + 1;
  const open = (field: Field) => isOpen(draft, field);
  return form.fields.slice(start).find(open) ?? form.fields.slice(0, start).find(open);
}

function isOpen(draft: Draft, { code }: Field): boolean {
  return draft.values[code] === undefined && !draft.skipped.includes(code);
}

/** The fields that can be answered together with `field`: the next open ones of its sort, figures or texts. */
export function fieldsAfter(form: FormDefinition, draft: Draft, field: Field): readonly Field[] {
  const start = form.fields.findIndex((candidate) => candidate.code === field.code) + 1;
  const open = form.fields.slice(start).filter((candidate) => isOpen(draft, candidate));
  const other = open.findIndex((candidate) => isFigure(candidate) !== isFigure(field));
  return open.slice(0, Math.min(MOST_AFTER, other === -1 ? open.length : other));
}

/** Goes on with the next field of the guided way, or to the preview when none is left. */
export function continueGuided(
  duty: Duty,
  draft: Draft,
  after?: FieldCode,
  taken: readonly FieldCode[] = [],
): Turn {
  const field = nextField(duty.form, draft, after);
  return field ? askField(duty, draft, field, taken) : proceed(duty, { draft, questions: [] });
}

/** Begins the guided way, also with fields that were passed over before. */
export function beginGuided(duty: Duty): Turn {
  return continueGuided(duty, { ...draftOf(duty), skipped: [] });
}

/** Asks one field, with its place among all and ways to pass over, go back and look. */
export function askField(
  duty: Duty,
  draft: Draft,
  field: Field,
  taken: readonly FieldCode[] = [],
  refused?: string,
): Turn {
  const effects: readonly Effect[] = [{ kind: 'save-draft', obligation: duty.obligation, draft }];
  // A field's place in the form names it in tokens: a code may be longer than a button can carry.
  const position = duty.form.fields.findIndex((candidate) => candidate.code === field.code);
  const last = admitted(duty, field.code, lastValues(duty)[field.code]);
  const same: readonly Offer[] =
    isStock(field) && last !== undefined
      ? [
          {
            token: choiceToken('same', duty.obligation, String(position)),
            label: { kind: 'same', value: last },
          },
        ]
      : [];
  const ways: readonly Offer[] = [
    { token: choiceToken('skip', duty.obligation, String(position)), label: 'skip' },
    ...(position > 0
      ? [{ token: choiceToken('back', duty.obligation, String(position)), label: 'back' } as const]
      : []),
    { token: choiceToken('review', duty.obligation), label: 'review' },
  ];
  return turn(
    { kind: 'guided', obligation: duty.obligation, field: field.code },
    [
      {
        kind: 'ask-field',
        about: aboutDuty(duty),
        field,
        next: fieldsAfter(duty.form, draft, field),
        position: position + 1,
        total: duty.form.fields.length,
        taken: itemsOf(duty.form, draft).filter((item) => taken.includes(item.field.code)),
        refused,
        offers: same.length > 0 ? [same, ways] : [ways],
      },
    ],
    effects,
  );
}

/** An answer in the guided way; it may give other fields as well. */
export function answerGuided(duty: Duty, field: Field, understanding: Understanding, text: string): Turn {
  const saysNone = understanding.nil || understanding.intent?.kind === 'decline';
  if (saysNone && understanding.readings.length === 0) return answerNone(duty, field);
  const { draft, questions } = takeAnswer(duty, field, understanding, text);
  if (holdsPersonal(draft)) return askPrivacy(duty, draft, questions, { guided: true, asked: 0 });
  if (questions.length > 0) return askQuestion(duty, draft, questions, { guided: true, asked: 0 });
  const taken = understanding.readings.map((reading) => reading.field);
  if (taken.length === 0 && !understanding.restNil) {
    return askField(duty, { ...draft, unclear: draftOf(duty).unclear }, field, [], draft.unclear[0] ?? '');
  }
  return continueGuided(duty, draft, field.code, taken);
}

/** Lines of the copied question that were left empty are fields passed over. */
function takeAnswer(duty: Duty, field: Field, understanding: Understanding, text: string): Taken {
  const before = draftOf(duty);
  const taken = takeUnderstanding(duty, before, understanding, text);
  const asked = new Set([field, ...fieldsAfter(duty.form, before, field)].map(({ code }) => code));
  const passed = blankLines(understanding, text).filter((code) => asked.has(code));
  const { skipped } = taken.draft;
  return { ...taken, draft: { ...taken.draft, skipped: [...new Set([...skipped, ...passed])] } };
}

/** "Không": zero for a count, nothing for a text. */
function answerNone(duty: Duty, field: Field): Turn {
  const none = noneOf(field);
  return none === undefined ? skipField(duty, field.code) : setField(duty, field.code, none);
}

function noneOf(field: Field): Value | undefined {
  if (!isFigure(field)) return undefined;
  return field.type === 'ratio' ? { part: 0, whole: 0 } : 0;
}

/** Takes one value for a field and goes on; words that another value came with go. */
function setField(duty: Duty, code: FieldCode, value: Value): Turn {
  const draft = draftOf(duty);
  const changed = withValue(draft, code, value);
  return continueGuided(duty, changed, code, [code]);
}

export function skipField(duty: Duty, code: FieldCode): Turn {
  const draft = draftOf(duty);
  const changed = { ...draft, skipped: [...draft.skipped.filter((known) => known !== code), code] };
  return continueGuided(duty, changed, code);
}

/** Asks the field before `code` again, whether it has a value or not. */
export function backFrom(duty: Duty, code: FieldCode): Turn {
  const index = duty.form.fields.findIndex((field) => field.code === code);
  const before = duty.form.fields[Math.max(0, index - 1)];
  const draft = draftOf(duty);
  if (!before) return continueGuided(duty, draft);
  const skipped = draft.skipped.filter((known) => known !== before.code);
  return askField(duty, { ...draft, skipped }, before, [before.code]);
}

/** "Như kỳ trước" for a stock field; undefined when there is no earlier value. */
export function sameAsBefore(duty: Duty, code: FieldCode): Turn | undefined {
  const field = findField(duty.form, code);
  const last = admitted(duty, code, lastValues(duty)[code]);
  return field && isStock(field) && last !== undefined ? setField(duty, code, last) : undefined;
}
