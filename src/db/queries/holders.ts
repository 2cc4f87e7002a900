import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { EarliestSince } from '../../core/organization/check-posts.ts';
import type { Post } from '../../core/organization/organization.ts';
import type { SectionPlan } from '../../core/organization/plan.ts';
import type { Executor, Transaction } from '../connect.ts';
import { tableOf } from './rows.ts';

/**
 * Held from a day that nobody wrote down: what the first import says of a post is true for every day that records speak of.
 * Files leave the day out.
 */
export const HELD_SINCE_BEFORE_RECORDS = Temporal.PlainDate.from('1900-01-01');

const COLUMNS = 'post text, person text, since date, was date';

/**
 * Ends and begins holdings as the plan says: on one day the old holder leaves and the new one takes over. Who was replaced on the
 * day of taking over never held the post. `checkImport` has seen to it that none begins within an earlier holder's time.
 */
export async function saveHolders(
  tx: Transaction,
  plan: SectionPlan<Post>,
  today: Temporal.PlainDate,
): Promise<void> {
  const added = plan.added.map((after) => rowOf(after, HELD_SINCE_BEFORE_RECORDS));
  const replaced = plan.changed
    .filter(({ before, after }) => before.holder !== after.holder)
    .map(({ after, before }) => ({ ...rowOf(after, today), vacant: before.holder === undefined }));
  const redated = plan.changed
    .filter(({ before, after }) => before.holder === after.holder && before.since !== after.since)
    .map(({ before, after }) => ({
      ...rowOf(after, HELD_SINCE_BEFORE_RECORDS),
      was: before.since ?? HELD_SINCE_BEFORE_RECORDS.toString(),
    }));
  await endHoldings(
    tx,
    replaced.filter((row) => !row.vacant),
  );
  await takeBack(tx, redated);
  await beginHoldings(
    tx,
    [...added, ...replaced, ...redated].filter((row) => row.person !== undefined),
  );
}

type HoldingRow = { readonly post: string; readonly person: string | undefined; readonly since: string };

function rowOf(post: Post, otherwise: Temporal.PlainDate): HoldingRow {
  return { post: post.code, person: post.holder, since: post.since ?? otherwise.toString() };
}

const PRESENT = sql`not holder.deputy and holder.held_until is null`;
/** Who leaves a post with its holder: the holder, and who stands in while the holder is away. */
const LEAVING = sql`(${PRESENT} or holder.absence_id is not null and holder.held_until > stated.since)`;

async function endHoldings(tx: Transaction, rows: readonly HoldingRow[]): Promise<void> {
  if (rows.length === 0) return;
  const stated = sql`${tableOf(rows, 'stated', COLUMNS)} join post on post.code = stated.post`;
  const leaving = sql`holder.post_id = post.id and ${LEAVING}`;
  await tx.execute(
    sql`delete from holder using ${stated} where ${leaving} and holder.held_from >= stated.since`,
  );
  await tx.execute(sql`update holder set held_until = stated.since from ${stated} where ${leaving}`);
}

/** Takes the present holdings out, to be begun anew on the corrected day, to which the predecessor's last day moves. */
async function takeBack(
  tx: Transaction,
  rows: readonly (HoldingRow & { readonly was: string })[],
): Promise<void> {
  if (rows.length === 0) return;
  const stated = sql`${tableOf(rows, 'stated', COLUMNS)} join post on post.code = stated.post`;
  await tx.execute(sql`delete from holder using ${stated} where holder.post_id = post.id and ${PRESENT}`);
  await tx.execute(sql`
    update holder set held_until = stated.since from ${stated}
    where holder.post_id = post.id and not holder.deputy and holder.held_until = stated.was`);
}

async function beginHoldings(tx: Transaction, rows: readonly HoldingRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into holder (post_id, person_id, held_from)
    select post.id, person.id, stated.since
    from ${tableOf(rows, 'stated', COLUMNS)}
      join post on post.code = stated.post join person on person.code = stated.person`);
}

/**
 * The first day on which whoever holds a post now, or takes up a vacant one, can have taken it up, for posts that others held before.
 * A predecessor's last day moves along with a successor who followed at once, so that there only the first day stands fast.
 */
export async function loadEarliestSince(db: Executor): Promise<EarliestSince> {
  const rows = await db.execute<{ post: string; day: string }>(sql`
    select post.code as post,
      (case when earlier.held_until = present.held_from then earlier.held_from + 1 else earlier.held_until end)::text as day
    from (
      select distinct on (post_id) post_id, held_from, held_until from holder
      where not deputy and held_until is not null
      order by post_id, held_until desc
    ) earlier
      join post on post.id = earlier.post_id
      left join holder present
        on present.post_id = earlier.post_id and not present.deputy and present.held_until is null`);
  return new Map(rows.map(({ post, day }) => [post, day]));
}
