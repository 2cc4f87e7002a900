import { unitsWhere } from '../../access/access.ts';
import type { Effect } from '../../effects.ts';
import type { Offers, Reply } from '../../replies.ts';
import { choiceToken, type Verb } from '../choices.ts';
import type { Context, SentReport, SignOffRequest } from '../context.ts';
import { aboutDuty, isLocked } from '../duties.ts';
import { receiptCode } from '../report/receipt-code.ts';
import type { Open, State } from '../state.ts';
import { aside, NOTHING_OPEN, turn, type Turn } from '../turn.ts';
import { closingOffers } from './reopening.ts';
import { requestReply, withdraw } from './sign-off.ts';
import { asksSignOff } from './sign-off-words.ts';

const LONGEST_REASON = 500;
/** More would not be read at once; the next come when these are settled. */
const MOST_REQUESTS = 9;

/** A revision that waits for the person. */
export type Waiting = SignOffRequest & { readonly sent: SentReport };

/** The reports of the very units that the person heads. */
export function requestsOf({ posts, signOffs }: Context): readonly SignOffRequest[] {
  const units = new Set(unitsWhere(posts, 'sign-off'));
  return signOffs.filter(({ duty }) => units.has(duty.unit.code));
}

/** Undefined where nothing of it waits. */
export function asWaiting(request: SignOffRequest): Waiting | undefined {
  const { sent } = request.duty;
  return sent?.signOff?.state === 'waiting' ? { ...request, sent } : undefined;
}

export function waitingOf(context: Context): readonly Waiting[] {
  return requestsOf(context).flatMap((request) => asWaiting(request) ?? []);
}

/** Whether the open question is about this revision. */
export function isAskedAbout(open: Open, { duty, sent }: Waiting): boolean {
  if (open.kind !== 'sign-off' && open.kind !== 'return-reason') return false;
  return open.obligation === duty.obligation && open.revision === sent.revision;
}

/** The figures with the ways to answer. The notice of them, where it is still held back, is no longer needed. */
export function showRequest({ duty, sent }: Waiting, first: readonly Reply[] = []): Turn {
  const { revision } = sent;
  return turn(
    { kind: 'sign-off', obligation: duty.obligation, revision },
    [...first, requestReply(duty, sent)],
    [withdraw(duty, revision)],
  );
}

/** Asks which of several; those whose figures the person has not seen are shown first. `reason`: why that one is returned. */
export function chooseRequest(
  waiting: readonly Waiting[],
  verb: Extract<Verb, 'signapprove' | 'signreturn' | 'signsee'>,
  reason: string | null = null,
): Turn {
  const [only, ...more] = waiting;
  if (only && more.length === 0 && verb === 'signsee') return showRequest(only);
  const shown = waiting.slice(0, MOST_REQUESTS);
  const namesForm = new Set(shown.map(({ duty }) => duty.form.code)).size > 1;
  const offers = shown.map(({ duty, sent, shown: isSeen }): Offers[number] => [
    {
      token: choiceToken(isSeen ? verb : 'signsee', duty.obligation, String(sent.revision)),
      label: { kind: 'duty', about: aboutDuty(duty), namesForm },
    },
  ]);
  const requests = shown.map(({ duty }) => aboutDuty(duty));
  return turn({ kind: 'which-sign-off', reason }, [{ kind: 'which-sign-off', requests, offers }]);
}

/** One question for what is wrong; it can be left unsaid. */
export function askWhy({ duty, sent }: Waiting): Turn {
  const { obligation } = duty;
  const { revision } = sent;
  const skip = { token: choiceToken('signnoreason', obligation, String(revision)), label: 'skip' } as const;
  return turn({ kind: 'return-reason', obligation, revision }, [
    { kind: 'return-question', about: aboutDuty(duty), offers: [[skip]] },
  ]);
}

