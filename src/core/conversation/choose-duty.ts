import type { Understanding } from '../parsing/understanding.ts';
import type { Context, Duty } from './context.ts';
import { candidateDuties, isLocked, openDuties } from './duties.ts';
import { fitsPeriod, namesFuture } from './named-period.ts';
import { namedUnits } from './coordination/named-units.ts';
import { lockedReport } from './requests/reopening.ts';
import type { State } from './state.ts';
import { pickDuty } from './steps.ts';
import { takeReport } from './report/take-report.ts';
import { aside, type Turn } from './turn.ts';
import { understand } from './understand.ts';

/** More would not be read by anyone, and comes from nobody who reports. */
const MOST_WAITING = 5_000;

/** Takes the words for the report they are meant for; where several can be meant, they wait for a choice. `known`: the report talked of. */
export function chooseDuty(
  state: State,
  text: string,
  understanding: Understanding,
  known: Duty | undefined,
  context: Context,
): Turn {
  const goesOn = known && openDuties(context).includes(known) && fitsPeriod(known, understanding, context);
  if (goesOn) return takeReport(context, known, text);
  const candidates = fitting(candidateDuties(context, understanding), text, context);
  const [only] = candidates;
  if (candidates.length > 1) return pickDuty(candidates, text.slice(0, MOST_WAITING));
  if (only) return takeReport(context, only, text);
  return noneFits(state, text, understanding, context);
}

/** The period that was named is closed or was never owed: nothing is taken for another one unasked. */
function noneFits(state: State, text: string, understanding: Understanding, context: Context): Turn {
  const locked = context.duties
    .filter((duty) => !duty.exempt && isLocked(duty, context.now) && fitsPeriod(duty, understanding, context))
    .at(-1);
  if (locked) return lockedReport(state, locked, text, context);
  const open = openDuties(context);
  return open.length > 0
    ? pickDuty(open, text.slice(0, MOST_WAITING), whyNot(understanding, context))
    : aside(state, [{ kind: 'nothing-owed', offers: [] }]);
}

/** Why nothing can be reported for the period that was named. */
function whyNot(understanding: Understanding, context: Context): 'not-yet' | 'exempt' | 'not-owed' {
  if (namesFuture(understanding, context)) return 'not-yet';
  const isExempt = context.duties.some((duty) => duty.exempt && fitsPeriod(duty, understanding, context));
  return isExempt ? 'exempt' : 'not-owed';
}

/** Those whose unit the words name and, with several forms open, whose form they belong to; all, if that leaves none. */
function fitting(duties: readonly Duty[], text: string, context: Context): readonly Duty[] {
  const named = namedUnits(duties, text);
  const forms = new Set(named.map((duty) => duty.form.code));
  if (forms.size < 2) return named;
  const fits = named.filter((duty) => understand(context, duty, text).readings.length > 0);
  return fits.length > 0 ? fits : named;
}
