import { saysWord } from '../commands.ts';
import type { Duty } from '../context.ts';
import { draftOf } from '../duties.ts';
import { continueGuided } from './guided.ts';
import { dropPersonal, keepPersonal } from '../personal.ts';
import { holdsPersonal, personalMark } from './privacy-question.ts';
import { NEW_COURSE } from './questions.ts';
import { proceed } from './report.ts';
import type { Open, State } from '../state.ts';
import type { Turn } from '../turn.ts';

/** A tapped answer to whether words about people stay; undefined: they were settled, or are others by now. */
export function choosePrivacy(state: State, duty: Duty, keeps: boolean, mark: string): Turn | undefined {
  const draft = draftOf(duty);
  if (!holdsPersonal(draft) || personalMark(draft) !== mark) return undefined;
  return settlePrivacy(state.open, duty, keeps);
}

/** The same in words; undefined: about something else. */
export function answerPrivacy(open: Open, duty: Duty, folded: string): Turn | undefined {
  if (open.kind !== 'privacy' || !holdsPersonal(draftOf(duty))) return undefined;
  if (saysWord(folded, 'leaveout')) return settlePrivacy(open, duty, false);
  return saysWord(folded, 'keepin') ? settlePrivacy(open, duty, true) : undefined;
}

/** What is left out goes from the draft, its questions, and the messages it came in. */
function settlePrivacy(open: Open, duty: Duty, keeps: boolean): Turn {
  const draft = draftOf(duty);
  const isOpen = open.kind === 'privacy' && open.obligation === duty.obligation;
  const waiting = isOpen ? open.questions : [];
  const settled = keeps ? { draft: keepPersonal(draft), questions: waiting } : dropPersonal(draft, waiting);
  const course = isOpen ? open : NEW_COURSE;
  const next =
    course.guided && settled.questions.length === 0
      ? continueGuided(duty, settled.draft)
      : proceed(duty, settled, course);
  if (keeps) return next;
  return { ...next, effects: [...next.effects, { kind: 'forget-words', words: draft.personal ?? [] }] };
}
