import { Temporal } from 'temporal-polyfill';
import { may } from '../access/access.ts';
import type { InboundMessage } from '../messages.ts';
import { bareKey } from '../forms/spelling.ts';
import type { Intent, Understanding } from '../parsing/understanding.ts';
import { readReturn, tellAbsence } from './requests/absence.ts';
import { answerOpen } from './report/answer-open.ts';
import { editHint, onChoice } from './choose.ts';
import { chooseDuty } from './choose-duty.ts';
import { withAuthors } from './report/authors.ts';
import { readCommand, saysWord, type Command } from './commands.ts';
import type { Context, Duty } from './context.ts';
import { hasContent, isEmptyDraft } from './report/draft.ts';
import { draftOf, findDuty, openDuties } from './duties.ts';
import { readDropFiles } from './files/drop-files.ts';
import { digestOffers } from './digests/offers.ts';
import { giveDigestFiles } from './digests/files.ts';
import { onDigestDetailText, showDigests } from './digests/detail.ts';
import { enrol } from './enrol.ts';
import { withPhotoNotice } from './files/photo-notice.ts';
import { keepWaitingFiles, refuseAlbum, takeFiles } from './files/files.ts';
import { nilAtOnce } from './report/nil-at-once.ts';
import { noteCorrections } from './report/note-corrections.ts';
import { withInformant } from './coordination/informant.ts';
import { tellLate } from './requests/late-notice.ts';
import { enterForUnit } from './coordination/on-behalf.ts';
import { answerWhichHamlet, askWhichHamlet, tellHamlets } from './coordination/hamlet-answer.ts';
import { giveHamletLink } from './coordination/hamlet-link.ts';
import { readHamletWish } from './coordination/hamlet-sum.ts';
import { onDigestDraftText } from './coordination/digest-draft.ts';
import { onExemptionText } from './coordination/exemption.ts';
import { onInviteText } from './coordination/invites.ts';
import { onOwnWordText } from './coordination/own-words.ts';
import { answerLeaving, isAboutLeaving } from './own-data/leave-for-good.ts';
import { onPersonalText } from './own-data/own-data.ts';
import { beginPractice, practiceOver, throughPractice } from './practice/practice.ts';
import { renewCalendar, showCalendar } from './requests/calendar-link.ts';
import { onDigestWish } from './requests/digest-wishes.ts';
import { onStandInText } from './requests/stand-in.ts';
import { onExplanationText } from './requests/explanation.ts';
import { onReopeningText } from './requests/reopening-talk.ts';
import { nothingSentYet, proceed } from './report/report.ts';
import { forgetting, isUnderMark, refuseSecret } from './report/secrecy.ts';
import { alreadySettled } from './report/send.ts';
import { onSignOffText } from './requests/sign-off-talk.ts';
import { tellSnooze } from './requests/snooze.ts';
import type { State } from './state.ts';
import { dueReply, helpReply, historyReply, statusReply } from './status.ts';
import { askCancel, askLeave, pickDuty } from './steps.ts';
import { aside, NOTHING_OPEN, turn, type Turn } from './turn.ts';
import { understand } from './understand.ts';
import { usualFirst, usualUnit } from './usual-unit.ts';
import { numberedChoice, withNumbersKept, withoutButtons } from './without-buttons.ts';

/** Decides; does nothing. The same state, message and context always give the same turn. */
export function converse(state: State, message: InboundMessage, context: Context): Turn {
  const meant = picked(state, message, context);
  const said = throughPractice(state, meant, context, hear);
  const album = said.state.album ?? state.album;
  const usual = usualUnit(state, meant, context);
  const heardAt = context.now.toString();
  return {
    ...said,
    state: {
      ...said.state,
      heardAt,
      ...(album === undefined ? {} : { album }),
      ...(usual === undefined ? {} : { usualUnit: usual }),
    },
  };
}

