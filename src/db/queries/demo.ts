import { and, asc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { PersonCode } from '../../core/ids.ts';
import { ROLES, type Role } from '../../core/organization/organization.ts';
import type { Executor } from '../connect.ts';
import { body, holder, person, post, unit } from '../schema/organization.ts';

/** Someone whose phone can be held: with the first of the posts held on the day, if any. */
export type DemoPerson = {
  readonly code: PersonCode;
  readonly name: string;
  readonly post: {
    readonly role: Role;
    readonly title: string;
    /** Code and name of the unit or body that the post belongs to. */
    readonly place: string;
    readonly placeName: string;
  } | null;
};

/** All people in the order in which their posts were entered; of several posts the one whose role comes first in `ROLES`. */
export async function demoPeople(db: Executor, on: Temporal.PlainDate): Promise<DemoPerson[]> {
  const rows = await db
    .select({
      code: person.code,
      name: person.name,
      role: post.role,
      title: post.title,
      unitCode: unit.code,
      unitName: unit.name,
      bodyCode: body.code,
      bodyName: body.name,
    })
    .from(person)
    .leftJoin(
      holder,
      and(
        eq(holder.personId, person.id),
        lte(holder.heldFrom, on),
        or(isNull(holder.heldUntil), gt(holder.heldUntil, on)),
      ),
    )
    .leftJoin(post, eq(post.id, holder.postId))
    .leftJoin(unit, eq(unit.id, post.unitId))
    .leftJoin(body, eq(body.id, post.bodyId))
    .orderBy(asc(holder.deputy), asc(post.id), asc(person.id));
  const people = new Map<PersonCode, DemoPerson>();
  for (const row of rows) {
    const found = people.get(row.code);
    const place = row.unitCode ?? row.bodyCode;
    const placeName = row.unitName ?? row.bodyName;
    const held =
      row.role === null || row.title === null || place === null || placeName === null
        ? null
        : { role: row.role, title: row.title, place, placeName };
    if (found === undefined || rank(held) < rank(found.post)) {
      people.set(row.code, { code: row.code, name: row.name, post: held });
    }
  }
  return [...people.values()];
}

function rank(held: DemoPerson['post']): number {
  return held === null ? ROLES.length : ROLES.indexOf(held.role);
}

/** Which of these codes belong to people that exist. */
export async function knownPeople(
  db: Executor,
  codes: readonly PersonCode[],
): Promise<ReadonlySet<PersonCode>> {
  if (codes.length === 0) return new Set();
  const rows = await db
    .select({ code: person.code })
    .from(person)
    .where(inArray(person.code, [...codes]));
  return new Set(rows.map((row) => row.code));
}
