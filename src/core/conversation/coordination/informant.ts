import { bareKey } from '../../forms/spelling.ts';
import type { Understanding } from '../../parsing/understanding.ts';
import { choiceToken } from '../choices.ts';
import { saysWord } from '../commands.ts';
import type { Context, Duty } from '../context.ts';
import { aboutDuty, draftOf, findDuty } from '../duties.ts';
import { proceed } from '../report/report.ts';
import type { Turn } from '../turn.ts';

const LONGEST_INFORMANT = 200;

/** Words of telling: without one, what stands in brackets is a note on a figure. */
const TOLD = /\b(?:bao|goi|nhan|cung cap)\b/;
const BRACKETS = /\(([^()\d]{2,200})\)\s*[.;,]?\s*$/u;
const BY =
  /(?:^|[,;.\n])\s*((?:do|theo)\s+(?:lời\s+|loi\s+)?(?:đ\/c|\p{L}+)\s[^,;.\n\d()]{2,100})\s*\.?\s*$/iu;
const PERSON =
  /[,;.\n]\s*((?:anh|chị|chi|cô|co|chú|chu|bác|bac|em|ông|ong|bà|ba|đ\/c|đc|đồng chí|dong chi)\s[^,;.\n\d()]{2,100})\s*\.?\s*$/iu;

/** Who told the figures, as written at the end of a message: "(chị Mai báo qua điện thoại)"; undefined where nobody is named. */
export function readInformant(text: string): {
  readonly informant: string | undefined;
  readonly rest: string;
} {
  for (const shape of [BRACKETS, BY, PERSON]) {
    const found = shape.exec(text);
    const words = found?.[1]?.trim() ?? '';
    const isTold = shape === BY || TOLD.test(bareKey(words));
    if (found && isTold) return { informant: words, rest: text.slice(0, found.index).trimEnd() };
  }
  return { informant: undefined, rest: text };
}

/** The turn with the informant kept in the draft that it leads to. */
export function informed(said: Turn, informant: string): Turn {
  return {
    ...said,
    effects: said.effects.map((effect) =>
      effect.kind === 'save-draft' ? { ...effect, draft: { ...effect.draft, informant } } : effect,
    ),
  };
}

/**
 * A turn about a report that is entered for a unit: its preview says so and who told the figures, which is asked once before it.
 * What was answered stays with the draft.
 */
export function withInformant(said: Turn, context: Context): Turn {
  const { open } = said.state;
  const duty = 'obligation' in open ? findDuty(context, open.obligation) : undefined;
  if (!duty?.entrusted) return said;
  const saved = said.effects.flatMap((effect) => (effect.kind === 'save-draft' ? [effect.draft] : [])).at(-1);
  const informant = saved?.informant ?? duty.draft?.informant;
  const kept = informant === undefined ? said : informed(said, informant);
  const preview = kept.replies.at(-1);
  if (preview?.kind !== 'preview') return kept;
  const before = kept.replies.slice(0, -1);
  if (informant !== undefined) {
    const onBehalf = { informant: informant === '' ? null : informant };
    return { ...kept, replies: [...before, { ...preview, onBehalf }] };
  }
  const token = choiceToken('noinformant', duty.obligation);
  return {
    ...kept,
    state: { ...kept.state, open: { kind: 'informant', obligation: duty.obligation }, choices: [token] },
    replies: [
      ...before,
      { kind: 'informant-question', about: aboutDuty(duty), offers: [[{ token, label: 'skip' }]] },
    ],
  };
}

/** [Bỏ qua]: nobody is named. */
export function withoutInformant(duty: Duty): Turn {
  return proceed(duty, { draft: { ...draftOf(duty), informant: '' }, questions: [] });
}

/** Who told the figures, in words; undefined for more figures. */
export function answerInformant(duty: Duty, understanding: Understanding, text: string): Turn | undefined {
  const { intent, readings, nil, restNil } = understanding;
  const skips = intent?.kind === 'confirm' || intent?.kind === 'decline';
  if (skips || saysWord(bareKey(text), 'skip') || saysWord(bareKey(text), 'none'))
    return withoutInformant(duty);
  if (readings.length > 0 || nil || restNil) return undefined;
  const informant = text.trim().slice(0, LONGEST_INFORMANT).toWellFormed();
  return proceed(duty, { draft: { ...draftOf(duty), informant }, questions: [] });
}