/** A decision as this channel and these people are told it. */
function hear(state: State, message: InboundMessage, context: Context): Turn {
  const asked = withInformant(decide(state, message, context), context);
  const decided = usualFirst(asked, state.usualUnit);
  // Files that wait for the choice of a report go on waiting while a practice begins.
  const kept = decided.state.practice ? decided : keepWaitingFiles(state, decided, context);
  const said = context.numbered && message.kind === 'text' ? nilAtOnce(kept, context) : kept;
  const noted = noteCorrections(said, context);
  const fitted = fitToChannel(state, noted, context);
  return withPhotoNotice(withAuthors(fitted, context), context);
}

function fitToChannel(state: State, said: Turn, context: Context): Turn {
  if (context.numbered) return withoutButtons(state, said, context);
  return context.buttonsMayFail ? withNumbersKept(state, said) : said;
}

function decide(state: State, message: InboundMessage, context: Context): Turn {
  if (message.kind === 'left') {
    return {
      state: { ...state, open: NOTHING_OPEN, choices: [] },
      replies: [],
      effects: [{ kind: 'block-chat' }],
    };
  }
  if (message.kind === 'opened') {
    // Greeted once: people open a chat again and again. What waited for them goes out by itself.
    const isNew = !context.person && state.heardAt === null;
    return isNew ? enrol(state, message, context) : { state, replies: [], effects: [] };
  }
  if (message.kind === 'unsupported' && message.what === 'group') return { state, replies: [], effects: [] };
  const secret = isUnderMark(message);
  if (!context.person) {
    const said = enrol(state, message, context);
    return secret ? forgetting(said, message) : said;
  }
  if (secret) {
    const album = message.kind === 'files' ? message.album : undefined;
    return refuseAlbum(refuseSecret(state, message), album);
  }
  switch (message.kind) {
    case 'unsupported':
      return aside(state, [{ kind: 'unsupported', what: message.what, offers: [] }]);
    case 'choice':
      return onChoice(state, message.token, context);
    case 'files':
      return takeFiles(state, message, context, onText);
    case 'text':
      return (
        (message.forwarded && onPassedOn(state, message.text, context)) ||
        onText(state, message.text, context)
      );
  }
}

/** Another's words: a hamlet's, if they can be. */
function onPassedOn(state: State, text: string, context: Context): Turn | undefined {
  return tellHamlets(state, text, context) ?? askWhichHamlet(state, text, context);
}

function onText(state: State, text: string, context: Context): Turn {
  if (context.invite.kind === 'open') {
    const own = context.invite.person.id === context.person?.id;
    return aside(state, [{ kind: own ? 'already-linked' : 'code-for-someone-else', offers: [] }]);
  }
  const personal = answerLeaving(state, text, context) ?? onPersonalText(state, text, context);
  if (personal) return personal;
  const signedOff = onSignOffText(state, text, context);
  if (signedOff) return signedOff;
  const aboutLocked = onReopeningText(state, text, context);
  if (aboutLocked) return aboutLocked;
  const told =
    onExplanationText(state, text, context) ??
    onStandInText(state, text, context) ??
    onDigestDraftText(state, text, context) ??
    onDigestWish(state, text, context) ??
    giveDigestFiles(state, context) ??
    onDigestDetailText(state, context) ??
    onInviteText(state, text, context) ??
    onOwnWordText(state, text, context) ??
    onExemptionText(state, text, context) ??
    enterForUnit(state, text, context) ??
    giveHamletLink(state, context) ??
    readHamletWish(state, text, context) ??
    answerWhichHamlet(state, text, context) ??
    tellHamlets(state, text, context) ??
    readReturn(state, text, context);
  if (told) return told;
  const later = state.open.kind === 'leave' ? undefined : tellSnooze(state, text, context);
  if (later) return later;
  const command = readCommand(text) ?? wordCommand(state, bareKey(text));
  if (command) return onCommand(state, command, context);
  const dropped = readDropFiles(state, bareKey(text), context);
  if (dropped) return dropped;
  const current = openedSince(state, context) ? { ...state, open: NOTHING_OPEN } : state;
  return answerOpen(current, text, context) ?? onReportText(forgetLeave(current), text, context);
}

