import { inArray } from 'drizzle-orm';
import { NO_WISHES, type DigestWishes } from '../../core/digest/wishes.ts';
import type { PersonId } from '../../core/ids.ts';
import type { Executor, Transaction } from '../connect.ts';
import { digestWish } from '../schema/wish.ts';

/** How these people want digests. */
export async function loadDigestWishes(
  db: Executor,
  people: readonly PersonId[],
): Promise<(of: PersonId) => DigestWishes> {
  if (people.length === 0) return () => NO_WISHES;
  const rows = await db
    .select()
    .from(digestWish)
    .where(inArray(digestWish.personId, [...people]));
  const known = new Map(rows.map(({ personId, ...wishes }) => [personId, wishes]));
  return (of) => known.get(of) ?? NO_WISHES;
}

export async function saveDigestWishes(tx: Transaction, of: PersonId, wishes: DigestWishes): Promise<void> {
  await tx
    .insert(digestWish)
    .values({ personId: of, ...wishes })
    .onConflictDoUpdate({ target: digestWish.personId, set: wishes });
}
