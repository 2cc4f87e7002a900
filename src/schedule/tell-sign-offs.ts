import type { Temporal } from 'temporal-polyfill';
import { choiceToken } from '../core/conversation/choices.ts';
import type { PersonId } from '../core/ids.ts';
import type { Decision } from '../core/reminders/notice.ts';
import type { About, Offers, Reply } from '../core/replies.ts';
import { MOST_LISTED, type SignOffItem } from '../core/replies/sign-off-clock.ts';
import type { Transaction } from '../db/connect.ts';
import { holdNotices } from '../db/queries/held-notices.ts';
import { insertReminders } from '../db/queries/reminders.ts';
import type { WaitingSignOff } from '../db/queries/waiting-sign-offs.ts';
import { sayTogether, wordAsOne } from '../delivery/enqueue.ts';
import { unaskedRoom } from '../effects/unasked-room.ts';

/** Something to say to a person, once. */
export type Told = {
  readonly person: PersonId;
  readonly waiting: WaitingSignOff;
  readonly kind: SignOffItem['kind'];
  readonly standsInFor?: string;
};

/**
 * One message a person, joined to what else the tick tells them. What is only wished is said where there is room for it and else
 * stays due as long as the report waits, so that nobody is reminded of what was settled meanwhile; what was settled is kept until
 * it can be said.
 */
export async function tellSignOffs(
  tx: Transaction,
  { wished, settled }: { readonly wished: readonly Told[]; readonly settled: readonly Told[] },
  now: Temporal.Instant,
  zone: string,
): Promise<{ readonly messages: number; readonly decisions: number }> {
  const byPerson = Map.groupBy([...wished, ...settled], ({ person }) => person);
  const people = [...byPerson.keys()];
  if (people.length === 0) return { messages: 0, decisions: 0 };
  const roomOf = await unaskedRoom(tx, people, now, zone);
  const wordsOf = (told: readonly Told[]) => wordAsOne(replyOf(told), { at: now, zone });
  const messages = [...byPerson].map(([person, told]) => ({
    person,
    chat: roomOf(person),
    dedupKey: keyOf(told),
    messages: [wordsOf(told)],
  }));
  const sent = await sayTogether(tx, messages, now);
  const isSaid = new Map(messages.map(({ person, dedupKey }) => [person, sent.has(dedupKey)]));
  const kept = Map.groupBy(
    settled.filter(({ person }) => !isSaid.get(person)),
    ({ person }) => person,
  );
  await holdNotices(
    tx,
    [...kept].map(([person, told]) => ({
      person,
      dedupKey: keyOf(told),
      message: wordsOf(told),
      dueAt: now,
    })),
    now,
  );
  const decided = wished.filter(({ person }) => isSaid.get(person));
  await insertReminders(tx, decided.map(decisionOf), now);
  return { messages: sent.size, decisions: decided.length };
}

/** A message is known by the first thing in it, which is never said to the person again. */
function keyOf([first]: readonly Told[]): string {
  return first ? `${stepOf(first)} ${first.waiting.obligation} ${first.person}` : '';
}

function replyOf(told: readonly Told[]): Reply {
  return { kind: 'sign-off-clock', items: told.map(itemOf), offers: seeOffers(told) };
}

/** Stands among the steps of reminders. */
export function stepOf({ waiting, kind }: Pick<Told, 'waiting' | 'kind'>): string {
  return `sign-off ${waiting.revision} ${kind}`;
}

function decisionOf(told: Told): Decision & { readonly delivery: null } {
  const { obligation, remindAt, endsAt, sentAt } = told.waiting;
  const plannedAt = {
    remind: remindAt,
    'stand-in': sentAt,
    overdue: endsAt,
    lapsed: endsAt,
    'lapsed-own': endsAt,
  };
  return {
    obligation,
    step: stepOf(told),
    person: told.person,
    plannedAt: plannedAt[told.kind],
    delivery: null,
  };
}

/** Approval comes after the figures were seen, which a head who could not be reached before has not. */
function seeOffers(told: readonly Told[]): Offers {
  const shown = told.filter(({ kind }) => kind === 'remind').slice(0, MOST_LISTED);
  const namesForm = new Set(shown.map(({ waiting }) => waiting.form.code)).size > 1;
  return shown.map(({ waiting }) => [
    {
      token: choiceToken('signsee', waiting.obligation, String(waiting.revision)),
      label: { kind: 'duty', about: aboutOf(waiting), namesForm },
    },
  ]);
}

function aboutOf({ unit, form, period }: WaitingSignOff): About {
  return { unit, formName: form.name, period };
}

function itemOf({ kind, waiting, standsInFor }: Told): SignOffItem {
  const { sentAt, endsAt, rule } = waiting;
  return {
    kind,
    about: aboutOf(waiting),
    sentAt,
    endsAt,
    accepts: rule.otherwise === 'accept',
    ...(standsInFor === undefined ? {} : { standsInFor }),
  };
}
