import { bareKey } from '../../forms/spelling.ts';
import type { Understanding } from '../../parsing/understanding.ts';
import { saysWord } from '../commands.ts';
import type { Context, Duty } from '../context.ts';
import { hasContent } from './draft.ts';
import { draftOf, shortUnitName } from '../duties.ts';
import { beginGuided } from './guided.ts';
import { informed, readInformant } from '../coordination/informant.ts';
import { notUnderstood, proceed, sameAsLastDraft } from './report.ts';
import { nilReport, repeatLast } from '../steps.ts';
import { takeUnderstanding } from './take.ts';
import type { Turn } from '../turn.ts';
import { understand } from '../understand.ts';

/** Takes a message as the report, or as a correction of the report, of one unit and period. */
export function takeReport(context: Context, duty: Duty, text: string): Turn {
  if (!duty.entrusted) return takeWords(context, duty, text);
  const { informant, rest } = readInformant(text);
  const said = takeWords(context, duty, rest);
  return informant === undefined ? said : informed(said, informant);
}

function takeWords(context: Context, duty: Duty, text: string): Turn {
  const understanding = withoutUnitName(duty, understand(context, duty, text), text);
  if (understanding.nil) return takeNil(duty, understanding, text);
  if (saysWord(bareKey(text), 'guide')) return beginGuided(duty);
  // Beside words that were not understood, "như tuần trước" may be said of those alone.
  const isSame = understanding.intent?.kind === 'same' && understanding.doubts.length === 0;
  if (isSame && understanding.readings.length === 0) return repeatLast(duty);
  const before = (isSame ? sameAsLastDraft(duty) : undefined) ?? draftOf(duty);
  const taken = takeUnderstanding(duty, before, understanding, text);
  const tookNothing =
    !isSame && understanding.readings.length === 0 && !understanding.restNil && taken.questions.length === 0;
  const hasDraft = duty.draft !== null && hasContent(duty.draft);
  return tookNothing && !hasDraft ? notUnderstood(duty, taken.draft.unclear) : proceed(duty, taken);
}

/** "Không phát sinh", with whatever was said beside it: a text, a figure or a doubt makes it "còn lại không". */
function takeNil(duty: Duty, understanding: Understanding, text: string): Turn {
  const beside = takeUnderstanding(duty, draftOf(duty), { ...understanding, restNil: true }, text);
  if (understanding.readings.length > 0 || beside.questions.length > 0) return proceed(duty, beside);
  const { unclear } = beside.draft;
  if (unclear.length === 0) return nilReport(duty);
  // Words that were not understood wait in the draft while a question about the nil report is open.
  const draft = { ...draftOf(duty), unclear };
  const asked = nilReport({ ...duty, draft });
  const noted = { kind: 'save-draft', obligation: duty.obligation, draft } as const;
  return asked.effects.length > 0 ? asked : { ...asked, effects: [noted] };
}

/** The name of the unit itself ("Bình Minh báo cáo …") is no figure and nothing to ask about. */
function withoutUnitName(duty: Duty, understanding: Understanding, text: string): Understanding {
  const name = ` ${bareKey(duty.unit.name)} `;
  if (!` ${bareKey(text)} `.includes(` ${shortUnitName(duty.unit)} `)) return understanding;
  const doubts = understanding.doubts.filter(
    ({ kind, span }) =>
      kind !== 'not-understood' || !name.includes(` ${bareKey(text.slice(span.start, span.end))} `),
  );
  return { ...understanding, doubts };
}
