import { difference } from '../../forms/values.ts';
import { bareKey } from '../../forms/spelling.ts';
import { closingTimes } from '../../calendar/closing-times.ts';
import type { Understanding } from '../../parsing/understanding.ts';
import type { Reply, Offers } from '../../replies.ts';
import { draftMark } from '../report/authors.ts';
import { choiceToken } from '../choices.ts';
import { saysWord } from '../commands.ts';
import type { Context, Duty } from '../context.ts';
import { hasContent, isEmptyDraft, type Draft } from '../report/draft.ts';
import { aboutDuty, draftOf, isLocked, itemsOf, latestOfEach, ownDuties } from '../duties.ts';
import { fitsPeriod } from '../named-period.ts';
import { readInformant } from '../coordination/informant.ts';
import { namedUnits } from '../coordination/named-units.ts';
import { dropPersonal } from '../personal.ts';
import { nilDraft } from '../report/report.ts';
import type { State } from '../state.ts';
import { takeUnderstanding } from '../report/take.ts';
import { aside, NOTHING_OPEN, turn, type Turn } from '../turn.ts';
import { understand } from '../understand.ts';

/** Longer wishes are reports that happen to speak of opening something. */
const LONGEST_WISH = 300;
/** Spares other messages a second reading. */
const OPENING = /\bmo\b/;
const LONGEST_REASON = 500;
const SHORTEST_REASON = 2;

/** What is typed for a locked report: it says when it was locked, keeps the figures and offers to ask for it. */
export function lockedReport(state: State, duty: Duty, text: string, context: Context): Turn {
  const draft = keptDraft(duty, text, context);
  return aside(
    state,
    [lockedReply(duty, draft !== undefined, context)],
    draft ? [{ kind: 'save-draft', obligation: duty.obligation, draft }] : [],
  );
}

/** A tap on a locked report; what was drafted is still there. */
export function lockedTap(state: State, duty: Duty, context: Context): Turn {
  const kept = duty.draft !== null && hasContent(duty.draft);
  // What was asked about it can be answered no more.
  const isOver = 'obligation' in state.open && state.open.obligation === duty.obligation;
  return aside(isOver ? { ...state, open: NOTHING_OPEN } : state, [lockedReply(duty, kept, context)]);
}

function lockedReply(duty: Duty, kept: boolean, context: Context): Reply {
  const asked = isRequested(duty);
  const offers = duty.entrusted ? closingOffers(duty, context) : asked ? [] : askOffers(duty);
  return { kind: 'locked', about: aboutDuty(duty), kept, asked, decides: duty.entrusted, offers };
}

function askOffers({ obligation }: Duty): Offers {
  return [[{ token: choiceToken('reopen', obligation), label: 'reopen' }]];
}

/** The figures of the message, as the unit's next draft; undefined where it has none that are new. */
function keptDraft(duty: Duty, text: string, context: Context): Draft | undefined {
  const { informant, rest } = duty.entrusted ? readInformant(text) : { informant: undefined, rest: text };
  const understanding = understand(context, duty, rest);
  const said = understanding.nil
    ? nilDraft(duty)
    : takeUnderstanding(duty, draftOf(duty), understanding, rest).draft;
  const isNew =
    hasContent(said) &&
    draftMark(said) !== draftMark(draftOf(duty)) &&
    (!duty.sent || difference(duty.form, duty.sent.values, said.values).length > 0);
  if (!isNew) return undefined;
  return informant === undefined ? said : { ...said, informant };
}

/** Whether words may ask for a locked report: worth looking further back. */
export function mayAskToReopen(text: string): boolean {
  return text.length <= LONGEST_WISH && OPENING.test(bareKey(text));
}

/** "Xin mở lại báo cáo tuần trước để sửa kn"; undefined for words that ask nothing of the kind. */
export function wishToReopen(state: State, text: string, context: Context): Turn | undefined {
  if (!mayAskToReopen(text)) return undefined;
  const own = ownDuties(context).filter((duty) => !duty.exempt);
  const [reading] = own;
  if (!reading) return undefined;
  const understanding = understand(context, reading, text);
  if (understanding.intent?.kind !== 'reopen') return undefined;
  const fits = (duty: Duty) => fitsPeriod(duty, understanding, context);
  const fitting = own.filter(fits);
  const all = fitting.filter((duty) => isLocked(duty, context.now));
  // "Tuần trước" is the one that locked last; an older one is named by its number.
  const locked = namedUnits(
    understanding.mentions?.some((mention) => 'number' in mention) ? all : latestOfEach(all),
    text,
  );
  const [only, ...more] = locked;
  if (more.length > 0) return whichReopening(locked);
  if (only) return askedFor(state, only, text, understanding, context);
  const [open] = fitting;
  return aside(
    state,
    open
      ? [{ kind: 'reopening-needless', about: aboutDuty(open), offers: [] }]
      : [{ kind: 'nothing-locked', offers: [] }],
  );
}

