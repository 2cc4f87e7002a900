import { sql, type SQL } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import type { OwnWord, OwnWordState } from '../../core/dictionary/own-word.ts';
import type { ProposedAlias } from '../../core/dictionary/proposed-aliases.ts';
import type { OwnAlias } from '../../core/dictionary/with-aliases.ts';
import type { FormCode, FormVersionId, PersonId, UnitAliasId } from '../../core/ids.ts';
import type { Executor, Transaction } from '../connect.ts';
import { reachesUnit } from './access.ts';
import type { FormVersions } from './form-versions.ts';
import { idTable, tableOf } from './rows.ts';

/** The words that count for a unit and a form; null: none. */
export type OwnWordsColumn = readonly OwnAlias[] | null;

/** A column of the words that count for a unit and a form, which the expressions name. */
export function ownWordsOf(unit: SQL, form: SQL): SQL {
  return sql`(
    select jsonb_agg(jsonb_build_object('field', own.field, 'words', own.words) order by own.id)
    from unit_alias own where own.unit_id = ${unit} and own.form_id = ${form} and own.state = 'accepted')`;
}

/** The latest version of a form, which the expression names. */
export function latestVersionOf(form: SQL): SQL {
  return sql`(select v.id from form_version v where v.form_id = ${form} order by v.version desc limit 1)`;
}

/** Keeps new proposals; those that were made before, whatever became of them, stay. Returns the new ones. */
export async function insertProposals(
  tx: Transaction,
  proposed: readonly ProposedAlias[],
  at: Temporal.Instant,
): Promise<readonly UnitAliasId[]> {
  if (proposed.length === 0) return [];
  const rows = await tx.execute<{ id: UnitAliasId }>(sql`
    insert into unit_alias (unit_id, form_id, words, field, proposed_at)
    select unit.id, form.id, stated.words, stated.field, ${at.toString()}::timestamptz
    from ${tableOf(proposed, 'stated', 'unit text, form text, words text, field text')}
      join unit on unit.code = stated.unit join form on form.code = stated.form
    order by stated.position
    on conflict (unit_id, form_id, words) do nothing
    returning id`);
  return rows.map(({ id }) => id);
}

/** Which words: of these ids, these very words of any unit, or all that wait or count. */
export type WantedWords =
  | { readonly ids: readonly UnitAliasId[] }
  | { readonly words: string }
  | { readonly kind: 'current' };

/** Words of units in the scope as they stand, by unit. Holds them until the transaction ends: a decision is made once. */
export async function loadOwnWords(
  tx: Transaction,
  scope: AccessScope,
  wanted: WantedWords,
  versions: FormVersions,
): Promise<readonly OwnWord[]> {
  const asked =
    'ids' in wanted
      ? sql`a.id in (select id from ${idTable(wanted.ids)})`
      : 'words' in wanted
        ? sql`a.words = ${wanted.words}`
        : sql`a.state in ('proposed', 'accepted')`;
  const which = sql`${asked} and ${reachesUnit(scope, sql`a.unit_id`)}`;
  // Sent together, done in this order: what another decided while this one waited must be read after the wait.
  const [, rows] = await Promise.all([
    tx.execute(sql`select a.id from unit_alias a where ${which} order by a.id for no key update`),
    tx.execute<OwnWordRow>(sql`
      select a.id, u.code as unit, u.name as "unitName", a.words, a.field, a.state, p.name as "decidedBy",
        a.decided_at as "decidedAt", ${latestVersionOf(sql`a.form_id`)} as version,
        ${ownWordsOf(sql`a.unit_id`, sql`a.form_id`)} as accepted,
        (select count(distinct e.obligation_id)::integer from alias_evidence e
          where e.unit_id = a.unit_id and e.form_id = a.form_id and e.words = a.words) as reports
      from unit_alias a join unit u on u.id = a.unit_id left join person p on p.id = a.decided_by
      where ${which} order by u.name, a.id`),
  ]);
  const formOf = await versions.load(
    tx,
    rows.map(({ version }) => version),
  );
  return rows.map(({ unit, unitName, version, accepted, decidedAt, ...word }) => ({
    ...word,
    unit: { code: unit, name: unitName },
    form: formOf(version),
    accepted: accepted ?? [],
    decidedAt: decidedAt === null ? null : Temporal.Instant.from(decidedAt),
  }));
}

type OwnWordRow = Pick<OwnWord, 'id' | 'words' | 'field' | 'reports' | 'state' | 'decidedBy'> & {
  readonly unit: string;
  readonly unitName: string;
  readonly version: FormVersionId;
  readonly accepted: OwnWordsColumn;
  readonly decidedAt: string | null;
};

/** Settles words that stand as `from` says, which the transaction must hold. */
export async function decideOwnWords(
  tx: Transaction,
  decided: readonly {
    readonly word: UnitAliasId;
    readonly from: OwnWordState;
    readonly to: OwnWordState;
    readonly person: PersonId | null;
    readonly at: Temporal.Instant;
  }[],
): Promise<void> {
  if (decided.length === 0) return;
  await tx.execute(sql`
    update unit_alias a set state = stated."to", decided_by = stated.person, decided_at = stated.at
    from ${tableOf(decided, 'stated', 'word bigint, "from" text, "to" text, person bigint, at timestamptz')}
    where a.id = stated.word and a.state = stated."from"`);
}

/** What contacts of units in the scope that owe one of the forms wrote of late, latest first, at most `most`. Raw messages are kept 30 days. */
export async function loadHeard(
  db: Executor,
  scope: AccessScope,
  forms: readonly FormCode[],
  most: number,
): Promise<readonly string[]> {
  const codes = JSON.stringify(forms);
  const rows = await db.execute<{ text: string }>(sql`
    select said.text
    from (
      select i.id, coalesce(i.message ->> 'text', i.message ->> 'caption') as text
      from inbound_update i
      where i.chat_id in (
        select c.id
        from chat c join holder h on h.person_id = c.person_id
          join post contact on contact.id = h.post_id and contact.role = 'contact'
        where ${reachesUnit(scope, sql`contact.unit_id`)} and contact.unit_id in (
          select o.unit_id from obligation o join period p on p.id = o.period_id join form f on f.id = p.form_id
          where f.code in (select jsonb_array_elements_text(${codes}::text::jsonb)))
      )
    ) said
    where said.text <> '' and length(said.text) <= ${LONGEST_HEARD}
    order by said.id desc limit ${most}`);
  return rows.map(({ text }) => text);
}

/** Longer messages are pasted papers: few, and slow to read again. */
const LONGEST_HEARD = 1_000;
