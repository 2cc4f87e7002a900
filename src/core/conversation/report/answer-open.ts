import { isAskedSince } from '../asked-since.ts';
import { findField, isFigure } from '../../forms/definition.ts';
import { bareKey } from '../../forms/spelling.ts';
import type { Understanding } from '../../parsing/understanding.ts';
import { answerInWords, askedField, isTogether, markUnusual, openDuty, settleUnusual } from './answer.ts';
import { askAgain } from './ask-again.ts';
import { editHint } from './edit-hint.ts';
import { saysWord } from '../commands.ts';
import type { Context, Duty } from '../context.ts';
import { draftOf } from '../duties.ts';
import { fitsPeriod } from '../named-period.ts';
import { dropDraft } from './drop-draft.ts';
import { answerGuided, backFrom, beginGuided, fieldsAfter, sameAsBefore, skipField } from './guided.ts';
import { readInOrder } from './in-order.ts';
import { answerPrivacy } from './privacy.ts';
import { answerInformant } from '../coordination/informant.ts';
import { contradictsNil, proceed } from './report.ts';
import { confirmReport, settleGaps } from './send.ts';
import { isReportQuestion, type Open, type State } from '../state.ts';
import { confirmedNil, leave, nilReport, restNil, stay } from '../steps.ts';
import { answerTogether } from './together.ts';
import type { Turn } from '../turn.ts';
import { understand } from '../understand.ts';

/** After this long a bare "ok" more likely answers a reminder, or nothing at all. */
const FRESH_MINUTES = 30;

/** The open question's answer in words; undefined when the message is about something else. */
export function answerOpen(state: State, text: string, context: Context): Turn | undefined {
  const { open } = state;
  if (open.kind === 'leave') return answerLeave(state, text);
  const duty = openDuty(state, context);
  if (!duty) return undefined;
  const folded = bareKey(text);
  if (open.kind === 'cancel' && !isStale(state, context)) {
    if (saysWord(folded, 'drop')) return dropDraft(duty, context);
    if (saysWord(folded, 'keep')) return proceed(duty, { draft: draftOf(duty), questions: [] });
  }
  const settled = answerPrivacy(open, duty, folded);
  if (settled) return settled;
  const asked = askedField(open);
  const understanding = understand(context, duty, text, asked);
  if (isAside(understanding, duty, asked, context)) return undefined;
  if (isStale(state, context) && saysBareWord(understanding, folded)) return askAgain(open, duty);
  return answerDuty(state, open, duty, understanding, text, context);
}

/** Questions and wishes are heard at any point and leave the open question open; so is a report for another period. */
function isAside(
  understanding: Understanding,
  duty: Duty,
  asked: string | undefined,
  context: Context,
): boolean {
  const field = asked === undefined ? undefined : findField(duty.form, asked);
  const given = understanding.readings.some((reading) => reading.field === asked);
  // In a text that was asked for, "tuần trước" and "xin lùi" are only words.
  if (field && !isFigure(field) && given) return false;
  switch (understanding.intent?.kind) {
    case 'help':
    case 'status':
    case 'history':
    case 'due':
    case 'cancel':
    case 'reopen':
      return true;
    case 'absence':
    case 'late':
      return !given;
    default:
      return !fitsPeriod(duty, understanding, context);
  }
}

/** Something else was said in between, by either side: a bare yes or no may not mean the question. */
function isStale({ open, interrupted, heardAt }: State, context: Context): boolean {
  if (interrupted || isAskedSince('obligation' in open ? open.obligation : null, context)) return true;
  return heardAt !== null && context.now.since(heardAt).total('minutes') > FRESH_MINUTES;
}

/** Yes or no without a word of what is meant; "gửi" says what it means. */
function saysBareWord({ intent }: Understanding, folded: string): boolean {
  if (intent?.kind !== 'confirm' && intent?.kind !== 'decline') return false;
  return !saysSend(folded);
}

function saysSend(folded: string): boolean {
  return folded.split(' ').some((word) => word === 'gui' || word === 'goi' || word === 'nop');
}

