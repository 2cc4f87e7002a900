import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Effect, Scene } from '../../core/effects.ts';
import type { ObligationId, PersonId } from '../../core/ids.ts';
import { NUDGE_REST_MINUTES } from '../../core/reminders/plan-nudge.ts';
import type { Executor, Transaction } from '../connect.ts';
import { idTable } from './rows.ts';

type Asked = { readonly scene: Scene; readonly effect: Extract<Effect, { kind: 'remind-now' }> };

/** Keeps who is to be reminded at once. Of two people who ask within the same hour, or one who taps twice, the first counts. */
export async function insertNudges(tx: Transaction, asked: readonly Asked[]): Promise<void> {
  for (const { scene, effect } of asked) {
    if (scene.person === null) continue;
    const at = scene.at.toString();
    // Held, so that two who ask at the same moment see each other.
    await tx.execute(sql`
      select o.id from ${idTable(effect.obligations)} join obligation o on o.id = wanted.id order by o.id for no key update of o`);
    await tx.execute(sql`
      insert into nudge (obligation_id, asked_by, asked_at)
      select wanted.id, ${scene.person}, ${at}::timestamptz from ${idTable(effect.obligations)}
      where not exists (
        select from nudge n where n.obligation_id = wanted.id and n.asked_at <= ${at}::timestamptz
          and n.asked_at > ${at}::timestamptz - make_interval(mins => ${NUDGE_REST_MINUTES})
      )
      order by wanted.id`);
  }
}

/** When somebody last asked to have each of these reports reminded of. */
export async function loadNudges(
  db: Executor,
  obligations: readonly ObligationId[],
): Promise<ReadonlyMap<ObligationId, Temporal.Instant>> {
  if (obligations.length === 0) return new Map();
  const rows = await db.execute<{ obligation: ObligationId; at: string }>(sql`
    select n.obligation_id as obligation, max(n.asked_at) as at
    from ${idTable(obligations)} join nudge n on n.obligation_id = wanted.id
    group by n.obligation_id`);
  return new Map(rows.map(({ obligation, at }) => [obligation, Temporal.Instant.from(at)]));
}

/** When each of these people was last reminded of each of these reports, as `obligation person`. */
export async function loadLastReminders(
  db: Executor,
  obligations: readonly ObligationId[],
): Promise<(obligation: ObligationId, person: PersonId) => Temporal.Instant | undefined> {
  if (obligations.length === 0) return () => undefined;
  const rows = await db.execute<{ obligation: ObligationId; person: PersonId; at: string }>(sql`
    select r.obligation_id as obligation, r.person_id as person, max(r.decided_at) as at
    from ${idTable(obligations)} join reminder r on r.obligation_id = wanted.id
    where r.delivery_id is not null and r.step <> 'open'
    group by r.obligation_id, r.person_id`);
  const known = new Map(
    rows.map((row) => [`${row.obligation} ${row.person}`, Temporal.Instant.from(row.at)]),
  );
  return (obligation, person) => known.get(`${obligation} ${person}`);
}
