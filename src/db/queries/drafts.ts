import { sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Draft } from '../../core/conversation/report/draft.ts';
import type { ObligationId, PersonId } from '../../core/ids.ts';
import type { Transaction } from '../connect.ts';
import { idTable, tableOf } from './rows.ts';

export type KeptDraft = {
  readonly obligation: ObligationId;
  readonly draft: Draft;
  readonly person: PersonId | null;
  readonly at: Temporal.Instant;
};

export async function saveDrafts(tx: Transaction, drafts: readonly KeptDraft[]): Promise<void> {
  if (drafts.length > 0) await tx.execute(savingDrafts(drafts));
}

/** The same as a statement. */
export function savingDrafts(drafts: readonly KeptDraft[]): SQL {
  return sql`
    insert into draft (obligation_id, content, updated_at, updated_by)
    select obligation, draft, at, person
    from ${tableOf(drafts, 'stated', 'obligation bigint, draft jsonb, at timestamptz, person bigint')}
    on conflict (obligation_id) do update
      set content = excluded.content, updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
}

export async function deleteDrafts(tx: Transaction, obligations: readonly ObligationId[]): Promise<void> {
  if (obligations.length === 0) return;
  await tx.execute(sql`
    delete from draft using ${idTable(obligations)} where draft.obligation_id = wanted.id`);
}
