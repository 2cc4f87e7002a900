import { sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { AttachedFile } from '../../core/attachments/attached.ts';
import type { Effect, Scene } from '../../core/effects.ts';
import type { PersonId } from '../../core/ids.ts';
import type { Transaction } from '../connect.ts';
import { idTable, tableOf } from './rows.ts';

/** What new rows notify of, so that they are fetched at once. */
export const FETCH_NOTICE = 'attachment';

type Attaching = { readonly scene: Scene; readonly effect: Extract<Effect, { kind: 'attach-files' }> };

/** Notes files that came with reports, in the order in which they came; their content is fetched after the commit. */
export async function insertAttachments(tx: Transaction, attaching: readonly Attaching[]): Promise<void> {
  const rows = attaching.flatMap(({ scene, effect }) =>
    effect.files.map(({ externalId, mediaType, sizeBytes, name }) => ({
      obligation: effect.obligation,
      channel: scene.channel,
      externalId,
      name,
      mediaType,
      sizeBytes,
      revision: effect.revision,
      person: scene.person,
      chat: scene.chat,
      at: scene.at,
      realNow: scene.realNow,
    })),
  );
  if (rows.length === 0) return;
  await tx.execute(sql`
    with added as (
      insert into attachment (obligation_id, channel, external_id, name, declared_type, declared_bytes, revision, person_id,
        chat_id, added_at, not_before)
      select obligation, channel, "externalId", name, "mediaType", "sizeBytes", revision, person, chat, at, "realNow"
      from ${tableOf(
        rows,
        'stated',
        `obligation bigint, channel text, "externalId" text, name text, "mediaType" text, "sizeBytes" integer, revision integer,
        person bigint, chat bigint, at timestamptz, "realNow" timestamptz`,
      )}
      order by position returning 1
    )
    select pg_notify(${FETCH_NOTICE}, '') from added limit 1`);
}

/** What came while each report was a draft goes with its revision. */
export async function sendAttachments(
  tx: Transaction,
  sent: readonly Extract<Effect, { kind: 'send-files' }>[],
): Promise<void> {
  if (sent.length === 0) return;
  await tx.execute(sql`
    update attachment a set revision = stated.revision
    from ${tableOf(sent, 'stated', 'obligation bigint, revision integer')}
    where a.obligation_id = stated.obligation and a.revision is null and a.state in ('waiting', 'fetching', 'kept')`);
}

/** Takes files out of drafts; content that no report holds is deleted later (deleteOrphans). What was sent stays. */
export async function dropAttachments(
  tx: Transaction,
  dropped: readonly Extract<Effect, { kind: 'drop-files' }>[],
): Promise<void> {
  const ids = dropped.flatMap(({ files }) => files);
  if (ids.length === 0) return;
  await tx.execute(sql`
    update attachment a set state = 'dropped', hash = null, leased_until = null from ${idTable(ids)}
    where a.id = wanted.id and a.revision is null and a.state in ('waiting', 'fetching', 'kept')`);
}

/** Whether the person ever sent a photo, kept or not. */
export async function hasSentPhotos(tx: Transaction, person: PersonId): Promise<boolean> {
  const rows = await tx.execute(
    sql`select from attachment where person_id = ${person} and declared_type like 'image/%' limit 1`,
  );
  return rows.length > 0;
}

/** A column expression: the obligation's files as `AttachedFile`s in the order in which they came. Null: none. */
export function filesOf(obligation: SQL): SQL {
  return sql`(
    select jsonb_agg(jsonb_build_object('id', a.id, 'photo', coalesce(f.media_type, a.declared_type) like 'image/%',
      'name', a.name, 'kept', a.state = 'kept', 'sent', a.revision is not null) order by a.id)
    from attachment a left join stored_file f on f.hash = a.hash
    where a.obligation_id = ${obligation} and a.state in ('waiting', 'fetching', 'kept'))`;
}

export type FilesColumn = readonly AttachedFile[] | null;

/** Deletes content that no report and no form holds any more. `before`: what was stored later may only be about to be noted. */
export async function deleteOrphans(tx: Transaction, before: Temporal.Instant): Promise<void> {
  await tx.execute(sql`
    delete from stored_file f
    where f.stored_at < ${before.toString()} and not exists (select from attachment a where a.hash = f.hash)
      and not exists (select from form_template t where t.hash = f.hash)`);
}
