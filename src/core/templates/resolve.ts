import type { Problem } from '../errors.ts';
import { formatPath } from '../forms/faults.ts';
import type { FormDefinition } from '../forms/definition.ts';
import type { ReceiverTemplate } from './template.ts';

/** The SHA-256 of each workbook that lies beside the file, by its name. */
export type WorkbookHashes = ReadonlyMap<string, string>;

/**
 * The forms of a file with the workbooks that their templates mean: what lies beside the file, or else what is stored for the same
 * template, for nothing is lost by omission. A template with neither is at fault.
 */
export function resolveTemplates(
  stated: readonly FormDefinition[],
  current: readonly FormDefinition[],
  hashes: WorkbookHashes,
): { readonly forms: readonly FormDefinition[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const forms = stated.map((form, index) => {
    if (form.templates === undefined) return form;
    const stored = current.find(({ code }) => code === form.code)?.templates ?? [];
    return {
      ...form,
      templates: form.templates.map((template, place) => {
        const sha256 = hashes.get(template.file) ?? storedHash(stored, template);
        if (sha256 !== undefined) return { ...template, sha256 };
        const path = formatPath(['forms', index, 'templates', place, 'file']);
        problems.push({ path, message: missingWorkbook(template.file) });
        return template;
      }),
    };
  });
  return { forms, problems };
}

function storedHash(
  stored: readonly ReceiverTemplate[],
  { code, file }: ReceiverTemplate,
): string | undefined {
  return stored.find((known) => known.code === code && known.file === file)?.sha256;
}

export function missingWorkbook(file: string): string {
  return `không thấy tệp ${file}; xin để tệp này cạnh tệp đang nhập`;
}
