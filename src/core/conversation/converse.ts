import type { InboundMessage } from '../messages.ts';
import { bareKey } from '../forms/spelling.ts';
import type { Intent, Understanding } from '../parsing/understanding.ts';
import { onChoice } from './choose.ts';
import { readCommand, saysWord, type Command } from './commands.ts';
import type { Context, Duty } from './context.ts';
import { aboutDuty, candidateDuties, draftOf, findDuty, isLocked, openDuties } from './duties.ts';
import { isEmptyDraft } from './draft.ts';
import { enrol } from './enrol.ts';
import { answerOpen } from './answer-open.ts';
import { proceed } from './report.ts';
import { askCancel, askLeave, pickDuty } from './steps.ts';
import { takeReport } from './take-report.ts';
import { dueReply, helpReply, historyReply, statusReply } from './status.ts';
import type { State } from './state.ts';
import { aside, NOTHING_OPEN, turn, type Turn } from './turn.ts';
import { understand } from './understand.ts';

/** Decides; does nothing. The same state, message and context always give the same turn. */
export function converse(state: State, message: InboundMessage, context: Context): Turn {
  if (message.kind === 'left') {
    return {
      state: { ...state, open: NOTHING_OPEN, choices: [] },
      replies: [],
      effects: [{ kind: 'block-chat' }],
    };
  }
  if (message.kind === 'unsupported' && message.what === 'group') return { state, replies: [], effects: [] };
  if (!context.person) return enrol(state, message, context);
  switch (message.kind) {
    case 'unsupported':
      return aside(state, [{ kind: 'unsupported', what: message.what, offers: [] }]);
    case 'choice':
      return onChoice(state, message.token, context);
    case 'files': {
      if (message.caption.trim() === '') return aside(state, [{ kind: 'files-not-kept', offers: [] }]);
      const said = onText(state, message.caption, context);
      return { ...said, replies: [{ kind: 'files-not-kept', offers: [] }, ...said.replies] };
    }
    case 'text':
      return onText(state, message.text, context);
  }
}

function onText(state: State, text: string, context: Context): Turn {
  const picked = context.numbered ? numberedChoice(state, text) : undefined;
  if (picked !== undefined) return onChoice(state, picked, context);
  if (context.invite.kind === 'open') {
    const own = context.invite.person.id === context.person?.id;
    return aside(state, [{ kind: own ? 'already-linked' : 'code-for-someone-else', offers: [] }]);
  }
  const command = readCommand(text) ?? wordCommand(state, bareKey(text));
  if (command) return onCommand(state, command, context);
  return answerOpen(state, text, context) ?? onReportText(state, text, context);
}

/** A bare number picks a numbered choice, unless the open question wants a number. */
function numberedChoice(state: State, text: string): string | undefined {
  const wantsNumber = state.open.kind === 'guided' || state.open.kind === 'question';
  const match = /^\s*(\d{1,2})\s*[.)]?\s*$/.exec(text);
  return match && !wantsNumber ? state.choices[Number(match[1]) - 1] : undefined;
}

function wordCommand(state: State, folded: string): Command | undefined {
  if (state.open.kind === 'leave') return undefined;
  if (saysWord(folded, 'history')) return { kind: 'history' };
  if (saysWord(folded, 'status')) return { kind: 'status' };
  if (saysWord(folded, 'leave')) return { kind: 'leave' };
  return saysWord(folded, 'digest') ? { kind: 'digest', page: 1 } : undefined;
}

function onCommand(state: State, command: Command, context: Context): Turn {
  switch (command.kind) {
    case 'start':
    case 'help':
      return aside(state, [helpReply(context)]);
    case 'status':
      return aside(state, [statusReply(context)]);
    case 'history':
      return aside(state, [historyReply(context)]);
    case 'cancel':
      return askCancel(state, context);
    case 'leave':
      return askLeave();
    case 'digest':
      return aside(state, [lookedReply(context, command.page)]);
    case 'report':
      return aside(state, [lookedReply(context, 1)]);
  }
}

