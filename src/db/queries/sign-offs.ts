import { sql } from 'drizzle-orm';
import type { AccessScope } from '../../core/access/scope.ts';
import type { Duty, SignOffRequest } from '../../core/conversation/context.ts';
import { signOffKey } from '../../core/sign-off/notice-key.ts';
import type { Effect, Scene } from '../../core/effects.ts';
import type { ObligationId, PersonId } from '../../core/ids.ts';
import type { Executor, Transaction } from '../connect.ts';
import { reachesUnit } from './access.ts';
import { loadScope, type Day } from './duties.ts';
import type { FormVersions } from './form-versions.ts';
import { idTable, tableOf } from './rows.ts';

/** Whoever answers after another did is told so, if it was within this time. */
const SETTLED_LATELY_HOURS = 72;

/**
 * Reports of units in the scope whose latest revision waits for the head or was settled lately, and `tapped` ones of theirs. Holds them
 * until the transaction ends, so that the second of two people who answer sees what the first one did.
 */
export async function loadSignOffs(
  tx: Transaction,
  scope: AccessScope,
  person: PersonId,
  tapped: readonly ObligationId[],
  day: Day,
  versions: FormVersions,
): Promise<readonly SignOffRequest[]> {
  const units = sql`select u.id from unit u where ${reachesUnit(scope, sql`u.id`)}`;
  const lately = day.now.subtract({ hours: SETTLED_LATELY_HOURS }).toString();
  const which = sql`o.unit_id in (${units}) and (o.id in (select id from ${idTable(tapped)}) or exists (
    select from report rep
      join report_revision rev on rev.report_id = rep.id and rev.needs_sign_off
      left join sign_off so on so.revision_id = rev.id
    where rep.obligation_id = o.id and (so.revision_id is null or so.settled_at > ${lately})
      and not exists (
        select from report_revision later where later.report_id = rep.id and later.revision > rev.revision
      )))`;
  const found = await loadScope(tx, { units, which, entrusted: true }, day, versions);
  const duties = found.map(({ duty }) => duty);
  const shown = await loadShown(tx, person, duties);
  return duties.map((duty) => ({ duty, shown: shown.has(keyFor(duty, person)) }));
}

/** The requests that went out to the person, at once or when they were no longer held back. */
async function loadShown(
  db: Executor,
  person: PersonId,
  duties: readonly Duty[],
): Promise<ReadonlySet<string>> {
  if (duties.length === 0) return new Set();
  const keys = duties.map((duty) => ({ key: keyFor(duty, person) }));
  const rows = await db.execute<{ key: string }>(sql`
    select key from ${tableOf(keys, 'asked', 'key text')}
    where exists (select from delivery d where d.dedup_key = key)
      or exists (select from held_notice n where n.dedup_key = key and n.delivery_id is not null)`);
  return new Set(rows.map(({ key }) => key));
}

function keyFor({ obligation, sent }: Duty, person: PersonId): string {
  return `${signOffKey(obligation, sent?.revision ?? 0)} ${person}`;
}

type Settled = { readonly scene: Scene; readonly effect: Extract<Effect, { kind: 'settle-sign-off' }> };

/**
 * Keeps the answers of heads, the first one of each revision. Throws where another answer, the clock or a correction was there
 * before, so that the whole transaction is refused: the conversation then decides again with what stands.
 */
export async function settleSignOffs(tx: Transaction, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return;
  const rows = settled.map(({ scene, effect: { obligation, revision, outcome, reason } }) => ({
    obligation,
    revision,
    outcome,
    reason,
    person: scene.person,
    chat: scene.chat,
    at: scene.at,
  }));
  const kept = await tx.execute(sql`
    insert into sign_off (revision_id, outcome, person_id, chat_id, reason, settled_at)
    select rev.id, stated.outcome, stated.person, stated.chat, stated.reason, stated.at
    from ${tableOf(
      rows,
      'stated',
      'obligation bigint, revision integer, outcome text, reason text, person bigint, chat bigint, at timestamptz',
    )}
      join report rep on rep.obligation_id = stated.obligation
      join report_revision rev on rev.report_id = rep.id and rev.revision = stated.revision and rev.needs_sign_off
    where not exists (select from report_revision later where later.report_id = rep.id and later.revision > rev.revision)
    order by stated.position
    on conflict (revision_id) do nothing
    returning revision_id`);
  if (kept.length < settled.length) throw new Error('a sign-off was settled or overtaken meanwhile');
}
