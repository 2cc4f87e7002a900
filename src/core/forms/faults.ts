import { z } from 'zod';
import type { Problem } from '../errors.ts';

/** Unknown data as the wanted thing, or every fault in it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads unknown data; each fault carries its path (`forms[0].fields[2].type`) below `root` and a sentence with the remedy. */
export function parseWith<T>(
  schema: z.ZodType<T>,
  raw: unknown,
  root: readonly PropertyKey[] = [],
): Parsed<T> {
  const result = schema.safeParse(raw, { error: wordIssue, reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  const problems = new Map<string, Problem>();
  for (const problem of result.error.issues.flatMap((issue) => toProblems(issue, root))) {
    // One fault a place: what follows is mostly its consequence.
    if (!problems.has(problem.path)) problems.set(problem.path, problem);
  }
  return { ok: false, problems: [...problems.values()] };
}

/** `['forms', 0, 'fields', 2, 'type']` → `forms[0].fields[2].type`; the whole file is `(cả tệp)`. */
export function formatPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += text === '' ? String(step) : `.${String(step)}`;
  }
  return text === '' ? '(cả tệp)' : text;
}

/** An object in which every unlisted key is a fault that names the keys that exist. */
export function closed<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `không có mục này trong mẫu tệp; các mục dùng được: ${known.join(', ')}`
        : undefined,
  });
}

/** One line of text as people wrote it, in composed characters (NFC), without outer spaces. */
export function line(maxLength: number) {
  return z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1, 'không được để trống')
        .max(maxLength, `dài quá ${maxLength} ký tự; xin viết gọn lại`)
        .regex(/^\P{Cc}*$/u, 'phải nằm trên một dòng, không có ký tự điều khiển'),
    );
}

/** A code that people write in files and type in chats. */
export const code = z
  .string()
  .max(40, 'mã dài quá 40 ký tự; xin đặt mã ngắn hơn')
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    'mã chỉ gồm chữ không dấu, số và các dấu - _ . ; ví dụ: binh-minh, "01234"',
  )
  .meta({ cell: 'code' });

/** A calendar day as an ISO date that exists. */
export const day = z
  .string('ngày phải viết dạng năm-tháng-ngày, ví dụ: 2025-07-01')
  .pipe(z.iso.date('ngày không có thật hoặc viết sai; viết dạng năm-tháng-ngày, ví dụ: 2025-07-01'));

function toProblems(issue: z.core.$ZodIssue, root: readonly PropertyKey[]): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: formatPath([...root, ...issue.path, key]),
      message: issue.message,
    }));
  }
  return [{ path: formatPath([...root, ...issue.path]), message: issue.message }];
}

function wordIssue(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return `thiếu mục này; cần ${nameOfType(issue.expected)}`;
      return `phải là ${nameOfType(issue.expected)}, đang là ${nameOfInput(issue.input)}${remedy(issue.expected, issue.input)}`;
    case 'invalid_value':
      return issue.input === undefined
        ? `thiếu mục này; chọn một trong: ${issue.values.map(String).join(', ')}`
        : `${quote(issue.input)} không dùng được; chọn một trong: ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'array'
        ? `cần ít nhất ${issue.minimum} dòng`
        : `phải từ ${issue.minimum} trở lên`;
    case 'too_big':
      return issue.origin === 'array' ? `không quá ${issue.maximum} dòng` : `không quá ${issue.maximum}`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    default:
      return 'giá trị không dùng được';
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'chữ',
  number: 'số',
  boolean: 'true hoặc false',
  array: 'danh sách',
  object: 'nhóm mục (mã: giá trị)',
};

function nameOfType(type: string): string {
  return TYPE_NAMES[type] ?? type;
}

function nameOfInput(input: unknown): string {
  if (input === null) return 'ô trống';
  if (Array.isArray(input)) return 'danh sách';
  if (typeof input === 'object') return 'nhóm mục';
  if (typeof input === 'string') return `chữ ${quote(input)}`;
  return typeof input === 'number' ? `số ${input}` : quote(input);
}

function remedy(expected: string, input: unknown): string {
  if (expected === 'string' && (typeof input === 'number' || typeof input === 'boolean')) {
    return '; xin đặt trong ngoặc kép "…"';
  }
  return '';
}

function quote(input: unknown): string {
  const text = typeof input === 'string' ? input : (JSON.stringify(input) ?? '');
  return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
}
