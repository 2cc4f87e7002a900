import { sql, type SQL } from 'drizzle-orm';
import type { AccessScope, Line } from '../../core/access/scope.ts';
import type { BodyCode, UnitId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { idTable } from './rows.ts';

/** A condition: the scope reaches the unit whose number the expression gives. */
export function reachesUnit(scope: AccessScope, unit: SQL): SQL {
  if (scope.kind === 'office' || scope.grants.some(({ reach }) => reach === 'office')) return sql`true`;
  const rootsOf = (...reaches: readonly string[]) =>
    scope.grants.flatMap(({ reach, from }) => (reaches.includes(reach) ? [from] : []));
  const own = sql`select id from ${idTable(rootsOf('own', 'tree'))}`;
  const roots = rootsOf('tree', 'below');
  // Most people reach their own unit alone: the plan for them need not guess how large a tree is.
  if (roots.length === 0) return sql`${unit} in (${own})`;
  // A value that is made once and looked up in, not a join: a plan guesses a tree to hold either a handful of units, and asks for the
  // reports of thousands one by one, or a million, and compares each row with all of them. By way of an array it guesses a few.
  const tree = sql`unnest(array(${own} union select id from (${unitsBelow(roots)}) below)) as reached (id)`;
  return sql`(${unit} in (select id from ${tree})) is true`;
}

/** A condition: the digests of the body under this code and unit are the scope's, whose places are around the body. */
export function reachesBody(scope: AccessScope, code: SQL, unit: SQL): SQL {
  if (scope.kind === 'office') return sql`true`;
  const bodies = scope.grants.flatMap(({ body }) => body ?? []);
  const roots = scope.grants.flatMap(({ body, from }) => (body === null ? [from] : []));
  return sql`(${code} in (select jsonb_array_elements_text(${JSON.stringify(bodies)}::text::jsonb))
    or ${unit} in (select id from ${idTable(roots)} union select id from (${unitsBelow(roots)}) below))`;
}

/** Below a unit stands also what it, or one below it, came from: the past of a merged commune is its successor's superiors' to see. */
function unitsBelow(roots: readonly UnitId[]): SQL {
  return sql`
    with recursive below (id) as (
      select step.id from ${idTable(roots)} cross join lateral (${nextDown(sql`wanted.id`)}) step
      union
      select step.id from below cross join lateral (${nextDown(sql`below.id`)}) step
    ) select id from below`;
}

function nextDown(unit: SQL): SQL {
  return sql`
    select child.id from unit child where child.parent_id = ${unit}
    union all
    select link.predecessor_id from unit_predecessor link where link.unit_id = ${unit}`;
}

/** The bodies whose digests the scope holds, in the organisation's order. */
export async function loadBodiesInScope(db: Executor, scope: AccessScope): Promise<readonly BodyCode[]> {
  const rows = await db.execute<{ code: BodyCode }>(sql`
    select b.code from body b where ${reachesBody(scope, sql`b.code`, sql`b.unit_id`)} order by b.id`);
  return rows.map(({ code }) => code);
}

export type UnitInTree = {
  readonly id: UnitId;
  readonly code: string;
  readonly name: string;
  readonly line: Line;
};

/** A unit by its code, in any case. That it exists, and its name, are no secret within an office. */
export async function findUnit(db: Executor, code: string): Promise<UnitInTree | undefined> {
  const [found] = await db.execute<UnitInTree>(sql`
    with recursive line (id, parent_id, height) as (
      (select id, parent_id, 0 from unit where lower(code) = lower(${code}) order by id limit 1)
      union all
      select next.id, next.parent_id, line.height + 1
      from line cross join lateral (
        select above.id, above.parent_id from unit above where above.id = line.parent_id
        union all
        select heir.id, heir.parent_id
        from unit_predecessor link join unit heir on heir.id = link.unit_id where link.predecessor_id = line.id
      ) next
    )
    select u.id, u.code, u.name, (select jsonb_agg(id order by height) from line) as line
    from line join unit u on u.id = line.id where line.height = 0`);
  return found;
}
