import { bareKey } from '../../forms/spelling.ts';
import { standingOf, sumOfHamlets } from '../../hamlets/sum-of-hamlets.ts';
import { saysWord } from '../commands.ts';
import type { Context, Duty } from '../context.ts';
import { draftOf, findDuty, openDuties } from '../duties.ts';
import { hamletNews } from '../report/hamlet-news.ts';
import { proceed } from '../report/report.ts';
import { withValue } from '../report/take.ts';
import type { State } from '../state.ts';
import { pickDuty } from '../steps.ts';
import type { Turn } from '../turn.ts';

/**
 * [Dùng số các ấp]: fills the draft with the sum of the hamlets. What a person typed stays theirs, and nothing is sent by it.
 * Undefined while no hamlet has reported.
 */
export function takeHamlets(duty: Duty): Turn | undefined {
  const { hamlets = [], form } = duty;
  const { reported } = standingOf(hamlets);
  if (reported.length === 0) return undefined;
  const draft = draftOf(duty);
  const filled = hamletNews(duty, draft).reduce(
    (changed, { field, after }) => (after === null ? changed : withValue(changed, field.code, after)),
    draft,
  );
  const fromHamlets = { values: sumOfHamlets(form, hamlets), units: reported.map(({ name }) => name) };
  return proceed(duty, { draft: { ...filled, fromHamlets }, questions: [] });
}

/** "Dùng số các ấp", typed: for the report that is talked of, else for the only one that hamlets reported to. */
export function readHamletWish(state: State, text: string, context: Context): Turn | undefined {
  if (!saysWord(bareKey(text), 'hamletsum')) return undefined;
  const summed = openDuties(context).filter(
    ({ hamlets = [], entrusted }) => !entrusted && standingOf(hamlets).reported.length > 0,
  );
  const known = 'obligation' in state.open ? findDuty(context, state.open.obligation) : undefined;
  const unsent = summed.filter((duty) => !duty.sent);
  const meant = summed.find((duty) => duty === known) ?? unsent[0] ?? summed.at(-1);
  if (!meant) return undefined;
  return unsent.length > 1 && meant !== known ? pickDuty(unsent, text) : takeHamlets(meant);
}
