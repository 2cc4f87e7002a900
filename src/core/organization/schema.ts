import { z } from 'zod';
import { closed, code, day, line, parseWith, type Parsed } from '../forms/faults.ts';
import { formSchema } from '../forms/schema.ts';
import type { StatedOrganization, StatedPost } from './organization-file.ts';

const unitSchema = closed({
  code,
  name: line(120),
  kind: line(40),
  parent: code.nullable().exactOptional(),
  from: day.nullable().exactOptional(),
  until: day.nullable().exactOptional(),
});

const bodySchema = closed({
  code,
  name: line(120),
  style: z.enum(['party', 'government']),
  unit: code,
});

/** Vietnamese numbers as written (0912.345.678, +84 912 345 678) become plain digits. */
const phone = z
  .string()
  .transform((text) => text.replaceAll(/[\s.()-]/g, ''))
  .pipe(
    z
      .string()
      .regex(/^(?:0|\+84)\d{8,10}$/, 'số điện thoại không đúng; ví dụ: "0912345678" (đặt trong ngoặc kép)'),
  );

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

const organizationSchema: z.ZodType<StatedOrganization> = closed({
  units: z.array(unitSchema).default([]),
  bodies: z.array(bodySchema).default([]),
  people: z.array(personSchema).default([]),
  posts: z.array(postSchema).default([]),
  forms: z.array(formSchema).default([]),
}).refine((file) => Object.values(file).some((rows) => rows.length > 0), {
  message: 'tệp không có dòng nào; cần ít nhất một phần trong: units, bodies, people, posts, forms',
});

/** The shape of an organisation file; whether its rows fit each other and what stands already is `checkImport`'s. */
export function parseOrganization(raw: unknown): Parsed<StatedOrganization> {
  return parseWith(organizationSchema, raw);
}