/** The person's answer; a question about something else stays open. */
export function settle(
  state: State,
  waiting: Waiting,
  outcome: 'approved' | 'returned',
  words: string | null,
  context: Context,
): Turn {
  const { duty, sent } = waiting;
  const reason = words === null ? null : words.trim().slice(0, LONGEST_REASON).toWellFormed();
  const { obligation } = duty;
  const { revision } = sent;
  return leaveQuestion(
    state,
    [{ kind: 'sign-off-done', about: aboutDuty(duty), outcome, reason, offers: [] }],
    [
      { kind: 'settle-sign-off', obligation, revision, outcome, reason },
      withdraw(duty, revision),
      ...tellSenders(waiting, outcome, reason, context),
    ],
  );
}

/** The unit's contacts learn it, and who entered the report for them where it has to be corrected. */
function tellSenders(
  { duty, sent }: Waiting,
  outcome: 'approved' | 'returned',
  reason: string | null,
  context: Context,
): readonly Effect[] {
  const { obligation } = duty;
  const about = aboutDuty(duty);
  const by = context.person?.name ?? '';
  const code = receiptCode(obligation, sent.revision);
  const key = `sign-off settled ${obligation} ${sent.revision}`;
  const to = { kind: 'holders', role: 'contact', unit: duty.unit.code } as const;
  if (outcome === 'approved')
    return [{ kind: 'notify', to, key, reply: { kind: 'signed-off', about, by, code, offers: [] } }];
  const locked = isLocked(duty, context.now);
  const returned = { kind: 'report-returned', about, by, code, reason, locked } as const;
  const edit: Offers[number] = [
    { token: choiceToken('edit', obligation), label: 'edit' },
    { token: choiceToken('review', obligation), label: 'review' },
  ];
  const reopen: Offers[number] = [{ token: choiceToken('reopen', obligation), label: 'reopen' }];
  const offers = [locked ? reopen : edit];
  const told: Effect = { kind: 'notify', to, key, reply: { ...returned, onBehalf: false, offers } };
  if (!sent.onBehalf) return [told];
  const ways = locked ? closingOffers(duty, context) : [edit];
  const coordinators: Effect = {
    kind: 'notify',
    to: { kind: 'coordinators', bodies: duty.form.receivers, unit: duty.unit.code },
    key: `${key} on behalf`,
    reply: { ...returned, onBehalf: true, offers: ways },
  };
  return [told, coordinators];
}

/** Who settled the report before, or that nobody is asked about it now. */
export function settledBefore(state: State, { duty }: SignOffRequest): Turn {
  const about = aboutDuty(duty);
  const signOff = duty.sent?.signOff;
  return leaveQuestion(state, [
    signOff && signOff.state !== 'waiting'
      ? { kind: 'sign-off-settled', about, settled: signOff, offers: [] }
      : { kind: 'sign-off-replaced', about, offers: [] },
  ]);
}

/** The person's answer meant an older revision: the one that stands is shown. */
export function replacedBy(waiting: Waiting): Turn {
  return showRequest(waiting, [{ kind: 'sign-off-replaced', about: aboutDuty(waiting.duty), offers: [] }]);
}

/** What another settled lately, else that nothing waits. */
export function noneWaits(state: State, context: Context): Turn {
  const lately = requestsOf(context).filter(({ duty }) => settledAt(duty.sent) !== undefined);
  const last = lately
    .toSorted((a, b) => (settledAt(a.duty.sent) ?? 0) - (settledAt(b.duty.sent) ?? 0))
    .at(-1);
  return last
    ? settledBefore(state, last)
    : leaveQuestion(state, [{ kind: 'no-sign-off-waits', offers: [] }]);
}

function settledAt(sent: SentReport | null): number | undefined {
  const signOff = sent?.signOff;
  return signOff && signOff.state !== 'waiting' ? signOff.at.epochMilliseconds : undefined;
}

/** Says something that ends a question about a sign-off, and leaves any other open. */
export function leaveQuestion(
  state: State,
  replies: readonly Reply[],
  effects: readonly Effect[] = [],
): Turn {
  return asksSignOff(state.open) ? turn(NOTHING_OPEN, replies, effects) : aside(state, replies, effects);
}
