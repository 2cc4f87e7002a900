import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { officeScope, scopeAround, scopeFor, type AccessScope } from '../../core/access/scope.ts';
import type { BodyCode, BodyId, PersonId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { body, holder, post } from '../schema/organization.ts';
import { reachesUnit } from './access.ts';
import { heldOn } from './people.ts';

/** Names of the bodies that receive reports: who runs the service. */
export async function loadBodyNames(db: Executor): Promise<readonly string[]> {
  const rows = await db.select({ name: body.name }).from(body).orderBy(asc(body.id));
  return rows.map((row) => row.name);
}

/**
 * What the digest of a body is about, whoever reads it. Of a body that there is not, nothing. Where all units stand at or below the
 * body's place that is all there is: the same reports, which need not be told from others one by one.
 */
export async function loadBodyScope(db: Executor, code: BodyCode): Promise<AccessScope> {
  const [found] = await db.select({ unit: body.unitId }).from(body).where(eq(body.code, code));
  if (found === undefined) return scopeFor([], 'see-digest');
  const around = scopeAround(code, found.unit);
  const [others] = await db.execute<{ exist: boolean }>(sql`
    select exists (select from unit where not ${reachesUnit(around, sql`unit.id`)}) as exist`);
  return others?.exist ? around : officeScope();
}

/** A receiving body with the people who lead it on a day, deputies included. */
export type Receiver = {
  readonly id: BodyId;
  readonly code: BodyCode;
  readonly leaders: readonly PersonId[];
};

/** Of those bodies, the ones that exist on the day. */
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
    .where(and(inArray(body.code, [...codes]), existsOn(today)))
    .orderBy(asc(body.id), asc(holder.personId));
  const receivers = new Map<BodyId, Receiver>();
  for (const { id, code, leader } of rows) {
    const leaders = receivers.get(id)?.leaders ?? [];
    receivers.set(id, { id, code, leaders: leader === null ? leaders : [...leaders, leader] });
  }
  return [...receivers.values()];
}

function existsOn(day: Temporal.PlainDate) {
  return and(
    or(isNull(body.activeFrom), lte(body.activeFrom, day)),
    or(isNull(body.activeUntil), gt(body.activeUntil, day)),
  );
}
