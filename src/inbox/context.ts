import type { Temporal } from 'temporal-polyfill';
import type { Context, InviteLookup } from '../core/conversation/context.ts';
import type { State } from '../core/conversation/state.ts';
import type { InviteId, PersonId } from '../core/ids.ts';
import type { InboundMessage } from '../core/messages.ts';
import { findInviteCodes } from '../core/organization/invite-code.ts';
import type { Transaction } from '../db/connect.ts';
import { loadBodyNames } from '../db/queries/bodies.ts';
import type { ChatRow } from '../db/queries/chats.ts';
import { loadDuties } from '../db/queries/duties.ts';
import type { FormVersions } from '../db/queries/form-versions.ts';
import { hashInviteCode, invitesById, lookUpInvites, type FoundInvite } from '../db/queries/invites.ts';
import { loadPeople, type KnownPerson } from '../db/queries/people.ts';
import { WRONG_CODE_HOURS } from '../effects/apply.ts';
import { lookUp } from './look-up.ts';

/** A message with the chat that it came from and where its conversation stands. */
export type Heard = { readonly message: InboundMessage; readonly chat: ChatRow; readonly state: State };

/** A message with all that the conversation needs to decide about it. */
export type Known = Heard & { readonly context: Context };

type Parts = { readonly zone: string; readonly secret: string; readonly versions: FormVersions };
type Clock = { readonly now: Temporal.Instant; readonly realNow: Temporal.Instant };

/** Wrong codes of one chat after which even a right one is refused there for a day. */
const WRONG_CODES = 10;

/** Loads the contexts of a round of messages together: the number of statements does not grow with the round. */
export function createContextLoader({ zone, secret, versions }: Parts) {
  return async (
    tx: Transaction,
    heard: readonly Heard[],
    { now, realNow }: Clock,
  ): Promise<readonly Known[]> => {
    const today = now.toZonedDateTimeISO(zone).toPlainDate();
    const inviteOf = await findInvites(tx, heard, secret, realNow);
    const subjects = heard.map((item) => item.chat.personId ?? inviteOf(item)?.person ?? null);
    const invited = heard.flatMap((item) => inviteOf(item)?.person ?? []);
    const ids = [...new Set([...subjects.filter((id) => id !== null), ...invited])];
    const people = await loadPeople(tx, ids, today);
    const reporting = subjects.flatMap((id) => (id === null ? [] : (people.get(id)?.reportsFor ?? [])));
    const duties = await loadDuties(tx, [...new Set(reporting)], now, versions);
    const operators = heard.some((item) => item.chat.personId === null) ? await loadBodyNames(tx) : [];
    return Promise.all(
      heard.map(async (item, index): Promise<Known> => {
        const subject = personOf(people, subjects[index] ?? null);
        const linked = item.chat.personId === null ? undefined : subject;
        const reportsFor = new Set(subject?.reportsFor);
        return {
          ...item,
          context: {
            now,
            zone,
            person: linked?.view ?? null,
            posts: linked?.posts ?? [],
            duties: [...reportsFor].flatMap((unit) => duties.get(unit) ?? []).toSorted(byDue),
            invite: inviteLookup(item, inviteOf(item), people),
            codesRefused: refusesCodes(item.chat, realNow),
            looked: linked
              ? await lookUp(tx, item.message, linked.posts, now, versions)
              : { kind: 'nothing' },
            operators,
            numbered: false,
          },
        };
      }),
    );
  };
}

function personOf(people: ReadonlyMap<PersonId, KnownPerson>, id: PersonId | null): KnownPerson | undefined {
  return id === null ? undefined : people.get(id);
}

function byDue(a: Context['duties'][number], b: Context['duties'][number]): number {
  return a.period.dueAt.epochMilliseconds - b.period.dueAt.epochMilliseconds || a.obligation - b.obligation;
}

function refusesCodes(chat: ChatRow, realNow: Temporal.Instant): boolean {
  if (chat.wrongCodes < WRONG_CODES || chat.wrongCodesSince === null) return false;
  const hours = (realNow.epochMilliseconds - chat.wrongCodesSince.epochMilliseconds) / 3_600_000;
  return hours < WRONG_CODE_HOURS;
}

/** The invite that a message names by its code or, in a chat that is about to agree, the one that was shown. */
async function findInvites(
  tx: Transaction,
  heard: readonly Heard[],
  secret: string,
  realNow: Temporal.Instant,
): Promise<(item: Heard) => FoundInvite | undefined> {
  const hashes = new Map(
    heard.map((item) => [item, codesIn(item.message).map((code) => hashInviteCode(secret, code))]),
  );
  const byHash = new Map(
    (await lookUpInvites(tx, [...hashes.values()].flat(), realNow)).map((found) => [found.codeHash, found]),
  );
  const shown = heard.flatMap(({ state }) => (state.open.kind === 'consent' ? [state.open.invite] : []));
  const byId = new Map<InviteId, FoundInvite>(
    (await invitesById(tx, shown, realNow)).map((found) => [found.invite, found]),
  );
  return (item) => {
    const named = (hashes.get(item) ?? []).flatMap((hash) => byHash.get(hash) ?? [])[0];
    const { open } = item.state;
    return named ?? (open.kind === 'consent' ? byId.get(open.invite) : undefined);
  };
}

function codesIn(message: InboundMessage): readonly string[] {
  return message.kind === 'text' ? findInviteCodes(message.text) : [];
}

function inviteLookup(
  item: Heard,
  found: FoundInvite | undefined,
  people: ReadonlyMap<PersonId, KnownPerson>,
): InviteLookup {
  if (!found) return { kind: codesIn(item.message).length > 0 ? 'wrong' : 'none' };
  const person = people.get(found.person);
  if (found.state === 'revoked' || !person) return { kind: 'wrong' };
  if (found.state !== 'open') return { kind: found.state };
  return { kind: 'open', invite: found.invite, person: person.view, posts: person.posts };
}
