import { z } from 'zod';
import type { Field, FieldType, FormDefinition } from './definition.ts';
import { LAST_ROW } from '../spreadsheet-address.ts';
import { closed, code, line, parseWith, type Parsed } from './faults.ts';

const fieldCode = code
  .regex(/^[a-z][a-z0-9_-]*$/, 'mã mục bắt đầu bằng chữ thường không dấu, ví dụ: mediation')
  // Values are kept in plain objects, where this name is taken.
  .refine((text) => text !== 'constructor', 'mã này không dùng được; xin đặt mã khác');

const fieldSchema = closed({
  code: fieldCode,
  label: line(80),
  prompt: line(200),
  type: z.enum(['integer', 'decimal', 'ratio', 'choice', 'text', 'list', 'date']),
  aliases: z.array(line(40)).max(40).default([]),
  target: z.number().exactOptional(),
  counted: line(20).exactOptional(),
  for: z.array(code).default([]),
  aggregate: z.enum(['sum', 'latest']).default('sum'),
  required: z.boolean().exactOptional(),
  options: z.array(line(80)).max(20).default([]),
}).transform((field): Field => ({
  ...field,
  required: field.required ?? isRequiredByDefault(field.type),
}));

/** Texts and lists are remarks that may stay away; all else is asked for. */
export function isRequiredByDefault(type: FieldType): boolean {
  return type !== 'text' && type !== 'list';
}

const hours = line(10).pipe(z.string().regex(/^[1-9]\d{0,2}h$/, 'ghi số giờ làm việc, ví dụ: 8h'));

/**
 * Sign-off (trình duyệt) by the head of the unit: whoever holds a `superior` post in the very unit, or stands in for it. Hours are
 * working time, all that is not quiet (7:00-11:30 and 13:00-19:00 of a working day), from the moment the report was sent: the head
 * is reminded once after `remind`, the deputies are told then too, and `within` ends the time. `otherwise: wait` goes on waiting,
 * `accept` takes silence for consent, which is never the default.
 */
const signoffSchema = closed({
  within: hours.default('8h'),
  remind: hours.default('4h'),
  otherwise: z.enum(['accept', 'wait']).default('wait'),
});

/** Units below the reporters whose reports are summed into theirs (ấp into xã); `due` is before the form's. */
const sumSchema = closed({ kind: line(40), due: line(60).exactOptional() });

const row = z.int('số dòng là số nguyên, ví dụ: 8').min(1).max(LAST_ROW, `sổ tính chỉ có ${LAST_ROW} dòng`);

const templateSchema = closed({
  code,
  name: line(120),
  receiver: line(120),
  body: code.exactOptional(),
  file: line(120).pipe(
    z.string().regex(/^[^/\\]+\.xlsx$/i, 'ghi tên một tệp .xlsx để cạnh tệp tổ chức, không kèm thư mục'),
  ),
  sheet: line(40).exactOptional(),
  cells: z.array(line(160)).max(2_000).default([]),
  rows: closed({
    from: row,
    to: row,
    key: line(3).exactOptional(),
    columns: z.array(line(160)).min(1).max(100),
  }).exactOptional(),
});

/** The shape of a form in a file, with its defaults; what the words mean is checked by `checkForm`. */
export const formSchema: z.ZodType<FormDefinition> = closed({
  code,
  name: line(120),
  period: z.enum(['week', 'month', 'quarter', 'half', 'nine-months', 'year', 'custom']),
  cutoff: z.enum(['calendar', 'nd09']).default('calendar'),
  due: line(60),
  lock: line(60),
  reminders: z.array(line(60)).max(10).default([]),
  plan: z.enum(['fixed', 'adaptive']).exactOptional(),
  reporters: closed({ kind: line(40), sums: sumSchema.exactOptional() }),
  receivers: z.array(code).min(1),
  digests: z
    .array(closed({ cron: line(60), to: z.literal('leaders'), preview: z.boolean().exactOptional() }))
    .max(10)
    .default([]),
  signoff: signoffSchema.exactOptional(),
  fields: z.array(fieldSchema).min(1).max(60),
  templates: z.array(templateSchema).min(1).max(20).exactOptional(),
});

/**
 * A form from unknown data, defaults filled in: `aggregate: sum`, `required` for all but texts and lists, no aliases, options,
 * reminders or digests, `for` every receiver, `cutoff: calendar`, no sign-off, no templates. Paths of faults begin below `root`.
 */
export function parseForm(raw: unknown, root: readonly PropertyKey[] = []): Parsed<FormDefinition> {
  return parseWith(formSchema, raw, root);
}
