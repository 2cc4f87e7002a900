import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Effect, Scene } from '../../core/effects.ts';
import type { ObligationId, PersonId } from '../../core/ids.ts';
import type { Promised } from '../../core/reminders/notice.ts';
import type { Executor, Transaction } from '../connect.ts';
import { idTable, tableOf } from './rows.ts';

type Noted = { readonly scene: Scene; readonly effect: Extract<Effect, { kind: 'note-late' }> };

/** Keeps what was said; the latest counts. */
export async function insertLateNotices(tx: Transaction, noted: readonly Noted[]): Promise<void> {
  if (noted.length === 0) return;
  const rows = noted.map(({ scene, effect: { obligation, until, cause, reason } }) => ({
    obligation,
    person: scene.person,
    chat: scene.chat,
    until,
    cause,
    reason,
    at: scene.at,
  }));
  await tx.execute(sql`
    insert into late_notice (obligation_id, person_id, chat_id, until, cause, reason, told_at)
    select obligation, person, chat, until, cause, reason, at
    from ${tableOf(
      rows,
      'noted',
      'obligation bigint, person bigint, chat bigint, until timestamptz, cause text, reason text, at timestamptz',
    )}
    order by position`);
}

/** The first promise of a moment for each report: only that one keeps reminders back. */
export async function loadPromises(
  db: Executor,
  obligations: readonly ObligationId[],
): Promise<ReadonlyMap<ObligationId, Promised>> {
  if (obligations.length === 0) return new Map();
  const rows = await db.execute<{
    obligation: ObligationId;
    person: PersonId;
    from: string;
    until: string;
  }>(sql`
    select distinct on (n.obligation_id) n.obligation_id as obligation, n.person_id as person, n.told_at as "from", n.until
    from ${idTable(obligations)} join late_notice n on n.obligation_id = wanted.id and n.until is not null
    order by n.obligation_id, n.id`);
  return new Map(
    rows.map(({ obligation, person, from, until }) => [
      obligation,
      { person, from: Temporal.Instant.from(from), until: Temporal.Instant.from(until) },
    ]),
  );
}
