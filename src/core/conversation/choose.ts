import type { Field } from '../forms/definition.ts';
import type { ChoiceToken } from '../messages.ts';
import { exampleFor, aboutDuty, draftOf, findDuty, isBegun, isLocked } from './duties.ts';
import { tapStandIn } from './requests/absence.ts';
import { tapStandInAnswer } from './requests/stand-in.ts';
import { answerQuestion, markUnusual, settleUnusual } from './report/answer.ts';
import { choiceToken, readChoice, type Choice } from './choices.ts';
import type { Context, Duty } from './context.ts';
import { askWhichFile, dropFile, dropFiles } from './files/drop-files.ts';
import { openQuestion } from './report/ask-again.ts';
import { dropDraft } from './report/drop-draft.ts';
import { takeReport } from './report/take-report.ts';
import { backFrom, beginGuided, sameAsBefore, skipField } from './report/guided.ts';
import { tapHamlet } from './coordination/hamlet-answer.ts';
import { giveHamletLink } from './coordination/hamlet-link.ts';
import { takeHamlets } from './coordination/hamlet-sum.ts';
import { giveDigestFiles } from './digests/files.ts';
import { onDigestDraftChoice } from './coordination/digest-draft.ts';
import { onDigestDetailChoice } from './digests/detail.ts';
import { onExemptionChoice } from './coordination/exemption.ts';
import { onOwnWordChoice } from './coordination/own-words.ts';
import { choosePrivacy } from './report/privacy.ts';
import { tapLeaving } from './own-data/leave-for-good.ts';
import { tapPreferred } from './own-data/own-data.ts';
import { beginPractice, PRACTICE, practiceOver } from './practice/practice.ts';
import { withoutInformant } from './coordination/informant.ts';
import { renewCalendar } from './requests/calendar-link.ts';
import { askForExplanation, onExplanationChoice } from './requests/explanation.ts';
import { tapCause } from './requests/late-notice.ts';
import { proceed } from './report/report.ts';
import { alreadySettled, confirmReport, settleGaps } from './report/send.ts';
import { lockedTap } from './requests/reopening.ts';
import { isReopeningVerb, onReopeningChoice } from './requests/reopening-talk.ts';
import type { State } from './state.ts';
import { cancelQuestion, confirmedNil, leave, nilReport, restNil } from './steps.ts';
import { onSignOffChoice } from './requests/sign-off-talk.ts';
import { tapSnooze } from './requests/snooze.ts';
import { aside, turn, type Turn } from './turn.ts';

/** A tapped button. It may be old, tapped twice, or meant for a report that is closed: then it says so and changes nothing. */
export function onChoice(state: State, token: ChoiceToken, context: Context): Turn {
  const choice = readChoice(token);
  if (!choice) return stale(state, context);
  switch (choice.verb) {
    case 'agree':
    case 'refuse':
      return aside(state, [{ kind: 'already-linked', offers: [] }]);
    case 'leave':
      return state.open.kind === 'leave' ? leave() : stale(state, context);
    case 'stay':
    case 'withdraw':
    case 'erase':
    case 'erasesure':
      return tapLeaving(state, choice.verb, context) ?? stale(state, context);
    case 'prefer':
      return tapPreferred(state, choice.arg, context) ?? stale(state, context);
    case 'snooze':
    case 'snoozeuntil':
      return tapSnooze(state, choice, context) ?? onDutyChoice(state, choice, context);
    case 'standin':
      return tapStandIn(state, choice, context) ?? stale(state, context);
    case 'standagree':
    case 'standdecline':
      return tapStandInAnswer(state, choice, context) ?? stale(state, context);
    case 'calendarnew':
      return renewCalendar(state, context, choice.arg);
    case 'practice':
      return beginPractice(state, context);
    case 'practiceend':
      return practiceOver(state, 'old-button');
    case 'exempt':
    case 'exemptpick':
    case 'exemptdrop':
      return onExemptionChoice(state, choice, context) ?? stale(state, context);
    case 'digestexplain':
      return askForExplanation(state, context) ?? stale(state, context);
    case 'explain':
      return onExplanationChoice(choice, context) ?? stale(state, context);
    case 'digestnow':
    case 'digestremark':
    case 'digestlater':
      return onDigestDraftChoice(state, choice, context) ?? stale(state, context);
    case 'fileword':
    case 'fileexcel':
    case 'filepicture':
      return giveDigestFiles(state, context) ?? stale(state, context);
    case 'digest':
    case 'digestowing':
    case 'digestunits':
    case 'digestunit':
    case 'digestfigures':
    case 'digestfields':
    case 'digestfield':
    case 'digestremind':
    case 'digestremindsure':
      return onDigestDetailChoice(state, choice, context) ?? stale(state, context);
    case 'wordaccept':
    case 'worddecline':
    case 'wordwithdraw':
      return onOwnWordChoice(state, choice, context) ?? stale(state, context);
    case 'signapprove':
    case 'signreturn':
    case 'signnoreason':
    case 'signsee':
      return onSignOffChoice(state, choice, context) ?? stale(state, context);
    default:
      return onDutyChoice(state, choice, context);
  }
}

