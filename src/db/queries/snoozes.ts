import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Effect, Scene } from '../../core/effects.ts';
import type { ObligationId, PersonId } from '../../core/ids.ts';
import type { Snoozed } from '../../core/reminders/notice.ts';
import type { Executor, Transaction } from '../connect.ts';
import { idTable, tableOf } from './rows.ts';

type Asked = { readonly scene: Scene; readonly effect: Extract<Effect, { kind: 'snooze' }> };

/** Keeps who asked to be reminded again and when; what was asked last already is left as it is. */
export async function insertSnoozes(tx: Transaction, asked: readonly Asked[]): Promise<void> {
  const rows = asked.flatMap(({ scene: { person, chat, at }, effect: { obligations, until } }) =>
    person === null ? [] : obligations.map((obligation) => ({ obligation, person, chat, at, until })),
  );
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into snooze (obligation_id, person_id, chat_id, asked_at, until)
    select obligation, person, chat, at, wished.until
    from ${tableOf(
      rows,
      'wished',
      'obligation bigint, person bigint, chat bigint, at timestamptz, until timestamptz',
    )}
    where wished.until is distinct from (
      select s.until from snooze s where s.obligation_id = wished.obligation and s.person_id = wished.person
      order by s.id desc limit 1
    )
    order by position`);
}

/** The latest wish of each person for each of these reports. */
export async function loadSnoozes(
  db: Executor,
  obligations: readonly ObligationId[],
): Promise<ReadonlyMap<ObligationId, readonly Snoozed[]>> {
  if (obligations.length === 0) return new Map();
  const rows = await db.execute<{
    obligation: ObligationId;
    person: PersonId;
    from: string;
    until: string;
  }>(sql`
    select distinct on (s.obligation_id, s.person_id)
      s.obligation_id as obligation, s.person_id as person, s.asked_at as "from", s.until
    from ${idTable(obligations)} join snooze s on s.obligation_id = wanted.id
    order by s.obligation_id, s.person_id, s.id desc`);
  const found = new Map<ObligationId, Snoozed[]>();
  for (const { obligation, person, from, until } of rows) {
    const snoozed = { person, from: Temporal.Instant.from(from), until: Temporal.Instant.from(until) };
    found.set(obligation, [...(found.get(obligation) ?? []), snoozed]);
  }
  return found;
}

/** When the next reminder that was asked for may be due. */
export async function nextSnooze(db: Executor, now: Temporal.Instant): Promise<Temporal.Instant | undefined> {
  const [row] = await db.execute<{ next: string | null }>(
    sql`select min(until) as next from snooze where until > ${now.toString()}`,
  );
  return row?.next ? Temporal.Instant.from(row.next) : undefined;
}

/** What the person's latest reminder was about and when it was decided; undefined: none was sent. */
export async function loadLastReminded(
  db: Executor,
  person: PersonId,
): Promise<{ readonly obligations: readonly ObligationId[]; readonly at: Temporal.Instant } | undefined> {
  const rows = await db.execute<{ obligation: ObligationId; at: string }>(sql`
    select r.obligation_id as obligation, r.decided_at as at
    from reminder r
    where r.person_id = ${person} and r.delivery_id = (
      select latest.delivery_id from reminder latest
      where latest.person_id = ${person} and latest.delivery_id is not null
      order by latest.decided_at desc, latest.id desc limit 1
    )
    order by r.id`);
  const [first] = rows;
  return first && { obligations: rows.map((row) => row.obligation), at: Temporal.Instant.from(first.at) };
}
