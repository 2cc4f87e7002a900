import { sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Audience } from '../../core/effects.ts';
import type { PersonId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { isHeld } from './held.ts';

/** The people whom an audience means on a day, each once. */
export async function loadAudience(
  db: Executor,
  audience: Audience,
  today: Temporal.PlainDate,
): Promise<readonly PersonId[]> {
  switch (audience.kind) {
    case 'person':
      return [audience.person];
    case 'holders':
      return holders(
        db,
        today,
        sql`p.role = ${audience.role} and p.unit_id = (select id from unit where code = ${audience.unit})`,
      );
    case 'coordinators': {
      const bodies = JSON.stringify(audience.bodies);
      const own = await holders(
        db,
        today,
        sql`p.role = 'coordinator' and p.body_id in (
          select id from body where code in (select jsonb_array_elements_text(${bodies}::text::jsonb)))`,
      );
      return own.length > 0 ? own : holders(db, today, sql`p.role = 'coordinator'`);
    }
  }
}

async function holders(db: Executor, today: Temporal.PlainDate, posts: SQL): Promise<readonly PersonId[]> {
  const rows = await db.execute<{ person: PersonId }>(sql`
    select distinct h.person_id as person
    from post p join holder h on h.post_id = p.id and ${isHeld(today)}
    where ${posts}
    order by person`);
  return rows.map((row) => row.person);
}
