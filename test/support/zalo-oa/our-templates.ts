import { PARAM_CAPS, type TemplateKind } from '../../../src/core/zalo-oa/templates.ts';
import { TEMPLATES } from '../../../src/texts/zalo-oa-templates.ts';
import type { Template } from './templates.ts';

/** One of our templates as Zalo keeps it when it was submitted as printed. */
export function ourTemplate(id: string, kind: TemplateKind, state: Template['state'] = 'enabled'): Template {
  const { title, paragraphs, table, params: ours } = TEMPLATES[kind];
  const texts = [title, ...paragraphs, ...table.map(({ label, value }) => `${label}: ${value}`)];
  const params = Object.entries(ours).map(([name, { type }]) => ({
    name,
    maxLength: PARAM_CAPS[type],
  }));
  return { id, name: kind, state, params, isDayOnly: true, priceVnd: 200, texts };
}
