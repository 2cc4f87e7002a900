import type { Temporal } from 'temporal-polyfill';
import { officeScope } from '../core/access/scope.ts';
import { Refused } from '../core/errors.ts';
import type { FormDefinition } from '../core/forms/definition.ts';
import { carriersOf } from '../core/templates/carriers.ts';
import { loadCurrentForms } from '../db/queries/forms.ts';
import { onOneSnapshot } from '../db/snapshot.ts';
import type { Transaction } from '../db/connect.ts';
import { templateContent } from '../digest-files/template.ts';
import { writeDocument } from '../documents/write.ts';
import { TEMPLATES } from '../texts/templates.ts';
import { checkPlace, writeBytes } from './output.ts';
import type { CliParts } from './parts.ts';

export type TemplateFlags = {
  readonly template: string;
  readonly form?: string;
  readonly asOf?: Temporal.Instant;
  readonly out?: string;
};

/** Writes the receiver's own workbook with the figures of a period in it. */
export async function writeTemplateFile(
  parts: CliParts,
  { template: code, form: only, asOf, out }: TemplateFlags,
  choosePeriodOf: (tx: Transaction, form: FormDefinition, moment: Temporal.Instant) => Promise<string>,
): Promise<void> {
  await checkPlace(parts, out, TEMPLATES.needsFile(code));
  const content = await parts.withDatabase(async (db) => {
    const at = asOf ?? (await parts.now(db));
    return onOneSnapshot(db, async (tx) => {
      const forms = await loadCurrentForms(tx);
      const carriers = carriersOf(forms, code);
      const lead = only === undefined ? carriers[0] : carriers.find(({ form }) => form.code === only);
      if (lead === undefined) throw new Refused(TEMPLATES.unknown(code, knownCodes(forms, only)));
      const period = await choosePeriodOf(tx, lead.form, at);
      const today = at.toZonedDateTimeISO(parts.config.timeZone).toPlainDate();
      return templateContent(tx, officeScope(), { carriers, period, asOf, today });
    });
  });
  const { bytes, unplaced = [] } = await writeDocument(content);
  await writeBytes(parts, out, bytes);
  if (unplaced.length > 0) parts.say(TEMPLATES.unplaced(unplaced));
}

function knownCodes(forms: readonly FormDefinition[], only: string | undefined): readonly string[] {
  const looked = only === undefined ? forms : forms.filter(({ code }) => code === only);
  return [...new Set(looked.flatMap(({ templates = [] }) => templates.map(({ code }) => code)))];
}
