import { isAboutLeaving, saysToGo } from '../own-data/leave-for-good.ts';
import { may } from '../../access/access.ts';
import type { Effect } from '../../effects.ts';
import { bareKey } from '../../forms/spelling.ts';
import { obligationId } from '../../ids.ts';
import type { InboundMessage } from '../../messages.ts';
import type { Reply } from '../../replies.ts';
import type { PracticeEnd } from '../../replies/practice.ts';
import { choiceToken, readChoice } from '../choices.ts';
import { readCommand, saysWord } from '../commands.ts';
import type { Context, Duty } from '../context.ts';
import { aboutDuty, exampleFor, findDuty, isLocked, openDuties, ownDuties } from '../duties.ts';
import { isAboutSignOff } from '../requests/sign-off-words.ts';
import { asksSnooze } from '../requests/snooze.ts';
import type { Open, Practice, State } from '../state.ts';
import { dueReply, historyReply, statusReply } from '../status.ts';
import { aside, NOTHING_OPEN, turn, type Turn } from '../turn.ts';

type Hear = (state: State, message: InboundMessage, context: Context) => Turn;

/** The obligation of every practice. Real ones count from 1, so its buttons and drafts can never mean a real report. */
export const PRACTICE = obligationId(0);

/** After this long nobody remembers that it was only practice. */
const SILENCE_MINUTES = 120;
const SOON_HOURS = 24;

/**
 * Runs the ordinary conversation on a report that counts for nothing while one is on. Its draft stays in the state, everything said
 * about it is marked, and none of its effects leaves. Real buttons and commands keep their meaning.
 */
export function throughPractice(state: State, message: InboundMessage, context: Context, hear: Hear): Turn {
  const { practice } = state;
  if (!practice) return hear(state, message, context);
  const resumed = resume(state, practice);
  if (!context.person) return hear(resumed, message, context);
  const duty = practiceDuty(practice, context);
  if (!duty || hasLapsed(state, context)) {
    return sayFirst('silence', hear(resumed, message, context));
  }
  if (isReal(message, state, context)) {
    const open = saysToGo(state.open, message) ? state.open : practice.before;
    const untouched = { ...spoken(state), open };
    return realBetween(state, practice, hear(untouched, message, context));
  }
  if (saysEnd(message)) return endPractice(resumed, 'said');
  const own = { ...context, duties: [duty] };
  const said =
    message.kind === 'files' ? hearFiles(state, message, own, hear) : hear(spoken(state), message, own);
  if (said.state.practice) return beginPractice(resumed, context);
  return ends(said) ? endPractice(resumed, 'said') : kept(practice, said, context);
}

/** The state as the ordinary conversation knows it. */
function spoken(state: State): State {
  return { ...state, practice: null };
}

type FilesMessage = Extract<InboundMessage, { kind: 'files' }>;

/** Photos and files of a practice are kept nowhere, which is said once for an album; a caption is read. */
function hearFiles(state: State, message: FilesMessage, own: Context, hear: Hear): Turn {
  const { key, chat, sentAt, caption, album } = message;
  const said =
    caption.trim() === ''
      ? aside(spoken(state), [])
      : hear(spoken(state), { key, chat, sentAt, kind: 'text', text: caption }, own);
  if (album === undefined) return { ...said, replies: [FILES, ...said.replies] };
  if (state.album?.id === album) return said;
  const noted = { ...said.state, album: { id: album, obligation: null, full: false } };
  return { ...said, state: noted, replies: [FILES, ...said.replies] };
}

