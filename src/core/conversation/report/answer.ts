import type { FieldCode } from '../../ids.ts';
import { bareKey } from '../../forms/spelling.ts';
import type { Doubt, Understanding } from '../../parsing/understanding.ts';
import type { Choice } from '../choices.ts';
import { saysWord } from '../commands.ts';
import type { Context, Duty } from '../context.ts';
import type { Draft } from './draft.ts';
import { draftOf, findDuty, openDuties } from '../duties.ts';
import { continueGuided } from './guided.ts';
import {
  askQuestion,
  doubtField,
  MOST_QUESTIONS,
  NEW_COURSE,
  optionsFor,
  questionMark,
  suggestionOf,
} from './questions.ts';
import type { Course, Option } from './questions.ts';
import { proceed } from './report.ts';
import type { Open, Question, State } from '../state.ts';
import { takeUnderstanding, withoutQuote, withValue } from './take.ts';
import type { Turn } from '../turn.ts';

type OpenQuestion = Extract<Open, { kind: 'question' }>;

/** A tapped answer; undefined when another question is open by now. */
export function answerQuestion(state: State, choice: Choice, duty: Duty): Turn | undefined {
  const { open } = state;
  if (open.kind !== 'question' || open.obligation !== duty.obligation) return undefined;
  const [question] = open.questions;
  const [mark, picked] = choice.arg.split('-');
  if (!question || mark !== questionMark(question)) return undefined;
  if (picked === 'x') return leaveQuestion(duty, open);
  const option = optionsFor(duty.form, question, draftOf(duty).values)[Number(picked)];
  return option ? takeOption(duty, open, question, option) : undefined;
}

/** "Bỏ qua": the words stay quoted in the preview and count for nothing. */
function leaveQuestion(duty: Duty, open: OpenQuestion): Turn {
  return goOn(duty, draftOf(duty), open.questions.slice(1), open);
}

function takeOption(duty: Duty, open: OpenQuestion, question: Question, option: Option): Turn {
  const draft = draftOf(duty);
  const { field, value } = option;
  if (value === undefined) return askValue(duty, draft, open, field);
  const settled = withValue(withoutQuote(draft, question), field, value, question.quote);
  return goOn(duty, settled, open.questions.slice(1), open, field);
}

/** Asks for the value itself, now that the field is known or the suggestion was wrong. */
function askValue(duty: Duty, draft: Draft, open: OpenQuestion, field: FieldCode): Turn {
  const [question, ...rest] = open.questions;
  const doubt: Doubt = { kind: 'value-missing', field, span: question?.doubt.span ?? { start: 0, end: 0 } };
  return askQuestion(duty, draft, [{ doubt, quote: question?.quote ?? '' }, ...rest], open);
}

/** On to the next question, the next field of the guided way, or the preview. */
export function goOn(
  duty: Duty,
  draft: Draft,
  questions: readonly Question[],
  course: Course,
  taken?: FieldCode,
): Turn {
  if (course.guided && (questions.length === 0 || course.asked >= MOST_QUESTIONS))
    return continueGuided(duty, draft, undefined, taken === undefined ? [] : [taken]);
  return proceed(duty, { draft, questions }, course);
}

/** A typed answer to a question about the report. What it says beside the answer is taken too. */
export function answerInWords(
  duty: Duty,
  open: OpenQuestion,
  understanding: Understanding,
  text: string,
): Turn {
  const [question] = open.questions;
  const draft = draftOf(duty);
  if (!question) return goOn(duty, draft, [], open);
  const folded = bareKey(text);
  if (saysWord(folded, 'skip')) return leaveQuestion(duty, open);
  const options = optionsFor(duty.form, question, draft.values);
  const named = namedOption(question, options, understanding);
  if (named) return takeOption(duty, open, question, named);
  const field = doubtField(question.doubt);
  // "Không" to "có phải là 5/6 không ạ?" says that it is not; only where the number itself is asked is it none.
  if (
    saysWord(folded, 'no') &&
    (suggestionOf(question, options) || question.doubt.kind !== 'value-missing')
  ) {
    return field !== undefined && suggestionOf(question, options)
      ? askValue(duty, draft, open, field)
      : goOnAsking(duty, draft, open.questions, open, '');
  }
  const taken = takeUnderstanding(duty, draft, understanding, text);
  const isSettled = field === undefined ? understanding.readings.length > 0 : gives(understanding, field);
  const kept = isSettled ? withoutQuote(draft, question).unclear : draft.unclear;
  if (isSettled || understanding.readings.length > 0) {
    const rest = isSettled ? open.questions.slice(1) : open.questions;
    const unclear = [...new Set([...kept, ...taken.draft.unclear])];
    const next = isSettled
      ? [...taken.questions, ...rest]
      : [...rest, ...aboutOthers(taken.questions, field)];
    return goOn(duty, { ...taken.draft, unclear }, next, open, isSettled ? field : undefined);
  }
  const others = aboutOthers(taken.questions, field);
  const unclear = [...new Set([...kept, ...others.map(({ quote }) => quote)])].filter(
    (piece) => piece !== '',
  );
  return goOnAsking(
    duty,
    { ...draft, unclear },
    [...open.questions, ...others],
    open,
    others.length > 0 ? undefined : (taken.draft.unclear[0] ?? ''),
  );
}

