import { sql } from 'drizzle-orm';
import type { Effect, Scene } from '../../core/effects.ts';
import type { Transaction } from '../connect.ts';
import { tableOf } from './rows.ts';

type Asked = { readonly scene: Scene; readonly effect: Extract<Effect, { kind: 'request-reopening' }> };
type Decided = { readonly scene: Scene; readonly effect: Extract<Effect, { kind: 'decide-reopening' }> };

/** Keeps wishes to report after the lock; where one waits already, that one stays. */
export async function insertReopenings(tx: Transaction, asked: readonly Asked[]): Promise<void> {
  if (asked.length === 0) return;
  const rows = asked.map(({ scene, effect }) => ({
    obligation: effect.obligation,
    person: scene.person,
    chat: scene.chat,
    reason: effect.reason,
    at: scene.at,
  }));
  await tx.execute(sql`
    insert into reopening (obligation_id, requested_by, chat_id, reason, requested_at)
    select obligation, person, chat, reason, at
    from ${tableOf(rows, 'asked', 'obligation bigint, person bigint, chat bigint, reason text, at timestamptz')}
    order by position
    on conflict (obligation_id) where outcome is null do nothing`);
}

/**
 * Settles the wish that waits for each report, and opens what is granted. A grant that nobody asked for is kept as the
 * coordinator's own wish, with its reason.
 */
export async function decideReopenings(tx: Transaction, decided: readonly Decided[]): Promise<void> {
  if (decided.length === 0) return;
  const rows = decided.map(({ scene, effect: { obligation, decision } }) => ({
    obligation,
    outcome: decision.kind,
    person: scene.person,
    chat: scene.chat,
    at: scene.at,
    until: decision.kind === 'granted' ? decision.until : null,
    words: decision.kind === 'granted' ? decision.reason : decision.answer,
  }));
  const stated = tableOf(
    rows,
    'stated',
    'obligation bigint, outcome text, person bigint, chat bigint, at timestamptz, until timestamptz, words text',
  );
  await tx.execute(sql`
    with stated as (select * from ${stated}), settled as (
      update reopening r
      set outcome = stated.outcome, decided_by = stated.person, decided_at = stated.at, until = stated.until, answer = stated.words
      from stated where r.obligation_id = stated.obligation and r.outcome is null
      returning r.obligation_id
    ), unasked as (
      insert into reopening (obligation_id, requested_by, chat_id, reason, requested_at, outcome, decided_by, decided_at, until)
      select obligation, person, chat, coalesce(words, ''), at, outcome, person, at, until
      from stated
      where outcome = 'granted' and not exists (
        select from reopening r where r.obligation_id = stated.obligation and r.outcome is null
      )
      order by position
    )
    update obligation o set reopened_until = stated.until
    from stated where o.id = stated.obligation and stated.outcome = 'granted'`);
}