/** Begins anew with the report that is owed first; what is open for real waits. */
export function beginPractice(state: State, context: Context): Turn {
  const own = ownDuties(context);
  const open = openDuties({ ...context, duties: own });
  const like = open.find((duty) => !duty.sent) ?? open[0] ?? own.at(-1);
  if (!like) {
    const reports = may(context.posts, 'report');
    return aside(state, [{ kind: 'practice-unavailable', reports, offers: [] }]);
  }
  const begun = turn({ kind: 'report', obligation: PRACTICE }, [
    {
      kind: 'practice-begun',
      about: aboutDuty(like),
      example: exampleFor(like.form),
      offers: [
        [
          { token: choiceToken('guide', PRACTICE), label: 'guide' },
          { token: choiceToken('nil', PRACTICE), label: 'nil' },
        ],
        [{ token: choiceToken('practiceend'), label: 'practice-end' }],
      ],
    },
  ]);
  const practice: Practice = { like: like.obligation, draft: null, before: state.open };
  return { ...begun, state: { ...begun.state, practice } };
}

/** Says that none is on; what is open stays so. */
export function practiceOver(state: State, why: 'old-button' | 'not-begun'): Turn {
  return aside(state, [{ kind: 'practice-over', why, offers: [] }]);
}

/**
 * Where the real conversation goes on: with the report talked of and words that wait, but with no question or preview, because
 * "gửi" or a number behind a practice is not meant for what was shown before it.
 */
function resume(state: State, { before }: Practice): State {
  return { ...state, open: afterwards(before), interrupted: true, practice: null };
}

function afterwards(before: Open): Open {
  if (before.kind === 'which-duty') return before;
  return 'obligation' in before ? { kind: 'report', obligation: before.obligation } : NOTHING_OPEN;
}

function endPractice(resumed: State, why: PracticeEnd): Turn {
  return { state: resumed, replies: [{ kind: 'practice-over', why, offers: [] }], effects: [] };
}

/** The person's own unit, form and period, as if nothing were begun; a period that is closed is open for practice. */
function practiceDuty({ like, draft }: Practice, { now, ...context }: Context): Duty | undefined {
  const real = findDuty({ ...context, now }, like);
  if (!real) return undefined;
  const later = now.add({ hours: SOON_HOURS });
  const period = isLocked(real, now) ? { ...real.period, dueAt: later, locksAt: later } : real.period;
  const unasked = { reopenedUntil: null, reopening: null, lateNotice: null, entrusted: false, heads: [] };
  // Practice has nothing to do with hamlets: it sums none, and nobody puts it together with others.
  const { feeds: _, hamlets: __, ...alone } = real;
  return { ...alone, ...unasked, obligation: PRACTICE, period, exempt: false, draft, sent: null, files: [] };
}

function hasLapsed({ heardAt }: State, { now }: Context): boolean {
  return heardAt !== null && now.since(heardAt).total('minutes') > SILENCE_MINUTES;
}

const REAL_LOOKED: ReadonlySet<Context['looked']['kind']> = new Set([
  'own-words',
  'digest-files',
  'calendar',
  'own-data',
  'invitees',
]);

/** Commands with a slash, buttons of real reports, what is decided about words of units and sign-offs, the calendar, the own data, and the rest of an album that belongs to one. */
function isReal(message: InboundMessage, { open, album }: State, context: Context): boolean {
  if (REAL_LOOKED.has(context.looked.kind) || saysToGo(open, message)) return true;
  if (context.signOffs.length > 0 && isAboutSignOff(message)) return true;
  if (message.kind === 'files') {
    return message.album !== undefined && album?.id === message.album && album.obligation !== null;
  }
  if (message.kind === 'choice') {
    const obligation = readChoice(message.token)?.obligation ?? null;
    return findDuty(context, obligation) !== undefined;
  }
  if (message.kind !== 'text') return false;
  if (asksSnooze(message.text)) return true;
  const command = readCommand(message.text);
  return command !== undefined && command.kind !== 'cancel';
}

/** Practice goes on behind what only shows something; it ends where a real report or question is taken up. */
function realBetween(state: State, practice: Practice, said: Turn): Turn {
  const { open } = said.state;
  if (open === practice.before) return { ...said, state: { ...said.state, open: state.open, practice } };
  if (isAboutLeaving(open)) return { ...said, state: { ...said.state, practice } };
  if (said.effects.some(({ kind }) => kind === 'withdraw-consent' || kind === 'erase-person')) return said;
  return sayFirst('real-report', said);
}

