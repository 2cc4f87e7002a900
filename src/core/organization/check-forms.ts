import type { Problem } from '../errors.ts';
import type { Findings } from '../forms/aliases.ts';
import { checkForm } from '../forms/check.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { checkShared } from '../templates/check-shared.ts';
import { checkWorkbook, type Workbooks } from '../templates/check-workbook.ts';
import type { OrganizationFile, StatedOrganization } from './organization-file.ts';
import { at, codesOf, unknownCode } from './places.ts';

/** The forms of a file: each by itself, against the organisation after the import, and against its version in use. */
export function checkForms(
  current: OrganizationFile,
  stated: StatedOrganization,
  after: OrganizationFile,
  workbooks: Workbooks,
): Findings {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const bodies = codesOf(after.bodies);
  const before = new Map(current.forms.map((form) => [form.code, form]));
  stated.forms.forEach((form, index) => {
    const check = checkForm(form, ['forms', index]);
    problems.push(...check.problems);
    warnings.push(...check.warnings);
    form.receivers.forEach((body, place) => {
      if (!bodies.has(body)) {
        problems.push({
          path: at('forms', index, 'receivers', place),
          message: unknownCode('cơ quan', body, 'bodies'),
        });
      }
    });
    const old = before.get(form.code);
    if (old !== undefined) problems.push(...checkRevisedForm(old, form, index));
    const units = after.units.filter(
      ({ kind, until }) => kind === form.reporters.kind && until === undefined,
    );
    form.templates?.forEach((template, place) => {
      const sheets = workbooks.get(template.file);
      if (sheets === undefined) return;
      const findings = checkWorkbook(template, sheets, units, ['forms', index, 'templates', place]);
      problems.push(...findings.problems);
      warnings.push(...findings.warnings);
    });
  });
  problems.push(...checkShared(stated.forms, after.forms));
  return { problems, warnings };
}

/** Stored periods and values must keep their meaning. */
function checkRevisedForm(old: FormDefinition, form: FormDefinition, index: number): Problem[] {
  const problems: Problem[] = [];
  for (const key of ['period', 'cutoff'] as const) {
    if (old[key] === form[key]) continue;
    const message = `mẫu ${form.code} đang dùng ${old[key]}, không đổi được vì các kỳ đã lập; xin tạo mẫu mới với mã khác`;
    problems.push({ path: at('forms', index, key), message });
  }
  form.fields.forEach((field, place) => {
    const known = old.fields.find((candidate) => candidate.code === field.code);
    if (known === undefined || known.type === field.type) return;
    const message = `mục ${field.code} đang là ${known.type}, số liệu cũ không so sánh được; xin dùng mã mục mới`;
    problems.push({ path: at('forms', index, 'fields', place, 'type'), message });
  });
  return problems;
}
