import type { Context, Duty } from '../context.ts';
import { findDuty, unsentDuties } from '../duties.ts';
import { sendUnshown } from './send.ts';
import type { Turn } from '../turn.ts';

/** Of this many of the unit's latest reports, so many are nil where that is usual. */
const LATEST = 4;
const USUAL = 2;

/**
 * Where each message costs, "không phát sinh" typed for the whole report is stored without a preview if nothing about it is in
 * doubt: it is the only report owed, nothing was drafted or sent for it, nothing else was said, and the unit often reports so. The
 * receipt says what is kept and how to correct it. Everything else is shown first.
 */
export function nilAtOnce(said: Turn, context: Context): Turn {
  const [reply, ...more] = said.replies;
  const [effect, ...others] = said.effects;
  if (reply?.kind !== 'preview' || effect?.kind !== 'save-draft' || more.length + others.length > 0)
    return said;
  const duty = findDuty(context, effect.obligation);
  const { draft } = effect;
  if (!duty || !draft.nil || draft.unclear.length > 0) return said;
  return isOnlyOwed(duty, context) && nilIsUsual(duty) ? sendUnshown(context, duty, draft) : said;
}

function isOnlyOwed(duty: Duty, context: Context): boolean {
  const owed = unsentDuties(context);
  return owed.length === 1 && owed[0] === duty && duty.draft === null && duty.files.length === 0;
}

function nilIsUsual({ history }: Duty): boolean {
  return history.slice(0, LATEST).filter(({ sent }) => sent.nil).length >= USUAL;
}