function askedFor(
  state: State,
  duty: Duty,
  text: string,
  understanding: Understanding,
  context: Context,
): Turn {
  const draft = understanding.readings.length > 0 ? keptDraft(duty, text, context) : undefined;
  // The words of the wish itself are nothing to ask about later.
  const kept = draft && { ...draft, unclear: draftOf(duty).unclear };
  const reason = understanding.intent?.kind === 'reopen' ? understanding.intent.reason : undefined;
  const known = kept ? { ...duty, draft: kept } : duty;
  const said =
    reason === undefined ? askToReopen(state, known, context) : request(state, known, reason, context);
  if (!kept) return said;
  return {
    ...said,
    effects: [{ kind: 'save-draft', obligation: duty.obligation, draft: kept }, ...said.effects],
  };
}

function whichReopening(duties: readonly Duty[]): Turn {
  const abouts = duties.map(aboutDuty);
  const namesForm = new Set(duties.map((duty) => duty.form.code)).size > 1;
  return turn(NOTHING_OPEN, [
    {
      kind: 'which-reopening',
      duties: abouts,
      offers: duties.map((duty) => [
        {
          token: choiceToken('reopen', duty.obligation),
          label: { kind: 'duty', about: aboutDuty(duty), namesForm },
        },
      ]),
    },
  ]);
}

/** [Xin mở lại]: asks why, unless a request waits or the report is open. */
export function askToReopen(state: State, duty: Duty, { now }: Context): Turn {
  if (!isLocked(duty, now))
    return aside(state, [{ kind: 'reopening-needless', about: aboutDuty(duty), offers: [] }]);
  const waiting = waits(state, duty);
  if (waiting) return waiting;
  return turn({ kind: 'reopening-reason', obligation: duty.obligation }, [
    { kind: 'reopening-reason', about: aboutDuty(duty), offers: [] },
  ]);
}

/**
 * The reason in words; undefined for a report instead of one. "Em gõ nhầm kn 1" is a reason: its figure is a correction, and the
 * coordinator reads it.
 */
export function giveReason(state: State, duty: Duty, text: string, context: Context): Turn | undefined {
  const reason = text.trim();
  const { intent, readings, nil } = understand(context, duty, text);
  if (intent?.kind === 'cancel' || saysWord(bareKey(text), 'drop'))
    return turn(NOTHING_OPEN, [{ kind: 'reopening-dropped', offers: [] }]);
  const reports = nil || (readings.length > 0 && intent?.kind !== 'correct');
  return reports || reason.length < SHORTEST_REASON ? undefined : request(state, duty, reason, context);
}

function waits(state: State, duty: Duty): Turn | undefined {
  const { reopening } = duty;
  if (!reopening || reopening.decision) return undefined;
  const { requestedBy: by, requestedAt: at } = reopening;
  return aside(state, [{ kind: 'reopening-waits', about: aboutDuty(duty), by, at, offers: [] }]);
}

function request(state: State, duty: Duty, words: string, context: Context): Turn {
  const waiting = waits(state, duty);
  if (waiting) return waiting;
  const reason = words.slice(0, LONGEST_REASON).toWellFormed();
  const kept = duty.draft !== null && hasContent(duty.draft);
  return turn(
    NOTHING_OPEN,
    [{ kind: 'reopening-asked', about: aboutDuty(duty), kept, offers: [] }],
    [
      { kind: 'request-reopening', obligation: duty.obligation, reason },
      {
        kind: 'notify',
        to: { kind: 'coordinators', bodies: duty.form.receivers, unit: duty.unit.code },
        key: `reopening asked ${duty.obligation} ${context.now.toString()}`,
        reply: requestReply(duty, context.person?.name ?? '', reason, context),
      },
    ],
  );
}

/** Who asks, what for and why, with the ways to decide. */
export function requestReply(duty: Duty, by: string, reason: string, context: Context): Reply {
  // Words about people wait for the unit's own decision.
  const draft = duty.draft && hasContent(duty.draft) ? dropPersonal(duty.draft, []).draft : undefined;
  return {
    kind: 'reopening-request',
    about: aboutDuty(duty),
    by,
    reason,
    items: draft && !duty.sent ? itemsOf(duty.form, draft) : [],
    changes: draft && duty.sent ? difference(duty.form, duty.sent.values, draft.values) : [],
    unit: duty.unit.code,
    offers: decisionOffers(duty, context),
  };
}

function isRequested({ reopening }: Duty): boolean {
  return reopening !== null && reopening.decision === null;
}

/** A few moments until which a coordinator may open a report, by the calendar. */
export function closingOffers(duty: Duty, { now, zone, holidays }: Context): Offers {
  return closingTimes(now, zone, holidays).map((until) => [
    {
      token: choiceToken('reopengrant', duty.obligation, minuteCode(until.epochMilliseconds)),
      label: { kind: 'open-until', until: until.toZonedDateTimeISO(zone).toPlainDateTime() },
    },
  ]);
}

function decisionOffers(duty: Duty, context: Context): Offers {
  return [
    ...closingOffers(duty, context),
    [{ token: choiceToken('reopenrefuse', duty.obligation), label: 'reopen-refuse' }],
  ];
}

/** Minutes since 1970 in base 36: a moment in a token. */
function minuteCode(epochMilliseconds: number): string {
  return Math.floor(epochMilliseconds / 60_000).toString(36);
}

/** Whether anything of the report waits for it to be opened. */
export function hasKept(duty: Duty): boolean {
  return duty.draft !== null && !isEmptyDraft(duty.draft);
}
