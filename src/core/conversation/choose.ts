import type { ChoiceToken } from '../messages.ts';
import { findDuty, isLocked } from './duties.ts';
import { onReportChoice } from './report-choice.ts';
import { tapStandIn } from './requests/absence.ts';
import { tapStandInAnswer } from './requests/stand-in.ts';
import { readChoice, type Choice, type ReopeningVerb, type ReportVerb } from './choices.ts';
import type { Context, Duty } from './context.ts';
import { openQuestion } from './report/ask-again.ts';
import { giveDigestFiles } from './digests/files.ts';
import { onDigestDraftChoice } from './coordination/digest-draft.ts';
import { onDigestDetailChoice } from './digests/detail.ts';
import { onExemptionChoice } from './coordination/exemption.ts';
import { onOwnWordChoice } from './coordination/own-words.ts';
import { tapLeaving } from './own-data/leave-for-good.ts';
import { tapPreferred } from './own-data/own-data.ts';
import { beginPractice, PRACTICE, practiceOver } from './practice/practice.ts';
import { renewCalendar } from './requests/calendar-link.ts';
import { askForExplanation, onExplanationChoice } from './requests/explanation.ts';
import { lockedTap } from './requests/reopening.ts';
import { isReopeningVerb, onReopeningChoice } from './requests/reopening-talk.ts';
import type { State } from './state.ts';
import { leave } from './steps.ts';
import { onSignOffChoice } from './requests/sign-off-talk.ts';
import { tapSnooze } from './requests/snooze.ts';
import { aside, type Turn } from './turn.ts';

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
      return tapSnooze(state, choice, context) ?? onDutyChoice(state, choice, choice.verb, context);
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
    case 'filetemplate':
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
      return onDutyChoice(state, choice, choice.verb, context);
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

function onDutyChoice(
  state: State,
  choice: Choice,
  verb: ReportVerb | ReopeningVerb,
  context: Context,
): Turn {
  const duty = findDuty(context, choice.obligation);
  if (!duty && choice.obligation === PRACTICE) return practiceOver(state, 'old-button');
  if (!duty) return stale(state, context);
  if (isReopeningVerb(verb))
    return onReopeningChoice(state, { ...choice, verb }, duty, context) ?? stale(state, context);
  if (isLocked(duty, context.now)) return lockedTap(state, duty, context);
  const said = onReportChoice(state, { ...choice, verb }, duty, context);
  return said ? keepOther(said, state, duty, context) : stale(state, context);
}
