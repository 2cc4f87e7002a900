import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../core/ids.ts';
import type { ImportPlan } from '../core/organization/plan.ts';
import type { Transaction } from '../db/connect.ts';
import { nameOn } from '../db/queries/lineage.ts';
import { tableOf } from '../db/queries/rows.ts';
import { notify, type Calendar } from './notify.ts';

/**
 * Tells each person who no longer holds a post after this import, once: what they may see goes by the posts of the day, so it has
 * ended with the same transaction.
 */
export async function tellFormerHolders(
  tx: Transaction,
  { posts }: ImportPlan,
  at: Temporal.Instant,
  calendar: Calendar,
): Promise<void> {
  const today = at.toZonedDateTimeISO(calendar.zone).toPlainDate();
  const passed = posts.changed.flatMap(({ before, after }) =>
    before.holder === undefined || before.holder === after.holder
      ? []
      : [
          {
            ...before,
            former: before.holder,
            successor: after.holder ?? null,
            until: after.holder === undefined ? today : (after.since ?? today),
          },
        ],
  );
  if (passed.length === 0) return;
  // What they held goes by its names then: the same import may have renamed it.
  const lastDay = sql`stated.until - 1`;
  const rows = await tx.execute<PassedRow>(sql`
    select stated.code as post, former.id as person, stated.title, successor.name as "to",
      coalesce(${nameOn('unit', 'unit', lastDay)}, ${nameOn('body', 'body', lastDay)}) as place
    from ${tableOf(passed, 'stated', 'code text, title text, unit text, body text, former text, successor text, until date')}
      join person former on former.code = stated.former
      left join unit on unit.code = stated.unit
      left join body on body.code = stated.body
      left join person successor on successor.code = stated.successor
    order by stated.position`);
  await notify(
    tx,
    rows.map(({ post, person, title, place, to }) => ({
      scene: { at, person: null },
      effect: {
        kind: 'notify',
        to: { kind: 'person', person },
        key: `post-passed ${post} ${at.toString()}`,
        reply: { kind: 'post-passed', title, place, to, offers: [] },
      },
    })),
    calendar,
  );
}

type PassedRow = {
  readonly post: string;
  readonly person: PersonId;
  readonly title: string;
  readonly place: string;
  readonly to: string | null;
};
