import { findField } from '../../forms/definition.ts';
import { openDuty } from './answer.ts';
import type { Context, Duty } from '../context.ts';
import { draftOf, openDuties } from '../duties.ts';
import { askField } from './guided.ts';
import { askQuestion } from './questions.ts';
import { proceed } from './report.ts';
import { isReportQuestion, type Open, type State } from '../state.ts';
import { askLeave, cancelQuestion, nilReport, pickDuty } from '../steps.ts';
import type { Turn } from '../turn.ts';

/** Puts the open question about a report once more; undefined where a bare word is an answer all the same. */
export function askAgain(open: Open, duty: Duty): Turn | undefined {
  if (!isReportQuestion(open)) return undefined;
  switch (open.kind) {
    case 'question':
      return askQuestion(duty, draftOf(duty), open.questions, {
        guided: open.guided,
        asked: open.asked - (open.together ?? 1),
      });
    case 'cancel':
      return cancelQuestion(duty);
    case 'privacy':
      return proceed(duty, { draft: draftOf(duty), questions: open.questions });
    case 'unusual-nil':
      return nilReport(duty);
    case 'preview':
    case 'gaps':
    case 'unusual':
    case 'informant':
      return proceed(duty, { draft: draftOf(duty), questions: [] });
    case 'guided': {
      const field = findField(duty.form, open.field);
      return field && askField(duty, draftOf(duty), field);
    }
  }
}

/** What is open in the chat, put once more, so that its buttons stand under what was said last; undefined where nothing is. */
export function openQuestion(state: State, context: Context): Turn | undefined {
  const { open } = state;
  if (open.kind === 'leave') return askLeave();
  // What waits for the choice goes on waiting.
  if (open.kind === 'which-duty') {
    const asked = pickDuty(openDuties(context), open.text);
    return { ...asked, state: { ...asked.state, open } };
  }
  const duty = openDuty(state, context);
  return duty && askAgain(open, duty);
}
