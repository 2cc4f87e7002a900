import { eq, sql } from 'drizzle-orm';
import type { AttachmentId, ChatId, ObligationId } from '../../core/ids.ts';
import type { Channel } from '../../core/messages.ts';
import type { About } from '../../core/replies.ts';
import type { Database, Executor, Transaction } from '../connect.ts';
import { storedFile } from '../schema/stored-file.ts';
import { PERIOD_COLUMNS, periodView, type PeriodColumns } from './period-view.ts';
import { idTable, tableOf } from './rows.ts';

/** A file that this process has taken to fetch. */
export type ClaimedFile = {
  readonly id: AttachmentId;
  readonly channel: Channel;
  readonly externalId: string;
  readonly name: string;
  readonly declaredType: string;
  readonly obligation: ObligationId;
  readonly chat: ChatId;
  /** This one included. */
  readonly attempt: number;
};

/** The database's own clock, so that processes whose clocks differ agree. */
const inSeconds = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${seconds})`;

/** A file is put off for 15 minutes at most: what lies further ahead was reckoned before the clock was set back. */
const isFromLaterClock = (column: 'not_before' | 'leased_until') =>
  sql`${sql.raw(column)} > clock_timestamp() + interval '1 hour'`;

/** Takes files that are due, those first that wait longest; also what a process took that died since. Each goes to one process. */
export async function claimFiles(
  db: Executor,
  claim: { readonly channels: readonly Channel[]; readonly most: number; readonly leaseSeconds: number },
): Promise<readonly ClaimedFile[]> {
  return db.execute<ClaimedFile>(sql`
    with due as (
      select id from attachment
      where state in ('waiting', 'fetching') and (not_before <= clock_timestamp() or ${isFromLaterClock('not_before')})
        and (state = 'waiting' or leased_until < clock_timestamp() or ${isFromLaterClock('leased_until')})
        and channel = any(string_to_array(${claim.channels.join(',')}::text, ','))
      order by not_before, id limit ${claim.most}::integer
      for update skip locked
    )
    update attachment a
    set state = 'fetching', attempts = a.attempts + 1, leased_until = ${inSeconds(claim.leaseSeconds)}
    from due where a.id = due.id
    returning a.id, a.channel, a.external_id as "externalId", a.name, a.declared_type as "declaredType",
      a.obligation_id as obligation, a.chat_id as chat, a.attempts as attempt`);
}

type Claimed = Pick<ClaimedFile, 'id' | 'attempt'>;

/** Says that the process that took these files lives and is still at them. */
export async function renewFiles(
  db: Executor,
  files: readonly Claimed[],
  leaseSeconds: number,
): Promise<void> {
  const rows = files.map(({ id, attempt }) => ({ id, attempt }));
  await db.execute(sql`
    update attachment a set leased_until = ${inSeconds(leaseSeconds)}
    from ${tableOf(rows, 'ours', 'id bigint, attempt integer')}
    where a.id = ours.id and a.attempts = ours.attempt and a.state = 'fetching'`);
}

/** Tries again after so many seconds. `counts`: the attempt is one of those after which a file is given up. */
export async function putOff(
  db: Executor,
  { id, attempt }: Claimed,
  again: { readonly seconds: number; readonly counts: boolean; readonly error: string },
): Promise<void> {
  await db.execute(sql`
    update attachment
    set state = 'waiting', leased_until = null, not_before = ${inSeconds(again.seconds)}, error = ${again.error},
      attempts = attempts - ${again.counts ? 0 : 1}
    where id = ${id} and attempts = ${attempt} and state = 'fetching'`);
}

export type Content = { readonly hash: string; readonly mediaType: string; readonly content: Buffer };

/** Content under its hash; what is there already is only marked as wanted again, so that it is not cleaned away. */
export async function storeContent(db: Executor, { hash, mediaType, content }: Content): Promise<void> {
  await db.execute(sql`
    insert into stored_file (hash, media_type, size_bytes, content, stored_at)
    values (${hash}, ${mediaType}, ${content.length}, ${content}, clock_timestamp())
    on conflict (hash) do update set stored_at = excluded.stored_at`);
}

export async function loadContent(
  db: Executor,
  hash: string,
): Promise<Pick<Content, 'mediaType' | 'content'> | undefined> {
  const [found] = await db
    .select({ mediaType: storedFile.mediaType, content: storedFile.content })
    .from(storedFile)
    .where(eq(storedFile.hash, hash));
  return found;
}

/**
 * The file's content is `hash`. A second copy of what the report has already is dropped. Nothing happens to a file that was dropped
 * meanwhile or that another process has taken over.
 */
export async function keepFile(db: Database, file: ClaimedFile, hash: string): Promise<void> {
  await db.transaction(async (tx) => {
    // In the order of the conversation's locks; two copies of one photo must not be kept side by side.
    await tx.execute(sql`select from obligation where id = ${file.obligation} for no key update`);
    await tx.execute(sql`
      update attachment a
      set leased_until = null, error = null,
        state = case when copy.kept then 'dropped' else 'kept' end, hash = case when copy.kept then null else ${hash} end
      from (select exists (
        select from attachment other where other.obligation_id = ${file.obligation} and other.hash = ${hash} and other.state = 'kept'
      ) as kept) copy
      where a.id = ${file.id} and a.attempts = ${file.attempt} and a.state = 'fetching'`);
  });
}

export type LostFile = Claimed & { readonly state: 'refused' | 'failed'; readonly error: string };

/** Files that will not be kept; gives those whose senders are to be told: it was still ours to say, and they are still there. */
export async function loseFiles(
  tx: Transaction,
  lost: readonly LostFile[],
): Promise<ReadonlySet<AttachmentId>> {
  const rows = lost.map(({ id, attempt, state, error }) => ({ id, attempt, state, error }));
  const ended = await tx.execute<{ id: AttachmentId; linked: boolean }>(sql`
    update attachment a set state = o.state, error = o.error, leased_until = null
    from ${tableOf(rows, 'o', 'id bigint, attempt integer, state text, error text')}
    where a.id = o.id and a.attempts = o.attempt and a.state = 'fetching'
    returning a.id, exists (select from chat c where c.id = a.chat_id and c.state = 'linked') as linked`);
  return new Set(ended.flatMap(({ id, linked }) => (linked ? [id] : [])));
}

/** Which report each obligation is. */
export async function aboutObligations(
  db: Executor,
  obligations: readonly ObligationId[],
): Promise<ReadonlyMap<ObligationId, About>> {
  const rows = await db.execute<
    PeriodColumns & { obligation: ObligationId; unitCode: string; unitName: string; formName: string }
  >(sql`
    select o.id as obligation, u.code as "unitCode", u.name as "unitName", v.definition ->> 'name' as "formName", ${PERIOD_COLUMNS}
    from ${idTable(obligations)} join obligation o on o.id = wanted.id
      join period p on p.id = o.period_id join form_version v on v.id = p.form_version_id join unit u on u.id = o.unit_id`);
  return new Map(
    rows.map((row) => [
      row.obligation,
      { unit: { code: row.unitCode, name: row.unitName }, formName: row.formName, period: periodView(row) },
    ]),
  );
}
