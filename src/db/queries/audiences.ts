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
      const all = coordinatorsAt(sql`select parent_id from unit where code = ${audience.unit}`);
      const own = await holders(
        db,
        today,
        sql`${all} and p.body_id in (
          select id from body where code in (select jsonb_array_elements_text(${bodies}::text::jsonb)))`,
      );
      return own.length > 0 ? own : holders(db, today, all);
    }
    case 'coordinators-for': {
      const all = coordinatorsAt(sql`select unit_id from body where id = ${audience.body}`);
      const own = await holders(db, today, sql`${all} and p.body_id = ${audience.body}`);
      return own.length > 0 ? own : holders(db, today, all);
    }
    case 'all-coordinators':
      return holders(db, today, sql`p.role = 'coordinator'`);
    case 'coordinators-of':
      return holders(db, today, coordinatorsAt(placesOf(audience.person, today)));
  }
}

/** A condition: coordinates in one of these units or above it. That is where `scopeFor` lets coordinators act. */
function coordinatorsAt(units: SQL): SQL {
  return sql`p.role = 'coordinator' and coalesce(p.unit_id, (select unit_id from body where id = p.body_id)) in (
    with recursive above (id) as (
      ${units} union select u.parent_id from above join unit u on u.id = above.id
    ) select id from above where id is not null)`;
}

function placesOf(person: PersonId, today: Temporal.PlainDate): SQL {
  return sql`
    select coalesce(post.unit_id, body.unit_id)
    from holder h join post on post.id = h.post_id left join body on body.id = post.body_id
    where h.person_id = ${person} and ${isHeld(today)}`;
}

async function holders(db: Executor, today: Temporal.PlainDate, posts: SQL): Promise<readonly PersonId[]> {
  const rows = await db.execute<{ person: PersonId }>(sql`
    select distinct h.person_id as person
    from post p join holder h on h.post_id = p.id and ${isHeld(today)}
    where ${posts}
    order by person`);
  return rows.map((row) => row.person);
}
