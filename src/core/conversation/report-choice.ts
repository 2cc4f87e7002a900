import type { Field } from '../forms/definition.ts';
import type { Choice, ReportVerb } from './choices.ts';
import type { Context, Duty } from './context.ts';
import { giveHamletLink } from './coordination/hamlet-link.ts';
import { tapHamlet } from './coordination/hamlet-answer.ts';
import { takeHamlets } from './coordination/hamlet-sum.ts';
import { withoutInformant } from './coordination/informant.ts';
import { draftOf, isBegun } from './duties.ts';
import { askWhichFile, dropFile, dropFiles } from './files/drop-files.ts';
import { tapCause } from './requests/late-notice.ts';
import type { State } from './state.ts';
import { cancelQuestion, confirmedNil, nilReport, restNil } from './steps.ts';
import type { Turn } from './turn.ts';
import { answerQuestion, markUnusual, settleUnusual } from './report/answer.ts';
import { dropDraft } from './report/drop-draft.ts';
import { editHint } from './report/edit-hint.ts';
import { backFrom, beginGuided, sameAsBefore, skipField } from './report/guided.ts';
import { choosePrivacy } from './report/privacy.ts';
import { proceed } from './report/report.ts';
import { alreadySettled, confirmReport, settleGaps } from './report/send.ts';
import { takeReport } from './report/take-report.ts';

/** A button about a report that is owed and not locked. Undefined: it belongs to a question that is no longer open. */
export function onReportChoice(
  state: State,
  choice: Choice<ReportVerb>,
  duty: Duty,
  context: Context,
): Turn | undefined {
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