/** Whether a period opened since the person last wrote: words no longer mean the older one unasked; buttons name theirs. */
function openedSince({ open, heardAt }: State, context: Context): boolean {
  if (heardAt === null || !('obligation' in open)) return false;
  const heard = Temporal.Instant.from(heardAt);
  return openDuties(context).some(
    (duty) =>
      duty.obligation !== open.obligation &&
      !duty.sent &&
      Temporal.Instant.compare(duty.period.opensAt, heard) > 0,
  );
}

/** Other words than an answer close the question whether to leave: a later "ok" is not to mean it. */
function forgetLeave(state: State): State {
  return isAboutLeaving(state.open) ? { ...state, open: NOTHING_OPEN } : state;
}

/** Where numbers may stand for buttons, one is a tap. */
function picked(
  state: State,
  message: InboundMessage,
  { numbered, buttonsMayFail }: Context,
): InboundMessage {
  if (message.kind !== 'text' || !(numbered || buttonsMayFail)) return message;
  const token = numberedChoice(state, message.text);
  const { key, chat, sentAt } = message;
  return token === undefined ? message : { key, chat, sentAt, kind: 'choice', token };
}

function wordCommand(state: State, folded: string): Command | undefined {
  if (state.open.kind === 'leave') return undefined;
  if (saysWord(folded, 'history')) return { kind: 'history' };
  if (saysWord(folded, 'status')) return { kind: 'status' };
  if (saysWord(folded, 'leave')) return { kind: 'leave' };
  if (saysWord(folded, 'practice')) return { kind: 'practice' };
  if (saysWord(folded, 'practiceend')) return { kind: 'practiceend' };
  if (saysWord(folded, 'burden')) return { kind: 'burden' };
  if (saysWord(folded, 'remindersneeded')) return { kind: 'reminders-needed' };
  if (saysWord(folded, 'calendar')) return { kind: 'calendar' };
  if (saysWord(folded, 'calendarnew')) return { kind: 'calendarnew' };
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
    case 'practice':
      return beginPractice(state, context);
    case 'practiceend':
      return practiceOver(state, 'not-begun');
    case 'digest': {
      const reply = lookedReply(context, command.page);
      return reply.kind === 'digests' ? showDigests(state, context, reply) : aside(state, [reply]);
    }
    case 'calendar':
      return showCalendar(state, context);
    case 'calendarnew':
      return renewCalendar(state, context);
    case 'report':
      return aside(state, [lookedReply(context, 1)], accessTo(context));
    case 'digest-file':
    case 'burden':
    case 'reminders-needed':
      return aside(state, [lookedReply(context, 1)]);
  }
}

/** A report says who sent it, which is another's personal data. */
function accessTo({ looked }: Context): Turn['effects'] {
  return looked.kind === 'report' && looked.found
    ? [{ kind: 'note-access', action: 'see-report', subject: `obligation ${looked.found.obligation}` }]
    : [];
}

/** What was looked up for a leader's or coordinator's command. */
function lookedReply(context: Context, page: number): Turn['replies'][number] {
  const { looked } = context;
  switch (looked.kind) {
    case 'digests':
      return {
        kind: 'digests',
        digests: looked.digests,
        page,
        // Without buttons the numbers would not fit on the screen; the commands are in the help.
        offers: context.numbered ? [] : digestOffers(looked.digests),
      };
    case 'report':
      return { kind: 'unit-report', unit: looked.unit, report: looked.found, offers: [] };
    case 'unknown-unit':
      return { kind: 'unknown-unit', code: looked.code, offers: [] };
    case 'outside-scope':
      return { ...looked, offers: [] };
    case 'burden':
      return { kind: 'burden', burden: looked.burden, offers: [] };
    case 'reminders-needed':
      return { ...looked, offers: [] };
    case 'nothing':
    case 'people':
    case 'reminded':
    case 'units':
    case 'own-words':
    case 'explanations':
    case 'stand-ins':
    case 'digest-drafts':
    case 'digest-wishes':
    case 'digest-files':
    case 'digest-detail':
    case 'hamlet-links':
    case 'own-data':
    case 'invitees':
    case 'calendar':
      return { kind: 'not-for-this-role', offers: [] };
  }
}

/** Words that are neither a command nor an answer to the open question: a report, or a wish about one. */
function onReportText(state: State, text: string, context: Context): Turn {
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
