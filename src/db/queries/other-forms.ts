import { desc, eq } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import type { DigestFigures } from '../../core/digest/figures.ts';
import type { OtherFormTotal } from '../../core/digest/findings.ts';
import { spanParts } from '../../core/digest/span-parts.ts';
import { addUp } from '../../core/digest/totals.ts';
import { fieldsFor, isStock, type Field, type FormDefinition } from '../../core/forms/definition.ts';
import { sameValue } from '../../core/forms/values.ts';
import type { FormId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { form, formVersion } from '../schema/form.ts';
import type { DigestSubject } from './digest-subject.ts';
import { sumFlows } from './comparisons.ts';
import { loadFormPeriods, type FormPeriod } from './form-periods.ts';
import { knownStocks, stockTotals } from './known-stocks.ts';
import { loadLineages } from './lineage.ts';
import { flowTotals } from './period-totals.ts';

/**
 * What other forms say of the same days in fields of the same code and type: of a longer period that was asked for itself, the
 * periods of a form with shorter ones, added up; of one that was added up, the form that asks for it itself.
 */
export async function loadOtherForms(
  db: Executor,
  scope: AccessScope,
  subject: DigestSubject,
  figures: DigestFigures,
  asOf: Temporal.Instant | undefined,
): Promise<readonly OtherFormTotal[]> {
  const own = fieldsFor(subject.definition, subject.body);
  const totals: OtherFormTotal[] = [];
  for (const other of await loadOthers(db, subject)) {
    const fields = fieldsFor(other.definition, subject.body).filter((field) =>
      own.some((one) => asksTheSame(one, field)),
    );
    if (fields.length === 0) continue;
    const periods = partsOf(other.definition, subject, await loadFormPeriods(db, other.definition.code));
    const found = await totalsOf(db, scope, other.id, periods, fields, asOf);
    for (const field of fields) {
      const total = addUp(field, [found[field.code]]);
      const shown = figures.indicators.find(({ code }) => code === field.code)?.total ?? null;
      if (total === null || shown === null) continue;
      totals.push({
        form: other.definition.code,
        name: other.definition.name,
        periods: periods.length,
        field: field.code,
        total,
        differs: !sameValue(total, shown),
      });
    }
  }
  return totals;
}

type Other = { readonly id: FormId; readonly definition: FormDefinition };

async function loadOthers(db: Executor, subject: DigestSubject): Promise<readonly Other[]> {
  const forms = await db
    .selectDistinctOn([form.id], { id: form.id, definition: formVersion.definition })
    .from(form)
    .innerJoin(formVersion, eq(formVersion.formId, form.id))
    .orderBy(form.id, desc(formVersion.version));
  return forms.filter(
    ({ id, definition }) => id !== subject.formId && definition.receivers.includes(subject.body),
  );
}

function asksTheSame(one: Field, other: Field): boolean {
  return one.code === other.code && one.type === other.type && isStock(one) === isStock(other);
}

function partsOf(
  definition: FormDefinition,
  subject: DigestSubject,
  periods: readonly FormPeriod[],
): readonly FormPeriod[] {
  if (subject.isRolledUp) return periods.filter(({ code }) => code === subject.code);
  const days = `${subject.start.toString()}..${subject.end.toString()}`;
  const parts = spanParts(definition, days, periods)?.parts ?? [];
  // One period of the same length is another form's own figure, not a longer one that nobody was asked for.
  return parts.length > 1 ? parts : [];
}

async function totalsOf(
  db: Executor,
  scope: AccessScope,
  formId: FormId,
  periods: readonly FormPeriod[],
  fields: readonly Field[],
  asOf: Temporal.Instant | undefined,
) {
  const ids = periods.map(({ id }) => id);
  const end = ids.at(-1);
  if (end === undefined) return {};
  const flows = await flowTotals(db, scope, ids, fields, asOf);
  const stocks = await knownStocks(db, scope, formId, [end], fields, asOf, await loadLineages(db));
  return { ...sumFlows(ids, flows, fields), ...stockTotals(stocks, end, fields) };
}
