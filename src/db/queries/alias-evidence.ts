import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Correction } from '../../core/dictionary/proposed-aliases.ts';
import type { PersonId } from '../../core/ids.ts';
import type { Transaction } from '../connect.ts';
import { tableOf } from './rows.ts';

/** Notes what words turned out to mean; the same in the same report counts once. */
export async function insertAliasEvidence(
  tx: Transaction,
  corrections: readonly (Correction & {
    readonly person: PersonId | null;
    readonly at: Temporal.Instant;
  })[],
): Promise<void> {
  if (corrections.length === 0) return;
  await tx.execute(sql`
    insert into alias_evidence (unit_id, form_id, obligation_id, words, field, person_id, noted_at)
    select o.unit_id, p.form_id, o.id, noted.words, noted.field, noted.person, noted.at
    from ${tableOf(
      corrections,
      'noted',
      'obligation bigint, words text, field text, person bigint, at timestamptz',
    )}
    join obligation o on o.id = noted.obligation
    join period p on p.id = o.period_id
    on conflict (obligation_id, words, field) do nothing`);
}