function sayFirst(why: PracticeEnd, said: Turn): Turn {
  const isSaid = said.replies.some(
    (reply) => reply.kind === 'practice-over' || reply.kind === 'practice-begun',
  );
  if (isSaid || said.replies.length === 0) return said;
  return { ...said, replies: [{ kind: 'practice-over', why, offers: [] }, ...said.replies] };
}

function saysEnd(message: InboundMessage): boolean {
  if (message.kind === 'choice') return readChoice(message.token)?.verb === 'practiceend';
  if (message.kind !== 'text') return false;
  return readCommand(message.text)?.kind === 'cancel' || saysWord(bareKey(message.text), 'practicereal');
}

/** "Thôi tập", and what drops a draft or finds none to drop: in practice they all mean to stop. */
function ends({ replies }: Turn): boolean {
  return replies.some(
    ({ kind }) => kind === 'practice-over' || kind === 'draft-dropped' || kind === 'nothing-to-cancel',
  );
}

const FILES: Reply = { kind: 'practice-files', offers: [] };

/** What the turn leaves behind: a draft in the state, marked words, and of its effects only those on the chat itself. */
function kept(practice: Practice, said: Turn, context: Context): Turn {
  const isLeft = said.effects.some(({ kind }) => kind === 'leave-chat');
  const isSent = said.effects.some(({ kind }) => kind === 'submit-report');
  const goesOn = { ...said.state, practice: { ...practice, draft: draftAfter(practice, said.effects) } };
  return {
    state: isLeft ? said.state : isSent ? resume(said.state, practice) : goesOn,
    replies: said.replies.map((reply) => marked(reply, context)),
    effects: said.effects.filter(isOfChat),
  };
}

function draftAfter({ draft }: Practice, effects: readonly Effect[]): Practice['draft'] {
  return effects.reduce<Practice['draft']>((before, effect) => {
    if (effect.kind === 'discard-draft') return null;
    return effect.kind === 'save-draft' ? effect.draft : before;
  }, draft);
}

/** What is about the chat and its messages holds in practice too: a secret is forgotten wherever it was typed. */
function isOfChat({ kind }: Effect): boolean {
  switch (kind) {
    case 'leave-chat':
    case 'block-chat':
    case 'count-wrong-code':
    case 'forget-message':
    case 'forget-words':
      return true;
    default:
      return false;
  }
}

/** What is said of the chat or of what is really owed is as ever; all else is marked. */
function marked(reply: Reply, context: Context): Reply {
  switch (reply.kind) {
    case 'status':
      return statusReply(context);
    case 'due':
      return dueReply(context);
    case 'history':
      return historyReply(context);
    case 'receipt':
      return {
        kind: 'practice-receipt',
        about: reply.about,
        nil: reply.nil,
        items: reply.items,
        gaps: reply.gaps,
        due: dueSoon(context).map(aboutDuty),
        offers: [],
      };
    case 'help':
    case 'already-linked':
    case 'code-for-someone-else':
    case 'leave-question':
    case 'left':
    case 'stayed':
    case 'stale-choice':
    case 'number-unclear':
    case 'unsupported':
    case 'digests':
    case 'digest-file':
    case 'no-digest-file':
    case 'no-such-digest':
    case 'burden':
    case 'reminders-needed':
    case 'not-for-this-role':
    case 'practice-files':
    case 'secrecy-refused':
      return reply;
    default:
      return { kind: 'practice', said: reply, offers: reply.offers };
  }
}

function dueSoon(context: Context): readonly Duty[] {
  const soon = context.now.add({ hours: SOON_HOURS }).epochMilliseconds;
  return openDuties({ ...context, duties: ownDuties(context) }).filter(
    ({ sent, period }) => !sent && period.dueAt.epochMilliseconds <= soon,
  );
}
