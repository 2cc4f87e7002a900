import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { DigestFigures } from '../../core/digest/figures.ts';
import type { DigestChanges } from '../../core/digest/supplement.ts';
import type { BodyCode, DigestId, DigestSupplementId, FormId } from '../../core/ids.ts';
import type { OutgoingMessage } from '../../core/messages.ts';
import type { Executor, Transaction } from '../connect.ts';
import { digestSupplement } from '../schema/notice.ts';
import { hashOf } from './digests.ts';

/** What a body was last told about a period, by a digest or its latest supplement. */
export type ToldDigest = {
  readonly digest: DigestId;
  readonly body: BodyCode;
  readonly period: string;
  readonly figures: DigestFigures;
  readonly sentAt: Temporal.Instant;
  /** How many supplements there are. */
  readonly supplements: number;
};

/**
 * The latest digest of each period and body of a form about whose reports or exemptions something was written after it, as far back
 * as `since`; with `lockedBy` only of periods that were locked then.
 */
export async function loadOutdatedDigests(
  db: Executor,
  form: FormId,
  since: Temporal.Instant,
  lockedBy: Temporal.Instant | undefined,
): Promise<readonly ToldDigest[]> {
  const rows = await db.execute<Omit<ToldDigest, 'sentAt'> & { sentAt: string }>(sql`
    with changed as (
      select period_id, max(at) as at
      from (
        select o.period_id, v.submitted_at as at
        from report_revision v join report r on r.id = v.report_id join obligation o on o.id = r.obligation_id
        where v.submitted_at > ${since.toString()}
        union all
        select o.period_id, c.changed_at from exempt_change c join obligation o on o.id = c.obligation_id
        where c.changed_at > ${since.toString()}
      ) one group by period_id
    ),
    told as (
      select distinct on (d.period_id, d.body_id) d.*, changed.at as changed_at
      from digest d join changed on changed.period_id = d.period_id
      where d.form_id = ${form}
      order by d.period_id, d.body_id, d.created_at desc, d.id desc
    )
    select told.id as digest, body.code as body, period.code as period, coalesce(last.figures, told.figures) as figures,
      to_json(coalesce(last.created_at, told.created_at)) #>> '{}' as "sentAt", coalesce(last.number, 0) as supplements
    from told join body on body.id = told.body_id join period on period.id = told.period_id
      left join lateral (
        select * from digest_supplement s where s.digest_id = told.id order by s.number desc limit 1
      ) last on true
    where told.changed_at > coalesce(last.created_at, told.created_at)
      and ${lockedBy === undefined ? sql`true` : sql`period.locks_at <= ${lockedBy.toString()}`}
    order by period.data_start, told.id`);
  return rows.map((row) => ({ ...row, sentAt: Temporal.Instant.from(row.sentAt) }));
}

export type NewSupplement = {
  readonly digest: DigestId;
  readonly number: number;
  readonly createdAt: Temporal.Instant;
  readonly figures: DigestFigures;
  readonly changes: DigestChanges;
  readonly message: OutgoingMessage;
  readonly layoutVersion: number;
};

/** Stores what a body is told of changes, once: undefined if its number is taken, and then nothing is to be sent either. */
export async function saveSupplement(
  tx: Transaction,
  { digest: digestId, ...made }: NewSupplement,
): Promise<DigestSupplementId | undefined> {
  const { figures, changes, message } = made;
  const [row] = await tx
    .insert(digestSupplement)
    .values({ digestId, ...made, hash: hashOf({ figures, changes, message }) })
    .onConflictDoNothing({ target: [digestSupplement.digestId, digestSupplement.number] })
    .returning({ id: digestSupplement.id });
  return row?.id;
}