/** Only clear words leave; anything else is heard as if the question had not been put. */
function answerLeave(state: State, text: string): Turn | undefined {
  const folded = bareKey(text);
  if (!state.interrupted && (saysWord(folded, 'agree') || saysWord(folded, 'yes'))) return leave();
  if (saysWord(folded, 'leave')) return leave();
  return saysWord(folded, 'stay') ? stay() : undefined;
}

function answerDuty(
  state: State,
  open: Open,
  duty: Duty,
  understanding: Understanding,
  text: string,
  context: Context,
): Turn | undefined {
  if (!isReportQuestion(open)) return undefined;
  const folded = bareKey(text);
  const yes = understanding.intent?.kind === 'confirm';
  const no = understanding.intent?.kind === 'decline';
  switch (open.kind) {
    case 'guided':
      return answerField(context, open.field, duty, understanding, text);
    case 'question':
      return isTogether(open)
        ? answerTogether(context, duty, open, text)
        : answerInWords(duty, open, understanding, text);
    case 'preview':
      if (yes) return confirmReport(context, duty, open.shown);
      return no || saysWord(folded, 'edit') ? editHint(duty) : undefined;
    case 'gaps':
      return answerGaps(open.shown, duty, understanding, folded, context);
    case 'unusual':
      if (saysWord(folded, 'unusual')) return markUnusual(state, duty);
      if (yes) return settleUnusual(state, duty);
      return no ? markUnusual(state, duty) : undefined;
    case 'unusual-nil':
      return answerNil(duty, understanding, folded);
    case 'informant':
      return answerInformant(duty, understanding, text);
    case 'cancel':
      if (yes && !saysSend(folded)) return dropDraft(duty, context);
      return yes || no ? proceed(duty, { draft: draftOf(duty), questions: [] }) : undefined;
    case 'privacy':
      // A bare yes or no says neither.
      return yes || no ? askAgain(open, duty) : undefined;
  }
}

/** Only the words of the buttons send from here; a bare "không" can mean none or not now, so what it leads to is shown first. */
function answerGaps(
  shown: string,
  duty: Duty,
  understanding: Understanding,
  folded: string,
  context: Context,
): Turn | undefined {
  if (saysWord(folded, 'gapsend')) return settleGaps(context, duty, 'send', shown);
  if (saysWord(folded, 'gapfill')) return settleGaps(context, duty, 'fill', shown);
  if (saysWord(folded, 'none')) return settleGaps(context, duty, 'show', shown);
  const saysMore = understanding.readings.length > 0 || understanding.doubts.length > 0;
  if (!saysMore && (understanding.nil || understanding.restNil))
    return settleGaps(context, duty, 'nil', shown);
  if (understanding.intent?.kind === 'confirm') return confirmReport(context, duty, shown);
  if (understanding.intent?.kind === 'decline') return proceed(duty, { draft: draftOf(duty), questions: [] });
  return undefined;
}

/** A bare "có" or "không" to a question that says "không có" can mean either: it is asked again. */
function answerNil(duty: Duty, understanding: Understanding, folded: string): Turn | undefined {
  if (saysWord(folded, 'nilno')) return beginGuided(duty);
  if (saysWord(folded, 'nilall') || saysWord(folded, 'nilyes')) return confirmedNil(duty);
  if (saysWord(folded, 'nilrest') || (understanding.restNil && understanding.readings.length === 0))
    return restNil(duty);
  if (saysWord(folded, 'none') || folded === 'co') return nilReport(duty);
  const isAnswer = understanding.intent?.kind === 'confirm' || understanding.nil;
  if (!isAnswer) return understanding.intent?.kind === 'decline' ? nilReport(duty) : undefined;
  return contradictsNil(duty).length > 0 ? nilReport(duty) : confirmedNil(duty);
}

function answerField(
  context: Context,
  code: string,
  duty: Duty,
  understanding: Understanding,
  text: string,
): Turn | undefined {
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
  if (!field) return undefined;
  const inOrder = readInOrder(context, duty, [field, ...fieldsAfter(duty.form, draftOf(duty), field)], text);
  return answerGuided(duty, field, inOrder ?? understanding, text);
}
