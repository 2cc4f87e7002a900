import { may } from '../../access/access.ts';
import { editHint } from '../report/edit-hint.ts';
import { chooseDuty } from '../choose-duty.ts';
import type { Context, Duty } from '../context.ts';
import { candidateDuties } from '../duties.ts';
import { isEmptyDraft } from '../report/draft.ts';
import { nothingSentYet, proceed } from '../report/report.ts';
import type { State } from '../state.ts';
import { pickDuty } from '../steps.ts';
import { aside, type Turn } from '../turn.ts';
import { understand } from '../understand.ts';
import { readUnitWish } from '../requests/unit-wishes.ts';

const LONGEST_QUOTE = 60;

/**
 * "Nhập thay binh-minh: hg 5/6 (chị Mai báo)": the words as the report of that unit, with the same questions and preview as its own
 * people get. Undefined for anything else.
 */
export function enterForUnit(state: State, text: string, context: Context): Turn | undefined {
  const wish = readUnitWish(text);
  if (wish?.kind !== 'enter') return undefined;
  if (!may(context.posts, 'report-for-others')) {
    return text.trim().startsWith('/')
      ? aside(state, [{ kind: 'not-for-this-role', offers: [] }])
      : undefined;
  }
  if (wish.unit === '') return aside(state, [{ kind: 'on-behalf-usage', offers: [] }]);
  const { looked } = context;
  const units = looked.kind === 'units' ? looked.units : [];
  const named = context.duties.filter(({ unit }) => units.some(({ code }) => code === unit.code));
  const [reading] = named;
  if (looked.kind !== 'units' || !reading) {
    const words = wish.unit.slice(0, LONGEST_QUOTE).toWellFormed();
    return aside(state, [{ kind: 'on-behalf-unknown', words, offers: [] }]);
  }
  const own = { ...context, duties: named };
  const said = looked.rest.replace(/^[\s:;,.\-–=]+/u, '');
  const understanding = understand(own, reading, said);
  return said === ''
    ? beginFor(candidateDuties(own, understanding), state)
    : chooseDuty(state, said, understanding, undefined, own);
}

/** Only the unit was named: what there is of its report, and the next words are about it. */
function beginFor(duties: readonly Duty[], state: State): Turn {
  const [only, ...more] = duties;
  if (!only) return aside(state, [{ kind: 'nothing-owed', offers: [] }]);
  if (more.length > 0) return pickDuty(duties, '');
  if (only.draft && !isEmptyDraft(only.draft)) return proceed(only, { draft: only.draft, questions: [] });
  return only.sent ? editHint(only) : nothingSentYet(only);
}
