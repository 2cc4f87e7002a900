import { asc, sql } from 'drizzle-orm';
import type { BodyCode, UnitId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { body, unit } from '../schema/organization.ts';

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
