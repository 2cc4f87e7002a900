import { asc, desc, eq, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { FormDefinition } from '../../core/forms/definition.ts';
import type { SectionPlan } from '../../core/organization/plan.ts';
import type { Executor, Transaction } from '../connect.ts';
import { form, formVersion } from '../schema/form.ts';
import { tableOf } from './rows.ts';

/** Every form in its latest version, in the order in which the forms became known. */
export async function loadCurrentForms(db: Executor): Promise<FormDefinition[]> {
  const rows = await db
    .selectDistinctOn([form.id], { definition: formVersion.definition })
    .from(form)
    .innerJoin(formVersion, eq(formVersion.formId, form.id))
    .orderBy(asc(form.id), desc(formVersion.version));
  return rows.map((row) => row.definition);
}

const COLUMNS = 'code text, definition jsonb';

/**
 * The workbooks that templates fill are stored already. A new form is owed from the period that contains `today`; a changed one gets a new
 * version and keeps the old ones.
 */
export async function saveForms(
  tx: Transaction,
  plan: SectionPlan<FormDefinition>,
  at: Temporal.Instant,
  today: Temporal.PlainDate,
): Promise<void> {
  const rows = [...plan.added, ...plan.changed.map((change) => change.after)].map((definition) => ({
    code: definition.code,
    definition,
  }));
  if (rows.length === 0) return;
  const stated = tableOf(rows, 'stated', COLUMNS);
  await tx.execute(sql`
    insert into form (code, owed_since) select code, ${today.toString()}::date from ${stated} order by position
    on conflict (code) do nothing`);
  await tx.execute(sql`
    with added as (
      insert into form_version (form_id, version, definition, created_at)
      select form.id,
        coalesce((select max(version) from form_version where form_id = form.id), 0) + 1,
        stated.definition, ${at.toString()}::timestamptz
      from ${stated} join form on form.code = stated.code returning id, definition
    )
    insert into form_template (form_version_id, code, hash)
    select added.id, template ->> 'code', template ->> 'sha256'
    from added cross join jsonb_array_elements(added.definition -> 'templates') template`);
}
