import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { BodyCode, BodyId, PersonId, UnitId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { body, holder, post, unit } from '../schema/organization.ts';
import { heldOn } from './people.ts';

/** Names of the bodies that receive reports: who runs the service. */
export async function loadBodyNames(db: Executor): Promise<readonly string[]> {
  const rows = await db.select({ name: body.name }).from(body).orderBy(asc(body.id));
  return rows.map((row) => row.name);
}

export async function loadBodyCodes(db: Executor): Promise<readonly BodyCode[]> {
  const rows = await db.select({ code: body.code }).from(body).orderBy(asc(body.id));
  return rows.map((row) => row.code);
}

/** A unit by its code, in any case. */
export async function findUnit(
  db: Executor,
  code: string,
): Promise<{ readonly id: UnitId; readonly code: string; readonly name: string } | undefined> {
  const [found] = await db
    .select({ id: unit.id, code: unit.code, name: unit.name })
    .from(unit)
    .where(sql`lower(${unit.code}) = lower(${code})`)
    .limit(1);
  return found;
}

/** A receiving body with the people who lead it on a day, deputies included. */
export type Receiver = {
  readonly id: BodyId;
  readonly code: BodyCode;
  readonly leaders: readonly PersonId[];
};

export async function loadReceivers(
  db: Executor,
  codes: readonly BodyCode[],
  today: Temporal.PlainDate,
): Promise<readonly Receiver[]> {
  if (codes.length === 0) return [];
  const rows = await db
    .selectDistinct({ id: body.id, code: body.code, leader: holder.personId })
    .from(body)
    .leftJoin(post, and(eq(post.bodyId, body.id), eq(post.role, 'leader')))
    .leftJoin(holder, and(eq(holder.postId, post.id), heldOn(today)))
    .where(inArray(body.code, [...codes]))
    .orderBy(asc(body.id), asc(holder.personId));
  const receivers = new Map<BodyId, Receiver>();
  for (const { id, code, leader } of rows) {
    const leaders = receivers.get(id)?.leaders ?? [];
    receivers.set(id, { id, code, leaders: leader === null ? leaders : [...leaders, leader] });
  }
  return [...receivers.values()];
}
