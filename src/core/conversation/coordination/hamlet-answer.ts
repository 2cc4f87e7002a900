import type { Effect } from '../../effects.ts';
import { isFigure } from '../../forms/definition.ts';
import { readHamletLines } from '../../hamlets/hamlet-lines.ts';
import type { Hamlet } from '../../hamlets/hamlet.ts';
import { standingOf } from '../../hamlets/sum-of-hamlets.ts';
import type { HamletAnswer } from '../../replies/hamlets.ts';
import { choiceToken, type Choice } from '../choices.ts';
import type { Context, Duty, UnitView } from '../context.ts';
import { aboutDuty, byDue, findDuty, itemsOf, openDuties } from '../duties.ts';
import { dropPersonal } from '../personal.ts';
import { EMPTY_DRAFT, hasContent, type Draft } from '../report/draft.ts';
import { sumOffer } from '../report/hamlet-news.ts';
import { takeUnderstanding } from '../report/take.ts';
import type { Question, State } from '../state.ts';
import { aside, NOTHING_OPEN, turn, type Turn } from '../turn.ts';
import { understand } from '../understand.ts';
import { readInformant } from './informant.ts';

/** More hamlets than this are not offered as buttons; any can be typed. */
const MOST_OFFERED = 8;

/** What a hamlet's words say: only what is sure, because who wrote them cannot be asked here. */
export type ReadAnswer = {
  readonly draft: Draft;
  /** What was not sure. */
  readonly unclear: readonly string[];
  /** Words about people that are left out, and must not stay in the message either. */
  readonly personal: readonly string[];
};

/**
 * Reads words of a hamlet as a report of the form; undefined if there is nothing in them that a report could hold. Names and
 * numbers of people who complained are left out.
 */
export function readAnswer(
  duty: Duty,
  words: string,
  context: Pick<Context, 'now' | 'zone'>,
): ReadAnswer | undefined {
  const understanding = understand(context, duty, words);
  const { readings, nil, restNil } = understanding;
  // The commune's own past says nothing about a hamlet.
  const blank: Duty = { ...duty, draft: null, sent: null, history: [] };
  const taken = takeUnderstanding(blank, EMPTY_DRAFT, understanding, words);
  const asked: readonly Question[] = taken.questions;
  const isAboutField = asked.some(({ doubt }) => 'field' in doubt);
  if (readings.length === 0 && !nil && !restNil && !isAboutField) return undefined;
  const { draft } = taken.draft.personal ? dropPersonal(taken.draft, []) : taken;
  const quoted = [...taken.draft.unclear, ...asked.map(({ quote }) => quote)];
  return {
    draft: { ...draft, nil: nil && readings.length === 0 && asked.length === 0 },
    unclear: [...new Set(quoted.filter((piece) => piece !== ''))],
    personal: taken.draft.personal ?? [],
  };
}

/**
 * "Ấp Bình Minh: hg 2/2, kn 0 (chị Mai báo)", written or passed on by the contact: kept as what that hamlet told, for the sum.
 * Several hamlets may stand in one message, a line each. Undefined for what names no hamlet of the contact's unit, or tells nothing.
 */
export function tellHamlets(state: State, text: string, context: Context): Turn | undefined {
  if (wantsText(state, context)) return undefined;
  for (const duty of summingDuties(state, context)) {
    const { hamlets = [] } = duty;
    const lines = readHamletLines(
      hamlets.map(({ unit }) => unit),
      duty.unit,
      text,
    );
    const answers = (lines ?? []).flatMap(
      ({ hamlet, words }) => answerOf(duty, hamlet, words, context) ?? [],
    );
    if (answers.length > 0) return noted(state, duty, answers);
  }
  return undefined;
}

/** A text is asked for, in which a hamlet may well be named. */
function wantsText({ open }: State, context: Context): boolean {
  if (open.kind !== 'guided') return false;
  const field = findDuty(context, open.obligation)?.form.fields.find(({ code }) => code === open.field);
  return field !== undefined && !isFigure(field);
}

