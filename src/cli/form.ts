import { Command } from 'commander';
import { Refused } from '../core/errors.ts';
import { checkForm } from '../core/forms/check.ts';
import type { FormDefinition } from '../core/forms/definition.ts';
import { findOverlaps } from '../core/forms/overlaps.ts';
import { loadCurrentForms } from '../db/queries/forms.ts';
import type { FileProblem } from '../org-file/document.ts';
import { readForms } from '../org-file/read.ts';
import { wordFaults, wordWarnings } from '../texts/file-faults.ts';
import { OPERATOR } from '../texts/operator.ts';
import { readNamedFile } from './file.ts';
import type { CliParts } from './parts.ts';
import { checkTemplateFiles } from './templates.ts';

export function formCommand(parts: CliParts): Command {
  const check = new Command('check')
    .description('kiểm tra mẫu báo cáo: quy tắc thời hạn, kế hoạch nhắc, từ viết tắt trùng nhau')
    .argument('<file>', 'tệp YAML hoặc JSON của một mẫu, hoặc tệp YAML, JSON, XLSX của cả tổ chức')
    .option('--stored', 'so cả với các mẫu đang dùng trong cơ sở dữ liệu')
    .option('--json', 'in kết quả dạng JSON')
    .action((file: string, flags: Flags) => checkFormFile(parts, file, flags));
  return new Command('form').description('mẫu báo cáo').addCommand(check);
}

type Flags = { readonly stored?: true; readonly json?: true };

async function checkFormFile(parts: CliParts, file: string, { stored, json }: Flags): Promise<void> {
  const bytes = await readNamedFile(file);
  const findings = await inspect(file, bytes, stored ? await parts.withDatabase(loadCurrentForms) : []);
  const { problems, warnings } = findings;
  if (json) parts.print(JSON.stringify({ ok: problems.length === 0, problems, warnings }));
  else {
    for (const line of [...wordFaults(problems), ...wordWarnings(warnings)]) parts.print(line);
    if (problems.length === 0) for (const code of findings.forms) parts.print(OPERATOR.formFine(code));
  }
  if (problems.length > 0) throw new Refused(OPERATOR.refusedForm(file, problems.length));
}

type FileFindings = {
  readonly forms: readonly string[];
  readonly problems: readonly FileProblem[];
  readonly warnings: readonly FileProblem[];
};

async function inspect(
  file: string,
  bytes: Uint8Array,
  stored: readonly FormDefinition[],
): Promise<FileFindings> {
  const read = await readForms(bytes);
  if (!read.ok) return { forms: [], problems: read.problems, warnings: [] };
  const { content, document } = read.value;
  if (content.length === 0) {
    return { forms: [], problems: [{ path: 'forms', message: OPERATOR.noFormInFile }], warnings: [] };
  }
  const templates = await checkTemplateFiles(file, content);
  const checks = [...content.map(({ form, root }) => checkForm(form, root)), templates];
  return {
    forms: content.map(({ form }) => form.code),
    problems: checks.flatMap((check) => check.problems).map((problem) => document.locate(problem)),
    warnings: [...checks.flatMap((check) => check.warnings), ...findOverlaps(content, stored)].map(
      (warning) => document.locate(warning),
    ),
  };
}
