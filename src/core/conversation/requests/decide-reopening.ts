import { Temporal } from 'temporal-polyfill';
import { may } from '../../access/access.ts';
import { CLOSING } from '../../calendar/closing-times.ts';
import { at } from '../../calendar/wall-time.ts';
import { readComingDay, readTimeOfDay } from '../../parsing/coming-moment.ts';
import type { Reply } from '../../replies.ts';
import type { Choice } from '../choices.ts';
import { choiceToken } from '../choices.ts';
import { saysWord } from '../commands.ts';
import type { Context, Duty } from '../context.ts';
import { aboutDuty, isLocked, latestOfEach, locksAt } from '../duties.ts';
import { fitsPeriod } from '../named-period.ts';
import { bareKey } from '../../forms/spelling.ts';
import { previewReply } from '../report/report.ts';
import { closingOffers, hasKept } from './reopening.ts';
import type { Open, State } from '../state.ts';
import { aside, NOTHING_OPEN, turn, type Turn } from '../turn.ts';
import { understand } from '../understand.ts';
import type { UnitWish } from './unit-wishes.ts';

/** A report is opened for days, not for good. */
const MOST_DAYS = 60;
const LONGEST_ANSWER = 500;

/** A coordinator's tap on [Mở đến …] or [Không mở]. Undefined for a token that no button carries. */
export function decideByTap(
  state: State,
  { verb, arg }: Choice,
  duty: Duty,
  context: Context,
): Turn | undefined {
  // One's own is not in one's own hands, whatever else one coordinates.
  if (!duty.entrusted || !may(context.posts, 'reopen'))
    return aside(state, [{ kind: 'not-for-this-role', offers: [] }]);
  const decided = alreadyDecided(state, duty, context);
  if (decided) return decided;
  if (verb === 'reopenrefuse') return refuse(state, duty, undefined, context);
  const minutes = Number.parseInt(arg, 36);
  return Number.isSafeInteger(minutes)
    ? open(state, duty, Temporal.Instant.fromEpochMilliseconds(minutes * 60_000), null, context)
    : undefined;
}

/** "Mở binh-minh đến thứ 6", "không mở: lý do"; undefined where the words fit no unit or request and can mean something else. */
export function decideInWords(
  state: State,
  wish: Extract<UnitWish, { kind: 'open' | 'keep-locked' }>,
  context: Context,
): Turn | undefined {
  const { looked } = context;
  if (looked.kind !== 'units') return undefined;
  if (wish.unit !== '' && looked.units.length === 0) return undefined;
  const duties = context.duties.filter((duty) => duty.entrusted && !duty.exempt);
  const waiting = duties.filter((duty) => duty.reopening !== null && duty.reopening.decision === null);
  if (wish.kind === 'keep-locked') {
    const [only, ...more] = waiting;
    if (!only) return aside(state, [{ kind: 'no-reopening-waits', offers: [] }]);
    return more.length > 0 ? which(waiting, 'reopenrefuse') : refuse(state, only, wish.reason, context);
  }
  const fitting = duties.filter((duty) => fitsPeriod(duty, understand(context, duty, looked.rest), context));
  const named = fitting.filter((duty) => isLocked(duty, context.now));
  const asked = named.filter((duty) => waiting.includes(duty));
  const meant = asked.length > 0 ? asked : looked.rest.trim() === '' ? latestOfEach(named) : named;
  const [only, ...more] = meant;
  const until = readClosing(wish.when, context);
  if (only && more.length === 0) {
    return until ? open(state, only, until, wish.reason, context) : unclear(state, only, 'unread', context);
  }
  if (more.length > 0) return which(meant, 'reopengrant', until);
  const [unlocked] = fitting;
  if (!unlocked) return aside(state, [{ kind: 'nothing-locked', offers: [] }]);
  // Named by its period, a report can be kept open beyond a lock that is still to come.
  const isLater = until && Temporal.Instant.compare(until, locksAt(unlocked)) > 0;
  const isNamed = looked.rest.trim() !== '';
  return isLater && isNamed ? open(state, unlocked, until, wish.reason, context) : needless(state, unlocked);
}

function which(
  duties: readonly Duty[],
  verb: 'reopengrant' | 'reopenrefuse',
  until?: Temporal.Instant,
): Turn {
  const abouts = duties.map(aboutDuty);
  const namesForm = new Set(duties.map((duty) => duty.form.code)).size > 1;
  const arg = until ? Math.floor(until.epochMilliseconds / 60_000).toString(36) : '';
  return turn(NOTHING_OPEN, [
    {
      kind: 'which-reopening',
      duties: abouts,
      offers: duties.map((duty) => [
        {
          token: choiceToken(verb, duty.obligation, arg),
          label: { kind: 'duty', about: aboutDuty(duty), namesForm },
        },
      ]),
    },
  ]);
}

function readClosing(words: string, { now, zone }: Context): Temporal.Instant | undefined {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const time = readTimeOfDay(words);
  const day = readComingDay(words, today) ?? (time ? today : undefined);
  return day && at(day, time ?? CLOSING, zone);
}

