import type { FormDefinition } from '../core/forms/definition.ts';
import { parseForm } from '../core/forms/schema.ts';
import type { Parsed } from '../core/forms/faults.ts';
import type { StatedOrganization } from '../core/organization/organization-file.ts';
import { parseOrganization } from '../core/organization/schema.ts';
import { readDocument, type FileRead, type TextDocument } from './document.ts';

/** What a file states, with the way to find the line of later faults. */
export type Located<T> = { readonly content: T; readonly document: TextDocument };

/** An organisation file from its bytes: YAML or JSON. */
export function readOrganization(bytes: Uint8Array): FileRead<Located<StatedOrganization>> {
  return readWith(bytes, parseOrganization);
}

/** A form and where in the file it stands. */
export type StatedForm = { readonly form: FormDefinition; readonly root: readonly PropertyKey[] };

/** The forms of a file that holds one form, or of a whole organisation file. */
export function readForms(bytes: Uint8Array): FileRead<Located<readonly StatedForm[]>> {
  return readWith(bytes, (data): Parsed<readonly StatedForm[]> => {
    if (isOrganization(data)) {
      const parsed = parseOrganization(data);
      if (!parsed.ok) return parsed;
      return { ok: true, value: parsed.value.forms.map((form, index) => ({ form, root: ['forms', index] })) };
    }
    const parsed = parseForm(data);
    return parsed.ok ? { ok: true, value: [{ form: parsed.value, root: [] }] } : parsed;
  });
}

function readWith<T>(bytes: Uint8Array, parse: (data: unknown) => Parsed<T>): FileRead<Located<T>> {
  const read = readDocument(bytes);
  if (!read.ok) return read;
  const document = read.value;
  const parsed = parse(document.data);
  if (!parsed.ok) return { ok: false, problems: parsed.problems.map((problem) => document.locate(problem)) };
  return { ok: true, value: { content: parsed.value, document } };
}

/** A form has `fields` and none of an organisation's parts. */
function isOrganization(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return ['units', 'bodies', 'people', 'posts', 'forms'].some((part) => part in data);
}
