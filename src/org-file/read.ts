import type { FormDefinition } from '../core/forms/definition.ts';
import { parseForm } from '../core/forms/schema.ts';
import type { Parsed } from '../core/forms/faults.ts';
import type { StatedOrganization } from '../core/organization/organization-file.ts';
import { parseOrganization, salvageOrganization } from '../core/organization/schema.ts';
import { readDocument, type FileProblem, type FileRead, type TextDocument } from './document.ts';

/** What a file states, with the way to find the line of later faults. */
export type Located<T> = { readonly content: T; readonly document: TextDocument };

export type OrganizationRead =
  | { readonly ok: true; readonly value: Located<StatedOrganization> }
  | {
      readonly ok: false;
      readonly problems: readonly FileProblem[];
      /** What is left beside the faults, to be checked as well; never to be stored. */
      readonly salvaged?: Located<StatedOrganization>;
    };

/** An organisation file from its bytes: YAML or JSON. */
export function readOrganization(bytes: Uint8Array): OrganizationRead {
  const read = readDocument(bytes);
  if (!read.ok) return read;
  const document = read.value;
  const parsed = parseOrganization(document.data);
  if (parsed.ok) return { ok: true, value: { content: parsed.value, document } };
  const problems = parsed.problems.map((problem) => document.locate(problem));
  const content = salvageOrganization(document.data);
  return content === undefined
    ? { ok: false, problems }
    : { ok: false, problems, salvaged: { content, document } };
}

/** A form and where in the file it stands. */
export type StatedForm = { readonly form: FormDefinition; readonly root: readonly PropertyKey[] };

/** The forms of a file that holds one form, or of a whole organisation file. */
export function readForms(bytes: Uint8Array): FileRead<Located<readonly StatedForm[]>> {
  const read = readDocument(bytes);
  if (!read.ok) return read;
  const document = read.value;
  const parsed = parseForms(document.data);
  if (parsed.ok) return { ok: true, value: { content: parsed.value, document } };
  return { ok: false, problems: parsed.problems.map((problem) => document.locate(problem)) };
}

function parseForms(data: unknown): Parsed<readonly StatedForm[]> {
  if (isOrganization(data)) {
    const parsed = parseOrganization(data);
    if (!parsed.ok) return parsed;
    return { ok: true, value: parsed.value.forms.map((form, index) => ({ form, root: ['forms', index] })) };
  }
  const parsed = parseForm(data);
  return parsed.ok ? { ok: true, value: [{ form: parsed.value, root: [] }] } : parsed;
}

/** A form has `fields` and none of an organisation's parts. */
function isOrganization(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return ['units', 'bodies', 'people', 'posts', 'forms'].some((part) => part in data);
}
