import type { Problem } from '../core/errors.ts';
import type { FormDefinition } from '../core/forms/definition.ts';
import { parseForm } from '../core/forms/schema.ts';
import type { Parsed } from '../core/forms/faults.ts';
import type { StatedOrganization } from '../core/organization/organization-file.ts';
import { parseOrganization, salvageOrganization } from '../core/organization/schema.ts';
import type { NamedUnit } from '../core/templates/rows.ts';
import { readDocument, type FileProblem, type FileRead, type SourceDocument } from './document.ts';

/** What a file states, with the way to find the line of later faults. */
export type Located<T> = { readonly content: T; readonly document: SourceDocument };

export type OrganizationRead =
  | { readonly ok: true; readonly value: Located<StatedOrganization> }
  | {
      readonly ok: false;
      readonly problems: readonly FileProblem[];
      /** What is left beside the faults, to be checked as well; never to be stored. */
      readonly salvaged?: Located<StatedOrganization>;
    };

/** An organisation file from its bytes: YAML, JSON or XLSX. */
export async function readOrganization(bytes: Uint8Array): Promise<OrganizationRead> {
  const read = await readDocument(bytes);
  if (!read.ok) return read;
  const document = read.value;
  const parsed = parseOrganization(document.data);
  if (parsed.ok && document.problems.length === 0) {
    return { ok: true, value: { content: parsed.value, document } };
  }
  const problems = allProblems(document, parsed.ok ? [] : parsed.problems);
  const content = salvageOrganization(document.data);
  return content === undefined
    ? { ok: false, problems }
    : { ok: false, problems, salvaged: { content, document } };
}

/** A form and where in the file it stands. `units`: those of the same file that report it. */
export type StatedForm = {
  readonly form: FormDefinition;
  readonly root: readonly PropertyKey[];
  readonly units: readonly NamedUnit[];
};

/** The forms of a file that holds one form, or of a whole organisation file. */
export async function readForms(bytes: Uint8Array): Promise<FileRead<Located<readonly StatedForm[]>>> {
  const read = await readDocument(bytes);
  if (!read.ok) return read;
  const document = read.value;
  const parsed = parseForms(document.data);
  if (parsed.ok && document.problems.length === 0) {
    return { ok: true, value: { content: parsed.value, document } };
  }
  return { ok: false, problems: allProblems(document, parsed.ok ? [] : parsed.problems) };
}

/** What the file's own cells are at fault for, then what its rows are, once a place. */
function allProblems(document: SourceDocument, further: readonly Problem[]): readonly FileProblem[] {
  const known = new Set(document.problems.map(placeKey));
  const located = further.map((problem) => document.locate(problem));
  return [...document.problems, ...located.filter((problem) => !known.has(placeKey(problem)))];
}

function placeKey({ place }: FileProblem): string | undefined {
  return place && JSON.stringify([place.sheet, place.row, place.name]);
}

function parseForms(data: unknown): Parsed<readonly StatedForm[]> {
  if (isOrganization(data)) {
    const parsed = parseOrganization(data);
    if (!parsed.ok) return parsed;
    return { ok: true, value: statedForms(parsed.value) };
  }
  const parsed = parseForm(data);
  return parsed.ok ? { ok: true, value: [{ form: parsed.value, root: [], units: [] }] } : parsed;
}

/** The forms of an organisation, each with the units that report it. */
export function statedForms({ forms, units }: StatedOrganization): readonly StatedForm[] {
  return forms.map((form, index) => ({
    form,
    root: ['forms', index],
    units: units.filter(({ kind, until }) => kind === form.reporters.kind && !until),
  }));
}

/** A form has `fields` and none of an organisation's parts. */
function isOrganization(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return ['units', 'bodies', 'people', 'posts', 'forms'].some((part) => part in data);
}
