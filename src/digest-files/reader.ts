import type { Temporal } from 'temporal-polyfill';
import type { Action } from '../core/access/access.ts';
import { scopeFor, type AccessScope } from '../core/access/scope.ts';
import type { DigestId, PersonId } from '../core/ids.ts';
import type { Transaction } from '../db/connect.ts';
import { hasChat } from '../db/queries/chats.ts';
import { loadKeptDigest, type KeptDigest } from '../db/queries/digests.ts';
import { loadPeople, type KnownPerson } from '../db/queries/people.ts';

export type Reader = Pick<KnownPerson, 'places'>;

/** Whose link it is, as their posts are now; undefined for who has left. */
export async function findReader(
  tx: Transaction,
  person: PersonId,
  today: Temporal.PlainDate,
): Promise<Reader | undefined> {
  const reader = (await loadPeople(tx, [person], today)).get(person);
  return reader !== undefined && (await hasChat(tx, person)) ? reader : undefined;
}

/** What was sent holds all that its body is told, so it stays with that body's leaders, whoever they are now. */
export async function findKept(
  tx: Transaction,
  digest: DigestId,
  { places }: Reader,
  action: Action,
): Promise<{ readonly kept: KeptDigest; readonly scope: AccessScope } | undefined> {
  const kept = await loadKeptDigest(tx, digest);
  if (kept === undefined) return undefined;
  const own = places.filter(({ body }) => body === kept.body);
  return { kept, scope: scopeFor(own, action) };
}
