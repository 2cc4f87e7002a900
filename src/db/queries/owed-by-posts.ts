import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { PostCode } from '../../core/ids.ts';
import type { OwedByPost } from '../../core/replies/post.ts';
import type { Executor } from '../connect.ts';
import { PERIOD_COLUMNS, periodView, type PeriodColumns } from './period-view.ts';
import { tableOf } from './rows.ts';

/** What the units of these posts have to report at `now`, by post, the earliest due first: open, not sent, not excused. */
export async function loadOwedByPosts(
  db: Executor,
  posts: readonly PostCode[],
  now: Temporal.Instant,
): Promise<ReadonlyMap<PostCode, readonly OwedByPost[]>> {
  const rows = await db.execute<PeriodColumns & { post: PostCode; formName: string; drafted: boolean }>(sql`
    select asked.code as post, v.definition ->> 'name' as "formName", ${PERIOD_COLUMNS},
      exists (select from draft where draft.obligation_id = o.id) as drafted
    from ${tableOf(
      posts.map((code) => ({ code })),
      'asked',
      'code text',
    )}
      join post on post.code = asked.code
      join obligation o on o.unit_id = post.unit_id
      join period p on p.id = o.period_id
      join form_version v on v.id = p.form_version_id
    where p.opens_at <= ${now.toString()} and greatest(p.locks_at, o.reopened_until) > ${now.toString()}
      and o.exempt_reason is null and not exists (select from report r where r.obligation_id = o.id)
    order by p.due_at, o.id`);
  const owed = rows.map((row) => {
    const { code, start, end, dueAt } = periodView(row);
    const { post, formName, drafted } = row;
    return { post, owed: { formName, period: { code, start, end }, dueAt, drafted } };
  });
  return new Map(
    [...Map.groupBy(owed, ({ post }) => post)].map(([post, of]) => [post, of.map((one) => one.owed)]),
  );
}
