import type { Field, FieldType, FormDefinition } from '../../../src/core/forms/definition.ts';

/** A field with the defaults of a form file, so that a test form reads like the file. */
export function field(
  code: string,
  label: string,
  prompt: string,
  type: FieldType,
  aliases: readonly string[],
  more: Partial<Field> = {},
): Field {
  return {
    code,
    label,
    prompt,
    type,
    aliases,
    for: [],
    aggregate: 'sum',
    required: true,
    options: [],
    ...more,
  };
}

/** A weekly form with the rules of time that parsing never looks at. */
export function weeklyForm(code: string, name: string, fields: readonly Field[]): FormDefinition {
  return {
    code,
    name,
    period: 'week',
    cutoff: 'calendar',
    due: 'friday 16:00',
    lock: 'tuesday+1 16:00',
    reminders: ['open', '-2wd 08:00', '-3h', '+1d 08:00 escalate'],
    reporters: { kind: 'commune' },
    receivers: ['ban-dan-van', 'ubnd'],
    digests: [{ cron: '0 7 * * 1', to: 'leaders' }],
    fields,
  };
}
