import { hash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { ReceiverTemplate } from '../../src/core/templates/template.ts';
import type { Database } from '../../src/db/connect.ts';
import { loadCurrentForms, saveForms } from '../../src/db/queries/forms.ts';
import { storeTemplates } from '../../src/db/queries/templates.ts';
import { zipped } from './province-template.ts';

/** The province's table, filled with the party body's figures. */
export const PROVINCE: ReceiverTemplate = {
  code: 'bieu-02',
  name: 'Biểu công tác dân vận',
  receiver: 'Ban Dân vận Tỉnh ủy',
  body: 'ban-dan-van',
  file: 'bieu-02.xlsx',
  cells: ['C3 = @end', 'Phụ lục!B4 = complaints'],
  rows: { from: 7, to: 9, key: 'B', columns: ['C = mediation.part', 'D = mediation.whole'] },
};

/** Gives a form that stands these templates, as an import does. */
export async function carryTemplates(
  db: Database,
  templates: readonly ReceiverTemplate[],
  code = 'tuan',
): Promise<void> {
  const workbook = zipped();
  const sha256 = hash('sha256', workbook);
  const at = Temporal.Instant.from('2017-08-21T08:00:00+07:00');
  await db.transaction(async (tx) => {
    const before = (await loadCurrentForms(tx)).find((form) => form.code === code);
    if (before === undefined) throw new Error(`no form ${code}`);
    const after = { ...before, templates: templates.map((template) => ({ ...template, sha256 })) };
    await storeTemplates(tx, [{ sha256, bytes: workbook }]);
    const plan = { added: [], changed: [{ before, after, fields: ['templates'] }], untouched: [] };
    await saveForms(tx, plan, at, Temporal.PlainDate.from('2017-08-21'));
  });
}
