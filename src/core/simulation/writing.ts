import {
  isRatio,
  isStock,
  type Field,
  type FormDefinition,
  type Value,
  type Values,
} from '../forms/definition.ts';
import { withoutMarks } from '../forms/spelling.ts';
import type { Chance } from '../sample/chance.ts';
import type { Style } from './habit.ts';

/** The values as this style types them: who writes without diacritics writes texts so too. */
export function asTyped(values: Values, style: Style): Values {
  if (style !== 'short') return values;
  return Object.fromEntries(
    Object.entries(values).map(([code, value]) => [
      code,
      typeof value === 'string' ? withoutMarks(value) : value,
    ]),
  );
}

/** A report in one message, as a contact of this style types it; zeros may be summed up as "còn lại không". */
export function writeReport(
  form: FormDefinition,
  values: Values,
  style: Exclude<Style, 'guided'>,
  chance: Chance,
): string {
  const fields = form.fields.filter((field) => values[field.code] !== undefined);
  const sumsUp = style !== 'list' && chance.oneIn(2);
  const isLeftOut = (field: Field) => sumsUp && isZero(values[field.code]) && !isStock(field);
  const said = fields.filter((field) => !isLeftOut(field));
  const parts = said.map((field) => writeValue(field, values[field.code], style));
  const left = said.length < fields.length ? ['còn lại không'] : [];
  switch (style) {
    case 'short':
      // A semicolon, because within a text a comma is a comma.
      return withoutMarks([...parts, ...left].join('; '));
    case 'sentence':
      return `Dạ em báo cáo: ${[...parts, ...left].join('; ')} ạ`;
    case 'list':
      return [...parts, ...left].map((part) => `- ${part}`).join('\n');
  }
}

/** Label and value, the label as this style names the field. */
export function writeValue(field: Field, value: Value | undefined, style: Style): string {
  return `${nameOf(field, style)}${style === 'short' ? ' ' : ': '}${writeBare(value)}`;
}

/** The value alone: the answer to a question that names the field. */
export function writeBare(value: Value | undefined): string {
  if (value === undefined) return 'không';
  if (typeof value === 'number' || typeof value === 'string') return String(value);
  return isRatio(value) ? `${value.part}/${value.whole}` : value.join(', ');
}

function nameOf(field: Field, style: Style): string {
  const byLength = field.aliases.toSorted((one, other) => one.length - other.length);
  if (style === 'list') return field.label;
  return (style === 'short' ? byLength[0] : byLength.at(-1)) ?? field.label;
}

function isZero(value: Value | undefined): boolean {
  if (typeof value === 'number') return value === 0;
  return typeof value === 'object' && isRatio(value) && value.whole === 0;
}