/** Says so, and shows again what is open instead. */
function stale(state: State, context: Context): Turn {
  const asked = openQuestion(state, context);
  const said = { kind: 'stale-choice', isFollowed: asked !== undefined, offers: [] } as const;
  return asked ? saidBefore([said], asked) : aside(state, [said]);
}

/** A tap for a report that is settled leaves what is asked about another one open, and shows it again. */
function keepOther(said: Turn, state: State, duty: Duty, context: Context): Turn {
  const isOther = 'obligation' in state.open && state.open.obligation !== duty.obligation;
  const isSettled = said.replies.every(({ kind }) => kind === 'already-sent' || kind === 'nothing-sent-yet');
  const asked = isOther && isSettled ? openQuestion(state, context) : undefined;
  return asked ? saidBefore(said.replies, asked) : said;
}

function saidBefore(replies: Turn['replies'], asked: Turn): Turn {
  return { ...asked, replies: [...replies, ...asked.replies] };
}

function onDutyChoice(state: State, choice: Choice, context: Context): Turn {
  const duty = findDuty(context, choice.obligation);
  if (!duty && choice.obligation === PRACTICE) return practiceOver(state, 'old-button');
  if (!duty) return stale(state, context);
  if (isReopeningVerb(choice.verb))
    return onReopeningChoice(state, choice, duty, context) ?? stale(state, context);
  if (isLocked(duty, context.now)) return lockedTap(state, duty, context);
  const said = applyChoice(state, choice, duty, context);
  return said ? keepOther(said, state, duty, context) : stale(state, context);
}

