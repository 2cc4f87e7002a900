import { findField, isFigure } from '../../forms/definition.ts';
import { bareKey } from '../../forms/spelling.ts';
import type { FieldCode } from '../../ids.ts';
import type { JointQuestion } from '../../replies/together.ts';
import { goOn, goOnAsking } from './answer.ts';
import { saysWord } from '../commands.ts';
import type { Context, Duty } from '../context.ts';
import type { Draft } from './draft.ts';
import { draftOf } from '../duties.ts';
import { readInOrder } from './in-order.ts';
import { askQuestion, doubtField, MOST_QUESTIONS, optionsFor, suggestionOf } from './questions.ts';
import type { Open, Question } from '../state.ts';
import { takeUnderstanding, withoutQuote, withValue, type Taken } from './take.ts';
import type { Turn } from '../turn.ts';
import { understand } from '../understand.ts';

type OpenQuestion = Extract<Open, { kind: 'question' }>;

/**
 * How many of the open questions one message can put: those at the head of the line that are about figures of different fields, as
 * many as may still be asked. Which field a figure belongs to is asked alone.
 */
export function countTogether(duty: Duty, { questions, asked }: OpenQuestion): number {
  // The first of them is counted in `asked` already.
  const room = MOST_QUESTIONS - asked + 1;
  const seen = new Set<FieldCode>();
  for (const { doubt } of questions.slice(0, room)) {
    const field = findField(duty.form, doubtField(doubt) ?? '');
    if (!field || !isFigure(field) || seen.has(field.code) || doubt.kind === 'two-values') break;
    seen.add(field.code);
  }
  return Math.max(1, seen.size);
}

/** The questions as one message puts them. */
export function jointQuestions(
  duty: Duty,
  draft: Draft,
  questions: readonly Question[],
): readonly JointQuestion[] {
  return questions.flatMap((question) => {
    const field = findField(duty.form, doubtField(question.doubt) ?? '');
    return field ? [{ question, field, suggestion: suggestedFor(duty, draft, question)?.value }] : [];
  });
}

function suggestedFor(duty: Duty, draft: Draft, question: Question) {
  return suggestionOf(question, optionsFor(duty.form, question, draft.values));
}

/** One message that answers several questions: by the fields' names, in their order, or with a yes to what was proposed. */
export function answerTogether(context: Context, duty: Duty, open: OpenQuestion, text: string): Turn {
  const shown = open.questions.slice(0, open.together);
  const later = open.questions.slice(shown.length);
  const draft = draftOf(duty);
  const folded = bareKey(text);
  if (saysWord(folded, 'skip')) return goOn(duty, draft, later, open);
  const { isYes, words } = afterYes(context, duty, text);
  const agreed = isYes ? takeProposed(duty, draft, shown) : { draft, questions: shown };
  if (words === '' && isYes)
    return agreed.questions.length === shown.length
      ? askOnceMore(duty, draft, open, '')
      : goOn(duty, agreed.draft, [...agreed.questions, ...later], open);
  if (saysWord(folded, 'no'))
    return goOnAsking(duty, draft, [...deny(duty, draft, shown), ...later], open, '');
  return takeAnswers(context, duty, open, agreed, words);
}

/** "Đúng, tthc 120/121": the yes means what was proposed, the rest is read for itself. */
function afterYes(
  context: Context,
  duty: Duty,
  text: string,
): { readonly isYes: boolean; readonly words: string } {
  const [, first = '', rest = ''] = /^([^,;.\n]*)[,;.\n]*([\s\S]*)$/.exec(text.trim()) ?? [];
  const { intent, readings, doubts } = understand(context, duty, first);
  const isYes = intent?.kind === 'confirm' && readings.length === 0 && doubts.length === 0;
  return isYes ? { isYes, words: rest.trim() } : { isYes, words: text };
}

/** What was proposed goes into the draft; the questions that proposed nothing stay. */
function takeProposed(duty: Duty, draft: Draft, shown: readonly Question[]): Taken {
  return shown.reduce<Taken>(
    (taken, question) => {
      const proposed = suggestedFor(duty, draft, question);
      if (proposed?.value === undefined) return { ...taken, questions: [...taken.questions, question] };
      const settled = withoutQuote(taken.draft, question);
      return { ...taken, draft: withValue(settled, proposed.field, proposed.value, question.quote) };
    },
    { draft, questions: [] },
  );
}

/** "Không": what was proposed is wrong, so the figures themselves are asked. */
function deny(duty: Duty, draft: Draft, shown: readonly Question[]): readonly Question[] {
  return shown.map((question) => {
    const field = doubtField(question.doubt);
    if (field === undefined || !suggestedFor(duty, draft, question)) return question;
    return { doubt: { kind: 'value-missing', field, span: question.doubt.span }, quote: question.quote };
  });
}

function takeAnswers(
  context: Context,
  duty: Duty,
  open: OpenQuestion,
  { draft, questions: shown }: Taken,
  text: string,
): Turn {
  const later = open.questions.slice(open.together);
  const fields = jointQuestions(duty, draft, shown).map(({ field }) => field);
  const only = fields.length === 1 ? fields[0]?.code : undefined;
  const understanding =
    readInOrder(context, duty, fields, text, true) ?? understand(context, duty, text, only);
  const taken = takeUnderstanding(duty, draft, understanding, text);
  const given = new Set(understanding.readings.map((reading) => reading.field));
  const isOpen = ({ doubt }: Question) => !given.has(doubtField(doubt) ?? '');
  const settled = shown.filter((question) => !isOpen(question));
  const others = taken.questions.filter(
    ({ doubt }) => doubt.kind !== 'value-missing' || isNew(doubt.field, fields),
  );
  const renewed = new Set(others.map(({ doubt }) => doubtField(doubt)));
  const left = shown.filter((question) => isOpen(question) && !renewed.has(doubtField(question.doubt)));
  const tookNothing = given.size === 0 && others.length === 0 && shown.length === open.together;
  if (tookNothing) return askOnceMore(duty, draft, open, taken.draft.unclear[0] ?? '');
  const kept = settled.reduce(withoutQuote, draft).unclear;
  const unclear = [...new Set([...kept, ...taken.draft.unclear])];
  return goOn(duty, { ...taken.draft, unclear }, [...others, ...left, ...later], open);
}

/** The same questions are no further ones, but only once: after that they are quoted and the report goes on. */
function askOnceMore(duty: Duty, draft: Draft, open: OpenQuestion, refused: string): Turn {
  if (open.again) return goOn(duty, draft, open.questions.slice(open.together), open);
  const { questions, guided, asked, together = 1 } = open;
  const said = askQuestion(duty, draft, questions, { guided, asked: asked - together }, refused);
  const next = said.state.open;
  return next.kind === 'question'
    ? { ...said, state: { ...said.state, open: { ...next, again: true } } }
    : said;
}

function isNew(code: FieldCode, fields: readonly { readonly code: FieldCode }[]): boolean {
  return !fields.some((field) => field.code === code);
}
