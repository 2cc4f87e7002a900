import { Temporal } from 'temporal-polyfill';
import { obligationId } from '../../src/core/ids.ts';
import type { Database } from '../../src/db/connect.ts';
import type { NewRevision } from '../../src/db/queries/reports.ts';
import { chat } from '../../src/db/schema/chat.ts';

/** First revisions of these obligations for `insertRevisions`, from some chat that there is. */
export async function firstRevisions(
  db: Database,
  obligations: readonly unknown[],
  content: Partial<NewRevision['submission']>,
): Promise<readonly NewRevision[]> {
  const [from] = await db.select({ id: chat.id }).from(chat).limit(1);
  if (!from) throw new Error('nobody has a chat');
  const at = Temporal.Instant.from('2017-08-22T02:03:04.567Z');
  return obligations.map((id) => ({
    submission: {
      obligation: obligationId(Number(id)),
      follows: 0,
      values: {},
      notes: {},
      carriedOver: [],
      gaps: [],
      nil: false,
      sameAsLast: false,
      lateMinutes: 0,
      informant: null,
      needsSignOff: false,
      ...content,
    },
    scene: { at, realNow: at, channel: 'demo', chat: from.id, person: null },
    source: 'chat',
  }));
}
