import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { Refused } from '../../core/errors.ts';
import type { Post } from '../../core/organization/organization.ts';
import type { SectionPlan } from '../../core/organization/plan.ts';
import type { Transaction } from '../connect.ts';
import { tableOf } from './rows.ts';

/**
 * Held from a day that nobody wrote down: what the first import says of a post is true for every day that records speak of.
 * Files leave the day out.
 */
export const HELD_SINCE_BEFORE_RECORDS = Temporal.PlainDate.from('1900-01-01');

const COLUMNS = 'post text, person text, since date, was date';

/**
 * Ends and begins holdings as the plan says: on one day the old holder leaves and the new one takes over. Who was replaced on the
 * day of taking over never held the post. Throws Refused when a corrected day would overlap an earlier holder's time.
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
  try {
    await endHoldings(
      tx,
      replaced.filter((row) => !row.vacant),
    );
    await takeBack(tx, redated);
    await beginHoldings(
      tx,
      [...added, ...replaced, ...redated].filter((row) => row.person !== undefined),
    );
  } catch (error) {
    if (!isOverlap(error)) throw error;
    throw new Refused('posts: ngày since trùng với thời gian của người giữ chức danh trước; xin sửa since');
  }
}

type HoldingRow = { readonly post: string; readonly person: string | undefined; readonly since: string };

function rowOf(post: Post, otherwise: Temporal.PlainDate): HoldingRow {
  return { post: post.code, person: post.holder, since: post.since ?? otherwise.toString() };
}

const PRESENT = sql`not holder.deputy and holder.held_until is null`;

async function endHoldings(tx: Transaction, rows: readonly HoldingRow[]): Promise<void> {
  if (rows.length === 0) return;
  const stated = sql`${tableOf(rows, 'stated', COLUMNS)} join post on post.code = stated.post`;
  const present = sql`holder.post_id = post.id and ${PRESENT}`;
  await tx.execute(
    sql`delete from holder using ${stated} where ${present} and holder.held_from >= stated.since`,
  );
  await tx.execute(sql`update holder set held_until = stated.since from ${stated} where ${present}`);
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

function isOverlap(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const name = cause instanceof Error && 'constraint_name' in cause ? cause.constraint_name : undefined;
  return name === 'holder_range' || name === 'holder_one_at_a_time';
}