/** A message that was passed on and names no hamlet: whose it is, is asked once. Undefined where it tells nothing. */
export function askWhichHamlet(state: State, text: string, context: Context): Turn | undefined {
  const [duty] = summingDuties(state, context);
  if (!duty || !readAnswer(duty, readInformant(text).rest, context)) return undefined;
  const { hamlets = [] } = duty;
  const offered = hamlets
    .map((hamlet, index) => ({ hamlet, index }))
    .toSorted((a, b) => Number(a.hamlet.report !== null) - Number(b.hamlet.report !== null))
    .slice(0, MOST_OFFERED);
  return turn({ kind: 'which-hamlet', obligation: duty.obligation, text }, [
    {
      kind: 'which-hamlet',
      about: aboutDuty(duty),
      offers: [
        ...offered.map(({ hamlet, index }) => [
          {
            token: choiceToken('hamletof', duty.obligation, String(index)),
            label: { kind: 'unit', name: hamlet.unit.name } as const,
          },
        ]),
        [
          {
            token: choiceToken('hamletof', duty.obligation, OWN),
            label: { kind: 'unit', name: duty.unit.name } as const,
          },
        ],
      ],
    },
  ]);
}

/** The figures are of the reporting unit itself. */
const OWN = 'own';

/** A tapped hamlet. `own`: what the unit's own words lead to. Undefined where no such question is open. */
export function tapHamlet(
  { open }: State,
  { arg }: Choice,
  duty: Duty,
  context: Context,
  own: (text: string) => Turn,
): Turn | undefined {
  if (open.kind !== 'which-hamlet' || open.obligation !== duty.obligation) return undefined;
  if (arg === OWN) return own(open.text);
  const hamlet = duty.hamlets?.[Number(arg)];
  return hamlet && settle(duty, hamlet, open.text, context);
}

/** A typed name of a hamlet as the answer; undefined for anything else. */
export function answerWhichHamlet({ open }: State, text: string, context: Context): Turn | undefined {
  if (open.kind !== 'which-hamlet') return undefined;
  const duty = findDuty(context, open.obligation);
  const units = duty?.hamlets?.map(({ unit }) => unit) ?? [];
  const [named, ...more] = (duty && readHamletLines(units, duty.unit, text)) ?? [];
  const hamlet = duty?.hamlets?.find(({ unit }) => unit === named?.hamlet);
  if (!duty || !hamlet || more.length > 0 || named?.words.trim() !== '') return undefined;
  return settle(duty, hamlet, open.text, context);
}

function settle(duty: Duty, { unit }: Hamlet, text: string, context: Context): Turn | undefined {
  const answer = answerOf(duty, unit, text, context);
  return answer && noted({ ...turn(NOTHING_OPEN, []).state }, duty, [answer]);
}

/** Reports that hamlets are put together into: the one that is talked of, then those not sent, the earliest due first. */
function summingDuties({ open }: State, context: Context): readonly Duty[] {
  const known = 'obligation' in open ? open.obligation : null;
  const rank = (duty: Duty) => Number(duty.obligation !== known) + Number(duty.sent !== null);
  return openDuties(context)
    .filter(({ hamlets = [], entrusted }) => !entrusted && hamlets.length > 0)
    .toSorted((a, b) => rank(a) - rank(b) || byDue(a, b));
}

type Told = ReadAnswer & { readonly hamlet: UnitView; readonly informant: string | null };

function answerOf(duty: Duty, hamlet: UnitView, words: string, context: Context): Told | undefined {
  const { informant = null, rest } = readInformant(words);
  const read = readAnswer(duty, rest, context);
  return read && { hamlet, informant, ...read };
}

function shown({ form }: Duty, { hamlet, informant, draft, unclear, personal }: Told): HamletAnswer {
  const items = itemsOf(form, draft);
  return { hamlet, informant, nil: draft.nil, items, unclear, leavesOut: personal.length > 0 };
}

function noted(state: State, duty: Duty, told: readonly Told[]): Turn {
  // What holds nothing sure is only quoted back.
  const kept = told.filter(({ draft }) => hasContent(draft));
  const keptNow = new Set(kept.map(({ hamlet }) => hamlet.code));
  const { reported, missing } = standingOf(duty.hamlets ?? []);
  const standing = {
    reported: [...reported, ...missing.filter(({ code }) => keptNow.has(code))],
    missing: missing.filter(({ code }) => !keptNow.has(code)),
  };
  const personal = told.flatMap((answer) => answer.personal);
  return aside(
    state,
    [
      {
        kind: 'hamlet-answers',
        about: aboutDuty(duty),
        answers: told.map((one) => shown(duty, one)),
        standing,
        offers: standing.reported.length === 0 ? [] : [sumOffer(duty.obligation, standing.reported)],
      },
    ],
    [
      ...kept.map(({ hamlet, informant, draft: { nil, values } }): Effect => ({
        kind: 'note-hamlet-answer',
        obligation: duty.obligation,
        unit: hamlet.code,
        informant,
        nil,
        values,
      })),
      ...(personal.length > 0 ? [{ kind: 'forget-words', words: personal } as const] : []),
    ],
  );
}
