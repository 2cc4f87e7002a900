import type { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../core/access/scope.ts';
import { Refused } from '../core/errors.ts';
import { tooFewRows } from '../core/templates/check-workbook.ts';
import type { Carrier } from '../core/templates/carriers.ts';
import type { Transaction } from '../db/connect.ts';
import { loadDigest } from '../db/queries/figures.ts';
import { loadTemplate } from '../db/queries/templates.ts';
import type { DocumentContent } from '../documents/write.ts';
import { templateFill, type TemplateFill } from '../texts/document/template-cells.ts';
import { TEMPLATES } from '../texts/templates.ts';

export type TemplateAsked = {
  /** At least one. */
  readonly carriers: readonly Carrier[];
  readonly period: string;
  /** If the figures are those of then. */
  readonly asOf: Temporal.Instant | undefined;
  /** The day of the figures. */
  readonly today: Temporal.PlainDate;
};

/**
 * A receiver's workbook and what the forms put into it, to be read in one snapshot. Refused where a form has no figures of the period
 * within the scope, or the table fewer rows than there are units: a workbook that is filled in part would look whole.
 */
export async function templateContent(
  tx: Transaction,
  scope: AccessScope,
  { carriers, period, asOf, today }: TemplateAsked,
): Promise<DocumentContent> {
  const fills: TemplateFill[] = [];
  for (const { form, template, body } of carriers) {
    const view = await loadDigest(tx, scope, { form: form.code, body, period, asOf });
    if (view === undefined || Object.keys(view.names.units).length === 0) {
      throw new Refused(TEMPLATES.noFigures(form.code, period));
    }
    const fill = templateFill(template, view, today);
    const { rows, units = [] } = fill.table ?? {};
    if (rows !== undefined && rows.key === undefined && units.length > rows.to - rows.from + 1) {
      throw new Refused(`${template.file}: ${tooFewRows(rows, units.length)}`);
    }
    fills.push(fill);
  }
  const sha256 = carriers[0]?.template.sha256 ?? '';
  return { format: 'template', workbook: await loadTemplate(tx, sha256), fills };
}
