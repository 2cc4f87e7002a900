import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Correction } from '../../core/dictionary/proposed-aliases.ts';
import type { OwnAlias } from '../../core/dictionary/with-aliases.ts';
import type { FormVersionId, PersonId } from '../../core/ids.ts';
import type { Executor, Transaction } from '../connect.ts';
import { latestVersionOf, ownWordsOf, type OwnWordsColumn } from './own-words.ts';
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

/** Changes with every piece of evidence, and costs little to ask for. */
export async function markOfEvidence(db: Executor): Promise<string> {
  const [row] = await db.execute<{ mark: string }>(
    sql`select concat(count(*), ' ', max(id)) as mark from alias_evidence`,
  );
  return row?.mark ?? '';
}

/** The evidence for words of a unit that came up in several reports. */
export type Repeated = {
  readonly corrections: readonly Correction[];
  /** The form's latest version, and the words that count for the unit already. */
  readonly version: FormVersionId;
  readonly accepted: readonly OwnAlias[];
};

/** Words that came up in at least `least` reports of a unit and were never proposed, the longest known first. */
export async function loadRepeated(db: Executor, least: number): Promise<readonly Repeated[]> {
  const rows = await db.execute<{
    corrections: readonly Correction[];
    version: FormVersionId;
    accepted: OwnWordsColumn;
  }>(sql`
    select jsonb_agg(jsonb_build_object('unit', u.code, 'form', f.code, 'obligation', e.obligation_id, 'words', e.words,
        'field', e.field) order by e.id) as corrections,
      ${latestVersionOf(sql`e.form_id`)} as version, ${ownWordsOf(sql`e.unit_id`, sql`e.form_id`)} as accepted
    from alias_evidence e join unit u on u.id = e.unit_id join form f on f.id = e.form_id
    where not exists (
      select from unit_alias a where a.unit_id = e.unit_id and a.form_id = e.form_id and a.words = e.words)
    group by e.unit_id, e.form_id, e.words
    having count(distinct e.obligation_id) >= ${least}
    order by min(e.id)`);
  return rows.map((row) => ({ ...row, accepted: row.accepted ?? [] }));
}