/** Undefined: the button belongs to a question that is no longer open. */
function applyChoice(state: State, choice: Choice, duty: Duty, context: Context): Turn | undefined {
  switch (choice.verb) {
    case 'pick':
      return pick(state, duty, context);
    case 'send':
      return confirmReport(context, duty, choice.arg);
    case 'edit':
      return duty.draft || duty.sent ? editHint(duty) : alreadySettled(duty);
    case 'cancel':
      return isBegun(duty) ? cancelQuestion(duty) : alreadySettled(duty);
    case 'drop':
      if (!isBegun(duty)) return alreadySettled(duty);
      return isAsked(state, 'cancel', duty) ? dropDraft(duty, context) : cancelQuestion(duty);
    case 'keep':
      return isBegun(duty) ? proceed(duty, { draft: draftOf(duty), questions: [] }) : alreadySettled(duty);
    case 'snooze':
    case 'snoozeuntil':
      return duty.sent ? alreadySettled(duty) : undefined;
    case 'nil':
      return duty.sent ? alreadySettled(duty) : nilReport(duty);
    case 'nilyes':
      return isAsked(state, 'unusual-nil', duty) ? confirmedNil(duty) : undefined;
    case 'nilrest':
      return isAsked(state, 'unusual-nil', duty) ? restNil(duty) : undefined;
    case 'nilno':
      return isAsked(state, 'unusual-nil', duty) ? beginGuided(duty) : undefined;
    case 'guide':
      return beginGuided(duty);
    case 'skip':
    case 'back':
    case 'same':
      return onFieldChoice(state, choice.verb, duty.form.fields[Number(choice.arg)], duty);
    case 'review':
      return duty.draft ? proceed(duty, { draft: duty.draft, questions: [] }) : alreadySettled(duty);
    case 'answer':
      return answerQuestion(state, choice, duty);
    case 'usual':
      return settleUnusual(state, duty);
    case 'unusual':
      return markUnusual(state, duty);
    case 'hamletask':
      return giveHamletLink(state, context, duty);
    case 'hamletof':
      return tapHamlet(state, choice, duty, context, (text) => takeReport(context, duty, text));
    case 'hamletsum':
      return takeHamlets(duty);
    case 'latecause':
      return tapCause(state, choice, duty, context);
    case 'noinformant':
      return isAsked(state, 'informant', duty) ? withoutInformant(duty) : undefined;
    case 'gapnil':
      return settleGaps(context, duty, 'nil', choice.arg);
    case 'gapfill':
      return settleGaps(context, duty, 'fill', choice.arg);
    case 'gapsend':
      return settleGaps(context, duty, 'send', choice.arg);
    case 'files':
      return askWhichFile(state, duty);
    case 'dropfile':
      return dropFile(state, duty, choice.arg);
    case 'dropfiles':
      return dropFiles(state, duty);
    case 'leaveout':
    case 'keepin':
      return choosePrivacy(state, duty, choice.verb === 'keepin', choice.arg);
    case 'agree':
    case 'refuse':
    case 'leave':
    case 'stay':
    case 'prefer':
    case 'withdraw':
    case 'erase':
    case 'erasesure':
    case 'practice':
    case 'practiceend':
    case 'standin':
    case 'standagree':
    case 'standdecline':
    case 'digestnow':
    case 'digestremark':
    case 'digestlater':
    case 'fileword':
    case 'fileexcel':
    case 'filepicture':
    case 'digest':
    case 'digestowing':
    case 'digestunits':
    case 'digestunit':
    case 'digestfigures':
    case 'digestfields':
    case 'digestfield':
    case 'digestexplain':
    case 'digestremind':
    case 'digestremindsure':
    case 'explain':
    case 'calendarnew':
    case 'reopen':
    case 'reopengrant':
    case 'reopenrefuse':
    case 'noreason':
    case 'reopensee':
    case 'wordaccept':
    case 'worddecline':
    case 'wordwithdraw':
    case 'signapprove':
    case 'signreturn':
    case 'signnoreason':
    case 'signsee':
    case 'exempt':
    case 'exemptpick':
    case 'exemptdrop':
      return undefined;
  }
}

/** Whether this very question is the open one: what it offers throws something away. */
function isAsked({ open }: State, kind: 'cancel' | 'unusual-nil' | 'informant', duty: Duty): boolean {
  return open.kind === kind && open.obligation === duty.obligation;
}

function onFieldChoice(
  { open }: State,
  verb: 'skip' | 'back' | 'same',
  field: Field | undefined,
  duty: Duty,
): Turn | undefined {
  if (!field) return undefined;
  if (verb === 'skip') return skipField(duty, field.code);
  if (verb === 'back') return backFrom(duty, field.code);
  // A late tap is not to replace a figure that was given since.
  const isItsQuestion = open.kind === 'guided' && open.field === field.code;
  const isGiven = draftOf(duty).values[field.code] !== undefined;
  return isItsQuestion || !isGiven ? sameAsBefore(duty, field.code) : undefined;
}

/** The report that a waiting message was for; an old button only brings the report back to mind. */
function pick(state: State, duty: Duty, context: Context): Turn {
  const text = state.open.kind === 'which-duty' ? state.open.text : '';
  if (text !== '') return takeReport(context, duty, text);
  if (duty.draft) return proceed(duty, { draft: duty.draft, questions: [] });
  return duty.sent ? editHint(duty) : alreadySettled(duty);
}

/** How to correct; the guided way only where a field is still without a value. */
export function editHint(duty: Duty): Turn {
  const draft = draftOf(duty);
  const isComplete = duty.form.fields.every((field) => draft.values[field.code] !== undefined);
  return turn({ kind: 'report', obligation: duty.obligation }, [
    {
      kind: 'edit-hint',
      about: aboutDuty(duty),
      example: exampleFor(duty.form),
      offers: [
        [
          ...(isComplete ? [] : [{ token: choiceToken('guide', duty.obligation), label: 'guide' } as const]),
          { token: choiceToken('review', duty.obligation), label: 'review' },
        ],
      ],
    },
  ]);
}
