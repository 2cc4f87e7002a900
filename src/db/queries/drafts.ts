import { inArray, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Draft } from '../../core/conversation/draft.ts';
import type { ObligationId, PersonId } from '../../core/ids.ts';
import type { Transaction } from '../connect.ts';
import { draft } from '../schema/report.ts';

export async function saveDrafts(
  tx: Transaction,
  drafts: readonly {
    readonly obligation: ObligationId;
    readonly draft: Draft;
    readonly person: PersonId | null;
    readonly at: Temporal.Instant;
  }[],
): Promise<void> {
  await tx
    .insert(draft)
    .values(
      drafts.map(({ obligation, draft: content, person, at }) => ({
        obligationId: obligation,
        content,
        updatedAt: at,
        updatedBy: person,
      })),
    )
    .onConflictDoUpdate({
      target: draft.obligationId,
      set: {
        content: sql`excluded.content`,
        updatedAt: sql`excluded.updated_at`,
        updatedBy: sql`excluded.updated_by`,
      },
    });
}

export async function deleteDrafts(tx: Transaction, obligations: readonly ObligationId[]): Promise<void> {
  await tx.delete(draft).where(inArray(draft.obligationId, [...obligations]));
}
