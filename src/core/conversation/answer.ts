import type { FieldCode } from '../ids.ts';
import { bareKey } from '../forms/spelling.ts';
import type { Doubt, Understanding } from '../parsing/understanding.ts';
import type { Choice } from './choices.ts';
import { saysWord } from './commands.ts';
import type { Context, Duty } from './context.ts';
import type { Draft } from './draft.ts';
import { draftOf, findDuty, isLocked } from './duties.ts';
import { continueGuided } from './guided.ts';
import { askQuestion, doubtField, optionsFor, questionMark, type Option } from './questions.ts';
import { proceed, takeUnderstanding } from './report.ts';
import type { Open, Question, State } from './state.ts';
import type { Turn } from './turn.ts';

type OpenQuestion = Extract<Open, { kind: 'question' }>;

/** A tapped answer; undefined when another question is open by now. */
export function answerQuestion(state: State, choice: Choice, duty: Duty): Turn | undefined {
  const { open } = state;
  if (open.kind !== 'question' || open.obligation !== duty.obligation) return undefined;
  const [question] = open.questions;
  const [mark, picked] = choice.arg.split('-');
  if (!question || mark !== questionMark(question)) return undefined;
  if (picked === 'x') return leaveQuestion(duty, open, question);
  const option = optionsFor(duty.form, question.doubt)[Number(picked)];
  return option ? takeOption(duty, open, question, option) : undefined;
}

/** "Bỏ qua": the words stay quoted in the preview and count for nothing. */
function leaveQuestion(duty: Duty, open: OpenQuestion, question: Question): Turn {
  const draft = draftOf(duty);
  const unclear = question.quote === '' ? draft.unclear : [...draft.unclear, question.quote];
  return goOn(duty, { ...draft, unclear }, open.questions.slice(1), open.guided);
}

function takeOption(duty: Duty, open: OpenQuestion, question: Question, option: Option): Turn {
  const draft = draftOf(duty);
  const rest = open.questions.slice(1);
  if (option.value === undefined) {
    const doubt: Doubt = { kind: 'value-missing', field: option.field, span: question.doubt.span };
    return goOn(duty, draft, [{ doubt, quote: question.quote }, ...rest], open.guided);
  }
  const changed: Draft = {
    ...draft,
    nil: false,
    values: { ...draft.values, [option.field]: option.value },
    sources: question.quote === '' ? draft.sources : { ...draft.sources, [option.field]: question.quote },
  };
  return goOn(duty, changed, rest, open.guided);
}

function goOn(duty: Duty, draft: Draft, questions: readonly Question[], guided: boolean): Turn {
  if (questions.length === 0 && guided) return continueGuided(duty, draft);
  return proceed(duty, { draft, questions }, guided);
}

/** A typed answer to a question about the report. */
export function answerInWords(
  duty: Duty,
  open: OpenQuestion,
  understanding: Understanding,
  text: string,
): Turn {
  const [question] = open.questions;
  if (!question) return goOn(duty, draftOf(duty), [], open.guided);
  if (saysWord(bareKey(text), 'skip')) return leaveQuestion(duty, open, question);
  const options = optionsFor(duty.form, question.doubt);
  const named = namedOption(options, understanding);
  if (named) return takeOption(duty, open, question, named);
  const { draft, questions } = takeUnderstanding(duty, draftOf(duty), understanding, text);
  const field = doubtField(question.doubt);
  const settled = field === undefined ? understanding.readings.length > 0 : gives(understanding, field);
  const rest = settled ? open.questions.slice(1) : open.questions;
  const renewed = questions.filter((asked) => !settled || doubtField(asked.doubt) !== undefined);
  const next = settled ? [...renewed, ...rest] : rest;
  return next.length > 0
    ? askQuestion(duty, draft, next, open.guided, [
        { kind: 'save-draft', obligation: duty.obligation, draft },
      ])
    : goOn(duty, draft, [], open.guided);
}

/** "Đúng" to the only suggestion, or the bare name of one of the fields in question. */
function namedOption(options: readonly Option[], understanding: Understanding): Option | undefined {
  const [only] = options;
  if (understanding.intent?.kind === 'confirm' && only && options.length === 1) return only;
  const [doubt] = understanding.doubts;
  if (understanding.readings.length > 0 || doubt?.kind !== 'value-missing') return undefined;
  return options.find((option) => option.field === doubt.field);
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
  const changed = { ...draft, values };
  const questions = fields.map((field): Question => ({
    doubt: { kind: 'value-missing', field, span: { start: 0, end: 0 } },
    quote: '',
  }));
  return askQuestion(duty, changed, questions, false, [
    { kind: 'save-draft', obligation: duty.obligation, draft: changed },
  ]);
}

/** The report that the open question is about, while it can still be answered. */
export function openDuty(state: State, context: Context): Duty | undefined {
  if (!('obligation' in state.open)) return undefined;
  const duty = findDuty(context, state.open.obligation);
  return duty && !duty.exempt && !isLocked(duty, context.now) ? duty : undefined;
}

/** The field that a bare value in the next message would be for. */
export function askedField(open: Open): FieldCode | undefined {
  if (open.kind === 'guided') return open.field;
  const doubt = open.kind === 'question' ? open.questions[0]?.doubt : undefined;
  return doubt && doubtField(doubt);
}
