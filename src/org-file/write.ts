import { Document, isMap, isSeq } from 'yaml';
import type { Field, FormDefinition, SignOffRule } from '../core/forms/definition.ts';
import { isRequiredByDefault } from '../core/forms/schema.ts';
import type { OrganizationFile } from '../core/organization/organization-file.ts';
import type { ReceiverTemplate, TemplateRows } from '../core/templates/template.ts';

const HEADER = ` Tổ chức và mẫu báo cáo của Hai Chiều.
 Nhập lại bằng: npx hai-chieu org import TỆP (thêm --dry-run để xem trước).
 Dòng hoặc mục không ghi thì giữ nguyên; ghi null để bỏ; đơn vị thôi hoạt động thì ghi until.`;

/** The organisation as YAML that people can edit; importing it again changes nothing. */
export function writeYaml(organization: OrganizationFile): string {
  const document = new Document(stateOrganization(organization), { aliasDuplicateObjects: false });
  document.commentBefore = HEADER;
  for (const part of ['units', 'bodies', 'people', 'posts']) setRowsInline(document.get(part));
  const forms = document.get('forms');
  if (isSeq(forms)) {
    for (const form of forms.items) {
      if (!isMap(form)) continue;
      for (const key of ['reminders', 'reporters', 'receivers', 'signoff']) setInline(form.get(key));
      setRowsInline(form.get('digests'));
      setRowsInline(form.get('fields'));
      setPartsInline(form.get('templates'));
    }
  }
  return document.toString({ lineWidth: 0 });
}

/** The same structure as JSON. */
export function writeJson(organization: OrganizationFile): string {
  return JSON.stringify(stateOrganization(organization), null, 2);
}

/** The same structure as an XLSX workbook. */
export async function writeXlsx(organization: OrganizationFile): Promise<Uint8Array> {
  // Loaded when it is asked for: the other commands start without it.
  const { writeWorkbook } = await import('./workbook/write.ts');
  return writeWorkbook(stateOrganization(organization));
}

function setRowsInline(rows: unknown): void {
  if (isSeq(rows)) for (const row of rows.items) setInline(row);
}

/** A template is too long for one line; its cells and rows are not. */
function setPartsInline(templates: unknown): void {
  if (!isSeq(templates)) return;
  for (const template of templates.items) {
    if (isMap(template)) for (const key of ['cells', 'rows']) setInline(template.get(key));
  }
}

function setInline(node: unknown): void {
  if (isSeq(node) || isMap(node)) node.flow = true;
}

/** Defaults are left out, as people would. */
function stateOrganization(organization: OrganizationFile): Readonly<Record<string, unknown>> {
  return { ...organization, forms: organization.forms.map(stateForm) };
}

function stateForm(form: FormDefinition): object {
  const {
    code,
    name,
    period,
    cutoff,
    due,
    lock,
    reminders,
    plan,
    reporters,
    receivers,
    digests,
    signoff,
    fields,
    templates,
  } = form;
  return {
    code,
    name,
    period,
    cutoff,
    due,
    lock,
    reminders,
    ...(plan && { plan }),
    reporters: stateReporters(reporters),
    receivers,
    digests: digests.map(({ cron, to, preview }) => ({
      cron,
      to,
      ...(preview === undefined ? {} : { preview }),
    })),
    ...(signoff && { signoff: stateSignOff(signoff) }),
    fields: fields.map(stateField),
    ...(templates && { templates: templates.map(stateTemplate) }),
  };
}

function stateReporters({ kind, sums }: FormDefinition['reporters']): object {
  if (sums === undefined) return { kind };
  return { kind, sums: { kind: sums.kind, ...(sums.due === undefined ? {} : { due: sums.due }) } };
}

/** Without the hash of its workbook, which is what the file of that name holds. */
function stateTemplate({ code, name, receiver, body, file, sheet, cells, rows }: ReceiverTemplate): object {
  return {
    code,
    name,
    receiver,
    ...(body === undefined ? {} : { body }),
    file,
    ...(sheet === undefined ? {} : { sheet }),
    ...(cells.length === 0 ? {} : { cells }),
    ...(rows && { rows: stateRows(rows) }),
  };
}

function stateRows({ from, to, key, columns }: TemplateRows): object {
  return { from, to, ...(key === undefined ? {} : { key }), columns };
}

/** In full: whoever reads the file sees what silence means. */
function stateSignOff({ within, remind, otherwise }: SignOffRule): object {
  return { within, remind, otherwise };
}

function stateField(field: Field): object {
  const { code, label, prompt, type, aliases, target, counted, aggregate, required, options } = field;
  return {
    code,
    label,
    prompt,
    type,
    ...(aliases.length === 0 ? {} : { aliases }),
    ...(target === undefined ? {} : { target }),
    ...(counted === undefined ? {} : { counted }),
    ...(aggregate === 'sum' ? {} : { aggregate }),
    ...(required === isRequiredByDefault(field.type) ? {} : { required }),
    ...(options.length === 0 ? {} : { options }),
    ...(field.for.length === 0 ? {} : { for: field.for }),
  };
}
