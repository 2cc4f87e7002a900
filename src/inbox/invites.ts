import type { Temporal } from 'temporal-polyfill';
import { may } from '../core/access/access.ts';
import { scopeFor, type Place } from '../core/access/scope.ts';
import type { Looked } from '../core/conversation/context.ts';
import type { FoundInvitees, Invitee } from '../core/invites/invitee.ts';
import type { JoinPlaces } from '../core/invites/places.ts';
import { readInviteWish } from '../core/invites/words.ts';
import type { InboundMessage } from '../core/messages.ts';
import { matchPeople } from '../core/organization/match-person.ts';
import type { Transaction } from '../db/connect.ts';
import { loadInvitees } from '../db/queries/absences.ts';
import { findOpenInvite, newInvite } from '../db/queries/invites.ts';

/** A code that was asked for is used soon; the message that gave it out stays in the chat. */
const VALID_DAYS = 7;

/** As many as one can tell apart in a message. */
const MOST_PEOPLE = 8;

type Parts = {
  readonly secret: string;
  readonly joinPlaces: () => JoinPlaces;
};

/** Whom a coordinator's words about invites mean; undefined for other messages and people. */
export async function lookUpInvitees(
  tx: Transaction,
  message: InboundMessage,
  places: readonly Place[],
  { today, realNow }: { readonly today: Temporal.PlainDate; readonly realNow: Temporal.Instant },
  parts: Parts,
): Promise<Looked | undefined> {
  const wish = message.kind === 'text' ? readInviteWish(message.text) : undefined;
  if (!wish || !may(places, 'invite')) return undefined;
  const all = await loadInvitees(tx, scopeFor(places, 'invite'), today);
  return { kind: 'invitees', found: await found(tx, meant(all, wish.who), realNow, parts) };
}

/** By the code, else by the name. */
function meant(people: readonly Invitee[], who: string): readonly Invitee[] {
  const coded = people.filter(({ code }) => code.toLowerCase() === who.toLowerCase());
  if (coded.length > 0) return coded;
  const matched = matchPeople(people, who, []);
  const ids = new Set(matched.kind === 'none' ? [] : matched.people.map(({ id }) => id));
  return people.filter(({ id }) => ids.has(id));
}

async function found(
  tx: Transaction,
  people: readonly Invitee[],
  realNow: Temporal.Instant,
  { secret, joinPlaces }: Parts,
): Promise<FoundInvitees> {
  const [person, ...more] = people;
  if (!person) return { kind: 'none' };
  if (more.length > 0) return { kind: 'several', people: people.slice(0, MOST_PEOPLE) };
  const places = joinPlaces();
  const open = await findOpenInvite(tx, person.id, { secret, now: realNow });
  const next = newInvite({ secret, now: realNow, validDays: VALID_DAYS });
  return { kind: 'one', person, open: open ? { ...open, places } : null, next: { ...next, places } };
}
