import { may } from '../../access/access.ts';
import { bareKey } from '../../forms/spelling.ts';
import type { Intent, Understanding } from '../../parsing/understanding.ts';
import { tellAbsence } from '../requests/absence.ts';
import { editHint } from './edit-hint.ts';
import { chooseDuty } from '../choose-duty.ts';
import { saysWord } from '../commands.ts';
import type { Context, Duty } from '../context.ts';
import { hasContent, isEmptyDraft } from './draft.ts';
import { draftOf, findDuty, openDuties } from '../duties.ts';
import { tellLate } from '../requests/late-notice.ts';
import { nothingSentYet, proceed } from './report.ts';
import { alreadySettled } from './send.ts';
import type { State } from '../state.ts';
import { dueReply, helpReply, statusReply } from '../status.ts';
import { pickDuty } from '../steps.ts';
import { aside, NOTHING_OPEN, turn, type Turn } from '../turn.ts';
import { understand } from '../understand.ts';
import { onCommand } from '../on-command.ts';

/** Words that are neither a command nor an answer to the open question: a report, or a wish about one. */
export function onReportText(state: State, text: string, context: Context): Turn {
  // Words that still wait for their report belong together with these.
  const said =
    state.open.kind === 'which-duty' && state.open.text !== '' ? `${state.open.text}\n${text}` : text;
  const open = openDuties(context);
  const known = 'obligation' in state.open ? findDuty(context, state.open.obligation) : undefined;
  const reading = known ?? open.find((duty) => !duty.sent) ?? open[0] ?? context.duties[0];
  if (!reading) {
    const reports = may(context.posts, 'report');
    return aside(state, [reports ? { kind: 'nothing-owed', offers: [] } : helpReply(context)]);
  }
  const folded = bareKey(text);
  if (saysWord(folded, 'review') || saysWord(folded, 'gapsend')) return showDraft(known, context);
  if (saysWord(folded, 'edit')) return onEdit(known, context);
  const alone = understand(context, reading, text);
  if (saysNothing(alone)) return onCourtesy(state, known, context);
  const wish = isBare(alone) && alone.intent && onWish(state, alone.intent, alone, text, known, context);
  if (wish) return wish;
  const whole = said === text ? alone : withPeriodOf(alone, understand(context, reading, said));
  const taken = chooseDuty(state, said, whole, known, context);
  return asksDueBeside(alone) ? { ...taken, replies: [dueReply(context), ...taken.replies] } : taken;
}

/** "hg 2/2, td 5. Hạn mấy giờ vậy anh": the figures are taken and the question is answered too. */
function asksDueBeside({ intent, readings }: Understanding): boolean {
  return intent?.kind === 'due' && readings.length > 0;
}

/** A period named in the later words is the one that is meant. */
function withPeriodOf(later: Understanding, whole: Understanding): Understanding {
  return later.mentions ? { ...whole, mentions: later.mentions } : whole;
}

/** "Sửa" alone: how to correct what was begun or sent. */
function onEdit(known: Duty | undefined, context: Context): Turn {
  const begun = openDuties(context).filter((duty) => duty.sent || (duty.draft && hasContent(duty.draft)));
  const meant = begun.find((duty) => duty === known) ?? (begun.length === 1 ? begun[0] : undefined);
  if (meant) return editHint(meant);
  return begun.length > 1 ? pickDuty(begun, '') : showDraft(known, context);
}

/** No figure, text or question about one comes with it. */
function isBare({ readings, nil, restNil, doubts }: Understanding): boolean {
  return (
    readings.length === 0 && !nil && !restNil && doubts.every((doubt) => doubt.kind === 'not-understood')
  );
}

/** Thanks, greetings, an emoji. */
function saysNothing(understanding: Understanding): boolean {
  const { intent, doubts, mentions } = understanding;
  return intent === undefined && mentions === undefined && isBare(understanding) && doubts.length === 0;
}

/** Courtesy leaves everything as it is; what is open is shown once more. */
function onCourtesy(state: State, known: Duty | undefined, context: Context): Turn {
  if (state.open.kind === 'preview' && known && openDuties(context).includes(known))
    return proceed(known, { draft: draftOf(known), questions: [] });
  return aside(state, [statusReply(context)]);
}

/** Wishes that need no values; undefined for those that come with a report. */
function onWish(
  state: State,
  intent: Intent,
  said: Understanding,
  text: string,
  known: Duty | undefined,
  context: Context,
): Turn | undefined {
  switch (intent.kind) {
    case 'help':
    case 'status':
    case 'history':
    case 'cancel':
      return onCommand(state, { kind: intent.kind }, context);
    case 'due':
      return aside(state, [dueReply(context)]);
    case 'late':
      return tellLate(state, intent, said, text, context);
    case 'absence':
      return tellAbsence(state, intent, text, context);
    case 'reopen':
      return aside(state, [{ kind: 'nothing-locked', offers: [] }]);
    case 'confirm':
    case 'decline':
      return showDraft(known, context);
    case 'same':
    case 'correct':
    case 'increment':
      return undefined;
  }
}

/** "Gửi", "xem lại" or "không" with no preview open: the draft there is gets shown, and is sent only on a second word. */
function showDraft(known: Duty | undefined, context: Context): Turn {
  const open = openDuties(context);
  const drafts = open.filter((duty) => duty.draft && !isEmptyDraft(duty.draft));
  const only = drafts.find((duty) => duty === known) ?? (drafts.length === 1 ? drafts[0] : undefined);
  if (only) return proceed(only, { draft: draftOf(only), questions: [] });
  if (drafts.length > 1) return pickDuty(drafts, '');
  const unsent = open.filter((duty) => !duty.sent);
  const [owed] = unsent;
  if (owed) return unsent.length > 1 ? nothingToConfirm(context) : nothingSentYet(owed);
  const sent = open.at(-1);
  return sent ? alreadySettled(sent) : turn(NOTHING_OPEN, [statusReply(context)]);
}

function nothingToConfirm(context: Context): Turn {
  return turn(NOTHING_OPEN, [{ kind: 'nothing-to-confirm', offers: helpReply(context).offers }]);
}
