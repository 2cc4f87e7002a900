import { may } from '../../access/access.ts';
import { REOPENING_VERBS, type Choice, type ReopeningVerb, type Verb } from '../choices.ts';
import type { Context, Duty } from '../context.ts';
import { decideByTap, decideInWords, giveDecisionReason, refuseWithoutReason } from './decide-reopening.ts';
import { findDuty } from '../duties.ts';
import { askToReopen, giveReason, wishToReopen } from './reopening.ts';
import type { State } from '../state.ts';
import type { Turn } from '../turn.ts';
import { listRequests, seeRequest } from './waiting-requests.ts';
import { readUnitWish, type UnitWish } from './unit-wishes.ts';

/** Buttons that mean something only for a report that is locked. */
export function isReopeningVerb(verb: Verb): verb is ReopeningVerb {
  return REOPENING_VERBS.some((known) => known === verb);
}

export function onReopeningChoice(
  state: State,
  choice: Choice<ReopeningVerb>,
  duty: Duty,
  context: Context,
): Turn | undefined {
  switch (choice.verb) {
    case 'reopen':
      return duty.entrusted ? undefined : askToReopen(state, duty, context);
    case 'reopensee':
      return seeRequest(state, duty, context);
    case 'noreason':
      return refuseWithoutReason(state, duty, context);
    case 'reopengrant':
    case 'reopenrefuse':
      return decideByTap(state, choice, duty, context);
  }
}

/** Wishes, decisions and reasons about locked reports; undefined for words that are none. */
export function onReopeningText(state: State, text: string, context: Context): Turn | undefined {
  const { open } = state;
  const wish = may(context.posts, 'reopen') ? readUnitWish(text) : undefined;
  const decided = wish && onUnitWish(state, wish, context);
  if (decided) return decided;
  if (open.kind === 'reopening-reason' || open.kind === 'decision-reason') {
    const duty = text.startsWith('/') ? undefined : findDuty(context, open.obligation);
    const given =
      duty &&
      (open.kind === 'reopening-reason'
        ? giveReason(state, duty, text, context)
        : giveDecisionReason(state, open, duty, text, context));
    if (given) return given;
  }
  return wishToReopen(state, text, context);
}

function onUnitWish(state: State, wish: UnitWish, context: Context): Turn | undefined {
  switch (wish.kind) {
    case 'open':
    case 'keep-locked':
      return decideInWords(state, wish, context);
    case 'requests':
      return listRequests(state, context);
    case 'enter':
    case 'exempt':
    case 'withdraw-exemption':
      return undefined;
  }
}
