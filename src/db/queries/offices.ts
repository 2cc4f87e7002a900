import { and, asc, eq } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { BodyCode } from '../../core/ids.ts';
import type { Office } from '../../core/organization/office.ts';
import type { Executor } from '../connect.ts';
import { body, holder, person, post, unit } from '../schema/organization.ts';
import { heldOn } from './people.ts';

/** What the documents of a body say of it on a day; undefined for an unknown code. Those who stand in sign nothing here. */
export async function loadOffice(
  db: Executor,
  code: BodyCode,
  today: Temporal.PlainDate,
): Promise<Office | undefined> {
  const rows = await db
    .select({ style: body.style, body: body.name, unit: unit.name, title: post.title, holder: person.name })
    .from(body)
    .innerJoin(unit, eq(unit.id, body.unitId))
    .leftJoin(post, and(eq(post.bodyId, body.id), eq(post.role, 'leader')))
    .leftJoin(holder, and(eq(holder.postId, post.id), eq(holder.deputy, false), heldOn(today)))
    .leftJoin(person, eq(person.id, holder.personId))
    .where(eq(body.code, code))
    .orderBy(asc(post.id));
  const [first] = rows;
  if (!first) return undefined;
  return {
    style: first.style,
    body: first.body,
    unit: first.unit,
    leaders: rows.flatMap(({ title, holder: name }) => (title === null ? [] : [{ title, holder: name }])),
  };
}
