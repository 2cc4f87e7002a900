import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { PersonId, PostCode } from '../core/ids.ts';
import type { ImportPlan } from '../core/organization/plan.ts';
import type { Transaction } from '../db/connect.ts';
import { loadOwedByPosts } from '../db/queries/owed-by-posts.ts';
import { tableOf } from '../db/queries/rows.ts';
import { notify, type Calendar } from './notify.ts';

/**
 * Tells each contact who took up a post by this import, once, what it owes. After the periods were opened. Who has no chat yet is
 * told so on joining instead.
 */
export async function tellSuccessors(
  tx: Transaction,
  { posts }: ImportPlan,
  at: Temporal.Instant,
  calendar: Calendar,
): Promise<void> {
  const received = posts.changed.flatMap(({ before, after }) =>
    after.role !== 'contact' || after.holder === undefined || before.holder === after.holder
      ? []
      : [{ code: after.code, former: before.holder ?? null, successor: after.holder }],
  );
  if (received.length === 0) return;
  const rows = await tx.execute<ReceivedRow>(sql`
    select post.code as post, post.title, unit.name as place, successor.id as person, former.name as "from"
    from ${tableOf(received, 'stated', 'code text, former text, successor text')}
      join post on post.code = stated.code
      join unit on unit.id = post.unit_id
      join person successor on successor.code = stated.successor
      left join person former on former.code = stated.former
    where exists (select from chat where chat.person_id = successor.id and chat.state = 'linked')
    order by stated.position`);
  const owed = await loadOwedByPosts(
    tx,
    rows.map(({ post }) => post),
    at,
  );
  await notify(
    tx,
    rows.map(({ post, person, ...said }) => ({
      scene: { at, person: null },
      effect: {
        kind: 'notify',
        to: { kind: 'person', person },
        key: `post-received ${post} ${at.toString()}`,
        reply: { kind: 'post-received', ...said, owed: owed.get(post) ?? [], offers: [] },
      },
    })),
    calendar,
  );
}

type ReceivedRow = {
  readonly post: PostCode;
  readonly title: string;
  readonly place: string;
  readonly person: PersonId;
  readonly from: string | null;
};
