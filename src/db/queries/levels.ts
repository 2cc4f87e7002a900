import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { FEWEST_ROLLED_UP, linesIn, partingLevel, type UnitLevel } from '../../core/digest/levels.ts';
import type { UnitCode } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { nameOn } from './lineage.ts';

/**
 * Those above the units, as they are now, under their names of the day; in the organisation's order. None where the units are few, or
 * all right below the same one.
 */
export async function loadLevels(
  db: Executor,
  units: readonly UnitCode[],
  day: Temporal.PlainDate,
): Promise<readonly UnitLevel[]> {
  if (units.length < FEWEST_ROLLED_UP) return [];
  const levels = await db.execute<UnitLevel>(sql`
    with recursive own as (
      select id, code, parent_id from unit
      where code in (select jsonb_array_elements_text(${JSON.stringify(units)}::text::jsonb))
    ), parent as (
      select parent_id as id, jsonb_agg(code order by id) as codes from own where parent_id is not null group by parent_id
    ), above as (
      select u.* from unit u join parent on parent.id = u.id
      union
      select u.* from unit u join above on u.id = above.parent_id
    )
    select above.code as unit, ${nameOn('above', 'unit', sql`${day.toString()}::date`)} as name, up.code as above,
      coalesce(parent.codes, '[]') as own
    from above left join unit up on up.id = above.parent_id left join parent on parent.id = above.id
    order by above.id`);
  return partingLevel(units.map(linesIn(levels))) === undefined ? [] : [...levels];
}
