import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { UnitHead } from '../../core/conversation/context.ts';
import type { UnitId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { isHeld } from './held.ts';
import { idTable } from './rows.ts';

/** Who heads each of these units on the day, the holder before those who stand in. */
export async function loadHeads(
  db: Executor,
  units: readonly UnitId[],
  today: Temporal.PlainDate,
): Promise<ReadonlyMap<UnitId, readonly UnitHead[]>> {
  if (units.length === 0) return new Map();
  const rows = await db.execute<UnitHead & { readonly unit: UnitId }>(sql`
    select p.unit_id as unit, person.id as person, person.name,
      exists (select from chat c where c.person_id = person.id and c.state = 'linked') as linked
    from ${idTable([...new Set(units)])}
      join post p on p.unit_id = wanted.id and p.role = 'superior'
      join holder h on h.post_id = p.id and ${isHeld(today)}
      join person on person.id = h.person_id
    group by p.unit_id, person.id
    order by p.unit_id, bool_and(h.deputy), min(p.id), person.id`);
  const byUnit = Map.groupBy(rows, ({ unit }) => unit);
  return new Map(
    [...byUnit].map(([unit, of]) => [unit, of.map(({ person, name, linked }) => ({ person, name, linked }))]),
  );
}