/** The same question once more; after too many, what was said stays quoted in the preview and the report goes on. */
export function goOnAsking(
  duty: Duty,
  draft: Draft,
  questions: readonly Question[],
  course: Course,
  refused: string | undefined,
): Turn {
  return course.asked < MOST_QUESTIONS
    ? askQuestion(duty, draft, questions, course, refused)
    : goOn(duty, draft, [], course);
}

/** New doubts that are not the open question in other words. */
function aboutOthers(questions: readonly Question[], field: FieldCode | undefined): readonly Question[] {
  return questions.filter(({ doubt }) => {
    const other = doubtField(doubt);
    return other !== undefined && other !== field;
  });
}

/** "Đúng" to the only suggestion, or the bare name of one of the fields in question. */
function namedOption(
  question: Question,
  options: readonly Option[],
  understanding: Understanding,
): Option | undefined {
  if (understanding.intent?.kind === 'confirm') return suggestionOf(question, options);
  const [doubt] = understanding.doubts;
  if (understanding.readings.length > 0 || doubt?.kind !== 'value-missing') return undefined;
  const named = options.filter((option) => option.field === doubt.field);
  return named.length === 1 && options.length > 1 ? named[0] : undefined;
}

/** Whether the message says something about the field: a value, or a new doubt in place of the old one. */
function gives(understanding: Understanding, field: FieldCode): boolean {
  const isNewDoubt = (doubt: Doubt) => doubtField(doubt) === field && doubt.kind !== 'value-missing';
  return (
    understanding.readings.some((reading) => reading.field === field) || understanding.doubts.some(isNewDoubt)
  );
}

/** "Đúng": the unusual figures are what the person means. */
export function settleUnusual(state: State, duty: Duty): Turn | undefined {
  if (state.open.kind !== 'unusual' || state.open.obligation !== duty.obligation) return undefined;
  const draft = draftOf(duty);
  const confirmed = [...new Set([...draft.confirmed, ...state.open.fields])];
  return proceed(duty, { draft: { ...draft, confirmed }, questions: [] });
}

/** "Không đúng": the figures are taken out and asked again. */
export function markUnusual(state: State, duty: Duty): Turn | undefined {
  if (state.open.kind !== 'unusual' || state.open.obligation !== duty.obligation) return undefined;
  const { fields } = state.open;
  const draft = draftOf(duty);
  const values = Object.fromEntries(Object.entries(draft.values).filter(([code]) => !fields.includes(code)));
  const questions = fields.map((field): Question => ({
    doubt: { kind: 'value-missing', field, span: { start: 0, end: 0 } },
    quote: '',
  }));
  return askQuestion(duty, { ...draft, values }, questions, NEW_COURSE);
}

/** The report that the open question is about, while it can still be answered. */
export function openDuty(state: State, context: Context): Duty | undefined {
  if (!('obligation' in state.open)) return undefined;
  const duty = findDuty(context, state.open.obligation);
  return duty && openDuties(context).includes(duty) ? duty : undefined;
}

/** The field that a bare value in the next message would be for. */
export function askedField(open: Open): FieldCode | undefined {
  if (open.kind === 'guided') return open.field;
  if (open.kind !== 'question' || isTogether(open)) return undefined;
  const doubt = open.questions[0]?.doubt;
  return doubt && doubtField(doubt);
}

/** Whether one message put several questions. */
export function isTogether({ together = 1 }: OpenQuestion): boolean {
  return together > 1;
}
