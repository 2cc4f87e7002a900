import { z } from 'zod';
import { closed, code, day, line, parseWith, type Parsed } from '../forms/faults.ts';
import { formSchema } from '../forms/schema.ts';
import type { StatedOrganization, StatedPost } from './organization-file.ts';

const dated = {
  from: day.nullable().exactOptional(),
  until: day.nullable().exactOptional(),
  was: z.array(closed({ name: line(120), until: day })).exactOptional(),
};

const unitSchema = closed({
  code,
  name: line(120),
  kind: line(40),
  parent: code.nullable().exactOptional(),
  ...dated,
  predecessors: z.array(code).exactOptional(),
});

const bodySchema = closed({
  code,
  name: line(120),
  style: z.enum(['party', 'government']),
  unit: code,
  ...dated,
});

/** Vietnamese numbers as written (0912.345.678, +84 912 345 678) become plain digits. */
const phone = z
  .string()
  .transform((text) => text.replaceAll(/[\s.()-]/g, ''))
  .pipe(z.string().regex(/^(?:0|\+84)\d{8,10}$/, 'số điện thoại không đúng; ví dụ: "0912345678"'))
  .meta({ cell: 'phone' });

const personSchema = closed({
  code,
  name: line(80),
  honorific: line(20).exactOptional(),
  phone: phone.nullable().exactOptional(),
});

const postSchema = closed({
  code,
  title: line(120),
  role: z.enum(['contact', 'superior', 'leader', 'coordinator', 'operator']),
  unit: code.exactOptional(),
  body: code.exactOptional(),
  holder: code.nullable().exactOptional(),
  since: day.exactOptional(),
}).transform(({ unit, body, ...post }, context): StatedPost => {
  if (unit !== undefined && body === undefined) return { ...post, unit };
  if (unit === undefined && body !== undefined) return { ...post, body };
  context.addIssue({
    code: 'custom',
    path: [unit === undefined ? 'unit' : 'body'],
    message: 'chức danh thuộc một đơn vị (unit) hoặc một cơ quan (body): ghi đúng một trong hai',
  });
  return z.NEVER;
});

/** The whole file; core/organization/tables.ts reads its sheets and columns from it. */
export const organizationSchema: z.ZodType<StatedOrganization> = closed({
  units: z.array(unitSchema).default([]),
  bodies: z.array(bodySchema).default([]),
  people: z.array(personSchema).default([]),
  posts: z.array(postSchema).default([]),
  forms: z.array(formSchema).default([]),
}).refine((file) => Object.values(file).some((rows) => rows.length > 0), {
  message: 'tệp không có dòng nào; cần ít nhất một phần trong: units, bodies, people, posts, forms',
});

/** Stands for a row that cannot be read, so that the others keep their places and references to it are no second fault. */
const placeholders = {
  units: (row: unknown) => ({ code: textOf(row, 'code'), name: '', kind: textOf(row, 'kind') }),
  bodies: (row: unknown) => ({ code: textOf(row, 'code'), name: '', style: 'party' as const, unit: '' }),
  people: (row: unknown) => ({ code: textOf(row, 'code'), name: '' }),
  posts: (row: unknown) => ({ code: textOf(row, 'code'), title: '', role: 'operator' as const, unit: '' }),
  forms: (row: unknown) => ({
    code: textOf(row, 'code'),
    name: '',
    period: 'week' as const,
    cutoff: 'calendar' as const,
    due: '',
    lock: '',
    reminders: [],
    reporters: { kind: '' },
    receivers: [],
    digests: [],
    fields: [],
  }),
};

function textOf(row: unknown, key: string): string {
  const value =
    typeof row === 'object' && row !== null ? Object.entries(row).find(([name]) => name === key) : undefined;
  return typeof value?.[1] === 'string' ? value[1] : '';
}

const lenientSchema: z.ZodType<StatedOrganization> = z.object({
  units: z.array(unitSchema.catch(({ value }) => placeholders.units(value))).default([]),
  bodies: z.array(bodySchema.catch(({ value }) => placeholders.bodies(value))).default([]),
  people: z.array(personSchema.catch(({ value }) => placeholders.people(value))).default([]),
  posts: z.array(postSchema.catch(({ value }) => placeholders.posts(value))).default([]),
  forms: z.array(formSchema.catch(({ value }) => placeholders.forms(value))).default([]),
});

/**
 * What can be read of a file whose shape is at fault, with every row in its place, so that all other faults can be told at once.
 * Never to be stored. Undefined when not even the parts are lists.
 */
export function salvageOrganization(raw: unknown): StatedOrganization | undefined {
  const result = lenientSchema.safeParse(raw);
  return result.success ? result.data : undefined;
}

/** The shape of an organisation file; whether its rows fit each other and what stands already is `checkImport`'s. */
export function parseOrganization(raw: unknown): Parsed<StatedOrganization> {
  return parseWith(organizationSchema, raw);
}
