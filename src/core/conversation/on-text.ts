import { Temporal } from 'temporal-polyfill';
import { bareKey } from '../forms/spelling.ts';
import { readReturn } from './requests/absence.ts';
import { answerOpen } from './report/answer-open.ts';
import { readCommand } from './commands.ts';
import type { Context } from './context.ts';
import { openDuties } from './duties.ts';
import { readDropFiles } from './files/drop-files.ts';
import { giveDigestFiles } from './digests/files.ts';
import { onDigestDetailText } from './digests/detail.ts';
import { enterForUnit } from './coordination/on-behalf.ts';
import { answerWhichHamlet, askWhichHamlet, tellHamlets } from './coordination/hamlet-answer.ts';
import { giveHamletLink } from './coordination/hamlet-link.ts';
import { readHamletWish } from './coordination/hamlet-sum.ts';
import { onDigestDraftText } from './coordination/digest-draft.ts';
import { onExemptionText } from './coordination/exemption.ts';
import { onInviteText } from './coordination/invites.ts';
import { onOwnWordText } from './coordination/own-words.ts';
import { onOldNumber } from './old-number.ts';
import { answerLeaving, isAboutLeaving } from './own-data/leave-for-good.ts';
import { onPersonalText } from './own-data/own-data.ts';
import { onDigestWish } from './requests/digest-wishes.ts';
import { onStandInText } from './requests/stand-in.ts';
import { onExplanationText } from './requests/explanation.ts';
import { onReopeningText } from './requests/reopening-talk.ts';
import { onSignOffText } from './requests/sign-off-talk.ts';
import { tellSnooze } from './requests/snooze.ts';
import type { State } from './state.ts';
import { aside, NOTHING_OPEN, type Turn } from './turn.ts';
import { wordCommand, onCommand } from './on-command.ts';
import { onReportText } from './report/report-words.ts';

/** Another's words: a hamlet's, if they can be. */
export function onPassedOn(state: State, text: string, context: Context): Turn | undefined {
  return tellHamlets(state, text, context) ?? askWhichHamlet(state, text, context);
}

export function onText(state: State, text: string, context: Context): Turn {
  const unclear = onOldNumber(state, text, context);
  if (unclear) return unclear;
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
  const command = readCommand(text) ?? wordCommand(state, bareKey(text), context);
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
