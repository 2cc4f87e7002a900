import { PARAM_CAPS, type TemplateKind } from '../../../src/core/zalo-oa/templates.ts';
import { TEMPLATES } from '../../../src/texts/zalo-oa-templates.ts';
import type { Template } from './templates.ts';

/** One of our templates as Zalo keeps it when it was submitted as printed. */
export function ourTemplate(id: string, kind: TemplateKind, state: Template['state'] = 'enabled'): Template {
  const params = Object.entries(TEMPLATES[kind].params).map(([name, { type }]) => ({
    name,
    maxLength: PARAM_CAPS[type],
  }));
  return { id, name: kind, state, params, isDayOnly: true, priceVnd: 200 };
}
