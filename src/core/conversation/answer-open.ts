import { findField } from '../forms/definition.ts';
import { bareKey } from '../forms/spelling.ts';
import type { Understanding } from '../parsing/understanding.ts';
import { answerInWords, askedField, markUnusual, openDuty, settleUnusual } from './answer.ts';
import { drop, editHint } from './choose.ts';
import { saysWord } from './commands.ts';
import type { Context, Duty } from './context.ts';
import { draftOf } from './duties.ts';
import { answerGuided, backFrom, sameAsBefore, skipField } from './guided.ts';
import { proceed } from './report.ts';
import { confirmReport, settleGaps } from './send.ts';
import type { Open, State } from './state.ts';
import { confirmedNil, leave, nilReport, stay } from './steps.ts';
import type { Turn } from './turn.ts';
import { understand } from './understand.ts';

/** The open question's answer in words; undefined when the message is about something else. */
export function answerOpen(state: State, text: string, context: Context): Turn | undefined {
  const { open } = state;
  if (open.kind === 'leave') return answerLeave(state, text);
  const duty = openDuty(state, context);
  if (!duty) return undefined;
  const understanding = understand(context, duty, text, askedField(open));
  if (isWish(understanding)) return undefined;
  return answerDuty(state, open, duty, understanding, text, context);
}

/** Questions and wishes are heard at any point and leave the open question open. */
function isWish(understanding: Understanding): boolean {
  switch (understanding.intent?.kind) {
    case 'help':
    case 'status':
    case 'history':
    case 'due':
    case 'cancel':
    case 'late':
      return true;
    default:
      return understanding.period !== undefined;
  }
}

function answerLeave(state: State, text: string): Turn {
  const folded = bareKey(text);
  return saysWord(folded, 'agree') || saysWord(folded, 'leave') ? leave() : stay(state);
}

function answerDuty(
  state: State,
  open: Open,
  duty: Duty,
  understanding: Understanding,
  text: string,
  context: Context,
): Turn | undefined {
  const folded = bareKey(text);
  const yes = understanding.intent?.kind === 'confirm';
  const no = understanding.intent?.kind === 'decline';
  switch (open.kind) {
    case 'guided':
      return answerField(open.field, duty, understanding, text);
    case 'question':
      return answerInWords(duty, open, understanding, text);
    case 'preview':
      if (yes) return confirmReport(context, duty, open.shown);
      return no || saysWord(folded, 'edit') ? editHint(duty) : undefined;
    case 'gaps':
      if (saysWord(folded, 'gapsend')) return settleGaps(context, duty, 'send', open.shown);
      if (saysWord(folded, 'gapfill')) return settleGaps(context, duty, 'fill', open.shown);
      if (understanding.nil || understanding.restNil || no)
        return settleGaps(context, duty, 'nil', open.shown);
      return yes ? confirmReport(context, duty, open.shown) : undefined;
    case 'unusual':
      if (yes) return settleUnusual(state, duty);
      return no ? markUnusual(state, duty) : undefined;
    case 'unusual-nil':
      return answerNil(duty, folded, yes || no || understanding.nil);
    case 'cancel':
      if (yes) return drop(duty);
      return no ? proceed(duty, { draft: draftOf(duty), questions: [] }) : undefined;
    case 'nothing':
    case 'consent':
    case 'which-duty':
    case 'leave':
      return undefined;
  }
}

/** A bare "có" or "không" to a question that says "không có" can mean either: it is asked again. */
function answerNil(duty: Duty, folded: string, isAnswer: boolean): Turn | undefined {
  if (['co', 'khong', 'ko', 'k'].includes(folded)) return nilReport(duty);
  return isAnswer ? confirmedNil(duty) : undefined;
}

function answerField(code: string, duty: Duty, understanding: Understanding, text: string): Turn | undefined {
  const folded = bareKey(text);
  if (saysWord(folded, 'skip')) return skipField(duty, code);
  if (saysWord(folded, 'back')) return backFrom(duty, code);
  const wantsPreview = understanding.intent?.kind === 'confirm' && understanding.readings.length === 0;
  if (saysWord(folded, 'review') || wantsPreview)
    return proceed(duty, { draft: draftOf(duty), questions: [] });
  if (saysWord(folded, 'same')) {
    const same = sameAsBefore(duty, code);
    if (same) return same;
  }
  const field = findField(duty.form, code);
  return field && answerGuided(duty, field, understanding, text);
}