function unclear(state: State, duty: Duty, problem: 'unread' | 'past' | 'far', context: Context): Turn {
  const about = aboutDuty(duty);
  return aside(state, [{ kind: 'closing-unclear', about, problem, offers: closingOffers(duty, context) }]);
}

/** Undefined where it is still to be decided. */
function alreadyDecided(state: State, duty: Duty, { now }: Context): Turn | undefined {
  const about = aboutDuty(duty);
  const decision = duty.reopening?.decision;
  if (decision) return aside(state, [{ kind: 'reopening-decided', about, decision, offers: [] }]);
  return isLocked(duty, now) ? undefined : needless(state, duty);
}

function needless(state: State, duty: Duty): Turn {
  return aside(state, [{ kind: 'reopening-needless', about: aboutDuty(duty), offers: [] }]);
}

/** Opens the report until then; a grant that nobody asked for needs a reason. */
function open(
  state: State,
  duty: Duty,
  until: Temporal.Instant,
  reason: string | null,
  context: Context,
): Turn {
  const { now } = context;
  if (Temporal.Instant.compare(until, now) <= 0) return unclear(state, duty, 'past', context);
  if (Temporal.Instant.compare(until, now.add({ hours: 24 * MOST_DAYS })) > 0)
    return unclear(state, duty, 'far', context);
  const isAsked = duty.reopening !== null && duty.reopening.decision === null;
  const about = { ...aboutDuty(duty), period: { ...duty.period, locksAt: until } };
  if (!isAsked && reason === null) {
    return turn({ kind: 'decision-reason', obligation: duty.obligation, until: until.toString() }, [
      { kind: 'decision-reason', about, until, offers: [] },
    ]);
  }
  const by = context.person?.name ?? '';
  const preview = duty.draft && hasKept(duty) ? previewReply(duty, duty.draft) : null;
  const told: Reply = { kind: 'reopened', about, by, preview, offers: preview?.offers ?? [] };
  return turn(
    NOTHING_OPEN,
    [{ kind: 'opened-again', about, offers: [] }],
    [
      {
        kind: 'decide-reopening',
        obligation: duty.obligation,
        decision: {
          kind: 'granted',
          until,
          reason: reason && reason.slice(0, LONGEST_ANSWER).toWellFormed(),
        },
      },
      tell(duty, told, context),
    ],
  );
}

/** `answer` undefined: it is still to be asked for. */
function refuse(state: State, duty: Duty, answer: string | null | undefined, context: Context): Turn {
  const about = aboutDuty(duty);
  if (duty.reopening === null || duty.reopening.decision !== null)
    return aside(state, [{ kind: 'no-reopening-waits', offers: [] }]);
  if (answer === undefined || answer === null) {
    return turn({ kind: 'decision-reason', obligation: duty.obligation, until: null }, [
      {
        kind: 'decision-reason',
        about,
        until: null,
        offers: [[{ token: choiceToken('noreason', duty.obligation), label: 'skip' }]],
      },
    ]);
  }
  const said = answer.trim() === '' ? null : answer.trim().slice(0, LONGEST_ANSWER).toWellFormed();
  return turn(
    NOTHING_OPEN,
    [{ kind: 'opening-refused', about, offers: [] }],
    [
      {
        kind: 'decide-reopening',
        obligation: duty.obligation,
        decision: { kind: 'refused', answer: said },
      },
      tell(
        duty,
        {
          kind: 'reopening-refused',
          about,
          by: context.person?.name ?? '',
          answer: said,
          kept: hasKept(duty),
          offers: [],
        },
        context,
      ),
    ],
  );
}

function tell(duty: Duty, reply: Reply, { now }: Context) {
  return {
    kind: 'notify',
    to: { kind: 'holders', role: 'contact', unit: duty.unit.code },
    key: `reopening decided ${duty.obligation} ${now.toString()}`,
    reply,
  } as const;
}

type Asked = Extract<Open, { kind: 'decision-reason' }>;

/** The reason that was asked for, in words; "bỏ qua" refuses without one. */
export function giveDecisionReason(
  state: State,
  asked: Asked,
  duty: Duty,
  text: string,
  context: Context,
): Turn {
  const folded = bareKey(text);
  if (saysWord(folded, 'drop')) return turn(NOTHING_OPEN, [{ kind: 'reopening-dropped', offers: [] }]);
  const skips = saysWord(folded, 'skip');
  if (asked.until === null)
    return alreadyDecided(state, duty, context) ?? refuse(state, duty, skips ? '' : text, context);
  const until = Temporal.Instant.from(asked.until);
  if (Temporal.Instant.compare(until, locksAt(duty)) <= 0) return needless(state, duty);
  const reason = skips || text.trim() === '' ? null : text.trim();
  return open(state, duty, until, reason, context);
}

/** [Bỏ qua] under the question why not; undefined where it is no longer open. */
export function refuseWithoutReason(state: State, duty: Duty, context: Context): Turn | undefined {
  const { open: asked } = state;
  if (asked.kind !== 'decision-reason' || asked.obligation !== duty.obligation || asked.until !== null)
    return undefined;
  return alreadyDecided(state, duty, context) ?? refuse(state, duty, '', context);
}
