import { isFigure } from '../forms/definition.ts';
import type { Reply } from '../replies.ts';
import type { Context, Duty } from './context.ts';
import type { Draft } from './report/draft.ts';
import { draftOf, findDuty } from './duties.ts';
import { askField, continueGuided } from './report/guided.ts';
import { proceed } from './report/report.ts';
import type { Open, State } from './state.ts';
import { countTogether, jointQuestions } from './report/together.ts';
import type { Turn } from './turn.ts';

/** Fields that one message asks for, where each message costs. */
export const MOST_TOGETHER = 3;

/** A turn as a channel without buttons says it: doubts and missing fields are asked together, and offers are numbered. */
export function withoutButtons(before: State, said: Turn, context: Context): Turn {
  return withNumbersKept(before, fit(said, context));
}

/** Numbers stay valid until others are shown: a second "1" is a button tapped twice. */
export function withNumbersKept(before: State, said: Turn): Turn {
  return { ...said, state: { ...said.state, choices: choicesOf(before, said) } };
}

function choicesOf(before: State, { state, replies }: Turn): State['choices'] {
  // There a bare number is a value.
  if (wantsNumber(state.open)) return [];
  const offered = replies.at(-1)?.offers.flat() ?? [];
  if (offered.length === 0) return before.choices;
  // "1" typed twice at the preview is not to mean "không phát sinh" in the question that the first one led to.
  return replies.at(-1)?.kind === 'gaps'
    ? state.choices.toSorted((a, b) => Number(b.startsWith('gapfill')) - Number(a.startsWith('gapfill')))
    : state.choices;
}

/** Whether a bare number answers the open question itself. */
export function wantsNumber(open: Open): boolean {
  if (open.kind === 'guided') return true;
  const doubt = open.kind === 'question' ? open.questions[0]?.doubt : undefined;
  return doubt !== undefined && doubt.kind !== 'which-field' && doubt.kind !== 'label-missing';
}

/** A bare number picks a numbered choice, unless the open question wants a number. */
export function numberedChoice(state: State, text: string): string | undefined {
  const match = /^\s*(\d{1,2})\s*[.)]?\s*$/.exec(text);
  return match && !wantsNumber(state.open) ? state.choices[Number(match[1]) - 1] : undefined;
}

function fit(said: Turn, context: Context): Turn {
  const { open } = said.state;
  const reply = said.replies.at(-1);
  const duty = 'obligation' in open ? findDuty(context, open.obligation) : undefined;
  if (!duty || !reply) return said;
  const draft = savedDraft(said) ?? draftOf(duty);
  if (open.kind === 'question' && reply.kind === 'question')
    return askTogether(said, open, reply, duty, draft);
  if (reply.kind === 'ask-field' && !reply.field.required) return beyondRequired(said, duty, draft);
  if (reply.kind === 'fill-in' && reply.fields.length > MOST_TOGETHER)
    return fit(continueGuided(duty, { ...draft, skipped: [] }), context);
  return said;
}

function savedDraft({ effects }: Turn): Draft | undefined {
  return effects.flatMap((effect) => (effect.kind === 'save-draft' ? [effect.draft] : [])).at(-1);
}

function askTogether(
  said: Turn,
  open: Extract<Open, { kind: 'question' }>,
  reply: Extract<Reply, { kind: 'question' }>,
  duty: Duty,
  draft: Draft,
): Turn {
  const together = countTogether(duty, open);
  if (together < 2) return said;
  // People answer in the order of what they wrote.
  const shown = open.questions.slice(0, together).toSorted((a, b) => a.doubt.span.start - b.doubt.span.start);
  const questions = [...shown, ...open.questions.slice(together)];
  const asked = jointQuestions(duty, draft, shown);
  const { about, understood, refused, offers } = reply;
  return {
    ...said,
    state: { ...said.state, open: { ...open, questions, together, asked: open.asked + together - 1 } },
    replies: [
      ...said.replies.slice(0, -1),
      { kind: 'questions', about, understood, asked, refused, offers: offers.slice(-1) },
    ],
  };
}

/** What need not be given is not asked for: the preview names it. */
function beyondRequired(said: Turn, duty: Duty, draft: Draft): Turn {
  const isOpen = (code: string) => draft.values[code] === undefined && !draft.skipped.includes(code);
  const next = duty.form.fields.find((field) => field.required && isOpen(field.code));
  if (next) return askField(duty, draft, next);
  const optional = duty.form.fields.filter((field) => !field.required && isOpen(field.code));
  const shown = proceed(duty, { draft, questions: [] });
  const reply = shown.replies.at(-1);
  if (reply?.kind !== 'preview') return optional.some(isFigure) ? said : shown;
  return { ...shown, replies: [...shown.replies.slice(0, -1), { ...reply, optional }] };
}