/** What was looked up for a leader's or coordinator's command. */
function lookedReply(context: Context, page: number): Turn['replies'][number] {
  const { looked } = context;
  switch (looked.kind) {
    case 'digests':
      return { kind: 'digests', digests: looked.digests, page, offers: [] };
    case 'report':
      return { kind: 'unit-report', unit: looked.unit, report: looked.found, offers: [] };
    case 'unknown-unit':
      return { kind: 'unknown-unit', code: looked.code, offers: [] };
    case 'nothing':
      return { kind: 'not-for-this-role', offers: [] };
  }
}

/** Words that are neither a command nor an answer to the open question: a report, or a wish about one. */
function onReportText(state: State, text: string, context: Context): Turn {
  const open = openDuties(context);
  const known = 'obligation' in state.open ? findDuty(context, state.open.obligation) : undefined;
  const reading = known ?? open.find((duty) => !duty.sent) ?? open[0] ?? context.duties[0];
  if (!reading) {
    const reports = context.posts.some((post) => post.role === 'contact');
    return aside(state, [reports ? { kind: 'nothing-owed', offers: [] } : helpReply(context)]);
  }
  const understanding = understand(context, reading, text);
  const wish = understanding.intent && onWish(state, understanding.intent, context);
  if (wish) return wish;
  return chooseDuty(state, text, understanding, known, context);
}

/** Wishes that need no values; undefined for those that come with a report. */
function onWish(state: State, intent: Intent, context: Context): Turn | undefined {
  switch (intent.kind) {
    case 'help':
      return aside(state, [helpReply(context)]);
    case 'status':
      return aside(state, [statusReply(context)]);
    case 'history':
      return aside(state, [historyReply(context)]);
    case 'due':
      return aside(state, [dueReply(context)]);
    case 'cancel':
      return askCancel(state, context);
    case 'late':
      return lateNotice(state, context);
    case 'confirm':
      return confirmNothing(context);
    case 'decline':
      return aside(state, [helpReply(context)]);
    case 'same':
    case 'correct':
    case 'increment':
      return undefined;
  }
}

function lateNotice(state: State, context: Context): Turn {
  const duty = openDuties(context).find((candidate) => !candidate.sent);
  if (!duty) return aside(state, [statusReply(context)]);
  return aside(state, [{ kind: 'late-allowed', about: aboutDuty(duty), offers: [] }]);
}

/** "Gửi" with no preview open: the one draft there is gets shown, and is sent only on a second word. */
function confirmNothing(context: Context): Turn {
  const drafts = openDuties(context).filter((duty) => duty.draft && !isEmptyDraft(duty.draft));
  const [only] = drafts;
  if (only && drafts.length === 1) return proceed(only, { draft: draftOf(only), questions: [] });
  if (drafts.length > 1) return pickDuty(drafts, '');
  return turn(NOTHING_OPEN, [{ kind: 'nothing-to-confirm', offers: helpReply(context).offers }]);
}

function chooseDuty(
  state: State,
  text: string,
  understanding: Understanding,
  known: Duty | undefined,
  context: Context,
): Turn {
  const keepsOpen =
    known && !known.exempt && !isLocked(known, context.now) && understanding.period === undefined;
  if (keepsOpen) return takeReport(context, known, text);
  const candidates = fitting(
    candidateDuties(context, understanding.period, understanding.intent),
    text,
    context,
  );
  const [only] = candidates;
  if (candidates.length > 1) return pickDuty(candidates, text);
  if (only) return takeReport(context, only, text);
  const locked = context.duties.filter((duty) => isLocked(duty, context.now)).at(-1);
  const reply = locked ? ({ kind: 'locked', about: aboutDuty(locked), offers: [] } as const) : undefined;
  return aside(state, [reply ?? { kind: 'nothing-owed', offers: [] }]);
}

/** With several forms open, those that the words belong to; all, if they fit none or several. */
function fitting(duties: readonly Duty[], text: string, context: Context): readonly Duty[] {
  const forms = new Set(duties.map((duty) => duty.form.code));
  if (forms.size < 2) return duties;
  const fits = duties.filter((duty) => understand(context, duty, text).readings.length > 0);
  return fits.length > 0 ? fits : duties;
}
