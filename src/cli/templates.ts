import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Temporal } from 'temporal-polyfill';
import { Refused, type Problem } from '../core/errors.ts';
import type { Findings } from '../core/forms/aliases.ts';
import type { FormDefinition } from '../core/forms/definition.ts';
import { formatPath } from '../core/forms/faults.ts';
import { checkImport, type ImportCheck } from '../core/organization/check.ts';
import type { EarliestSince } from '../core/organization/check-posts.ts';
import type { OrganizationFile, StatedOrganization } from '../core/organization/organization-file.ts';
import { checkWorkbook, type TemplateSheet, type Workbooks } from '../core/templates/check-workbook.ts';
import { missingWorkbook, resolveTemplates } from '../core/templates/resolve.ts';
import type { Transaction } from '../db/connect.ts';
import { loadTemplate } from '../db/queries/templates.ts';
import type { StatedForm } from '../org-file/read.ts';
import { OPERATOR } from '../texts/operator.ts';
import { wordUnusable } from '../texts/templates.ts';

/** A receiver's workbook that lies beside a file. */
export type TemplateFile = {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly sheets: readonly TemplateSheet[];
};

export type TemplateFiles = {
  /** By their names; those that are not there are absent. */
  readonly files: ReadonlyMap<string, TemplateFile>;
  /** Of those that cannot be filled in. */
  readonly problems: readonly Problem[];
};

/** Reads the workbooks that the templates of forms name, from beside the file `path`. Refused for one that may not be read. */
export async function readTemplateFiles(path: string, forms: readonly StatedForm[]): Promise<TemplateFiles> {
  const named = forms.flatMap(({ form, root }) =>
    (form.templates ?? []).map(({ file }, place) => ({
      file,
      path: formatPath([...root, 'templates', place, 'file']),
    })),
  );
  const files = new Map<string, TemplateFile>();
  const problems: Problem[] = [];
  if (named.length === 0) return { files, problems };
  // Loaded when there is one to read: the other commands start without it.
  const { openWorkbook } = await import('../documents/template/workbook.ts');
  for (const file of new Set(named.map((one) => one.file))) {
    const bytes = await readBeside(path, file);
    if (bytes === undefined) continue;
    const opened = openWorkbook(bytes);
    if (opened.ok) {
      const sha256 = hash('sha256', bytes);
      files.set(file, { bytes, sha256, sheets: opened.workbook.sheets });
      continue;
    }
    const message = wordUnusable(file, opened.reason);
    for (const one of named) if (one.file === file) problems.push({ path: one.path, message });
  }
  return { files, problems };
}

type CheckedImport = {
  readonly current: OrganizationFile;
  readonly stated: StatedOrganization;
  readonly today: Temporal.PlainDate;
  readonly earliest: EarliestSince;
  readonly templates: TemplateFiles;
};

/** As `checkImport`, with the workbooks that the templates mean: from beside the file, or those that are stored. */
export async function checkWithTemplates(
  tx: Transaction,
  { current, stated, today, earliest, templates: { files, problems: unusable } }: CheckedImport,
): Promise<ImportCheck> {
  const hashes = new Map([...files].map(([name, { sha256 }]) => [name, sha256]));
  const { forms, problems: missing } = resolveTemplates(stated.forms, current.forms, hashes);
  const workbooks = await sheetsOf(tx, forms, files);
  const check = checkImport(current, { ...stated, forms }, today, earliest, workbooks);
  const known = new Set(unusable.map(({ path }) => path));
  const problems = [...unusable, ...missing.filter(({ path }) => !known.has(path))];
  if (problems.length === 0) return check;
  return { ok: false, problems: check.ok ? problems : [...problems, ...check.problems] };
}

async function sheetsOf(
  tx: Transaction,
  forms: readonly FormDefinition[],
  files: TemplateFiles['files'],
): Promise<Workbooks> {
  const workbooks = new Map<string, readonly TemplateSheet[]>();
  for (const { file, sha256 } of forms.flatMap(({ templates = [] }) => templates)) {
    const beside = files.get(file);
    if (beside !== undefined) workbooks.set(file, beside.sheets);
    else if (sha256 !== undefined && !workbooks.has(file)) {
      const { openWorkbook } = await import('../documents/template/workbook.ts');
      const opened = openWorkbook(await loadTemplate(tx, sha256));
      if (opened.ok) workbooks.set(file, opened.workbook.sheets);
    }
  }
  return workbooks;
}

/** The templates of forms against their workbooks, which must lie beside the file. */
export async function checkTemplateFiles(path: string, forms: readonly StatedForm[]): Promise<Findings> {
  const { files, problems } = await readTemplateFiles(path, forms);
  const unusable = new Set(problems.map((problem) => problem.path));
  const findings = forms.flatMap(({ form, root, units }) =>
    (form.templates ?? []).map((template, place): Findings => {
      const at = [...root, 'templates', place];
      const found = files.get(template.file);
      if (found !== undefined) return checkWorkbook(template, found.sheets, units, at);
      const missing = formatPath([...at, 'file']);
      if (unusable.has(missing)) return { problems: [], warnings: [] };
      return { problems: [{ path: missing, message: missingWorkbook(template.file) }], warnings: [] };
    }),
  );
  return {
    problems: [...problems, ...findings.flatMap((found) => found.problems)],
    warnings: findings.flatMap((found) => found.warnings),
  };
}

async function readBeside(path: string, file: string): Promise<Uint8Array | undefined> {
  const beside = join(dirname(path), file);
  try {
    return await readFile(beside);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'không rõ';
    if (reason === 'ENOENT') return undefined;
    throw new Refused(OPERATOR.unreadableFile(beside, reason));
  }
}
