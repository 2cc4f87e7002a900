import type { Problem } from '../errors.ts';
import { formatPath } from '../forms/faults.ts';
import { fieldsFor, findField, type FormDefinition } from '../forms/definition.ts';
import type { BodyCode } from '../ids.ts';
import { readLetters, writeAddress } from '../spreadsheet-address.ts';
import { readCellMapping, readColumnMapping, type FigureSource } from './mapping.ts';
import type { ReceiverTemplate, TemplateRows } from './template.ts';

/** Whose figures fill the template. */
export function bodyOf(form: Pick<FormDefinition, 'receivers'>, template: ReceiverTemplate): BodyCode {
  return template.body ?? form.receivers[0] ?? '';
}

/** Whether the templates of a form make sense by themselves; what their workbooks hold is `checkWorkbook`'s. Paths begin below `root`. */
export function checkTemplates(form: FormDefinition, root: readonly PropertyKey[] = []): Problem[] {
  const templates = form.templates ?? [];
  return templates.flatMap((template, index) => {
    const path = [...root, 'templates', index];
    const first = templates.findIndex(({ code }) => code === template.code);
    return [
      ...(first === index
        ? []
        : [
            {
              path: formatPath([...path, 'code']),
              message: `mã ${template.code} đã dùng ở ${formatPath([...root, 'templates', first])}; mỗi biểu cần một mã riêng`,
            },
          ]),
      ...checkTemplate(form, template, path),
    ];
  });
}

function checkTemplate(
  form: FormDefinition,
  template: ReceiverTemplate,
  path: readonly PropertyKey[],
): Problem[] {
  const problems: Problem[] = [];
  const report = (place: readonly PropertyKey[], message: string): void => {
    problems.push({ path: formatPath([...path, ...place]), message });
  };
  const { body, cells, rows } = template;
  if (body !== undefined && !form.receivers.includes(body)) {
    report(['body'], `cơ quan ${body} không có trong receivers: ${form.receivers.join(', ')}`);
  }
  if (cells.length === 0 && rows === undefined)
    report(['cells'], 'cần ít nhất một ô (cells) hoặc một bảng (rows)');
  const filled = new Map<string, number>();
  cells.forEach((words, index) => {
    const read = readCellMapping(words);
    if (!read.ok) return report(['cells', index], read.message);
    const { sheet = template.sheet ?? '', address, source } = read.value;
    const place = JSON.stringify([sheet, writeAddress(address)]);
    const first = filled.get(place);
    if (first !== undefined)
      report(['cells', index], `ô ${writeAddress(address)} đã ghi ở cells[${first}]; xin bỏ một`);
    filled.set(place, first ?? index);
    if (source.kind === 'figure')
      checkFigure(form, template, source, (message) => report(['cells', index], message));
  });
  if (rows !== undefined) {
    checkRows(form, template, rows, (place, message) => report(['rows', ...place], message));
  }
  return problems;
}

function checkRows(
  form: FormDefinition,
  template: ReceiverTemplate,
  { from, to, key, columns }: TemplateRows,
  report: (place: readonly PropertyKey[], message: string) => void,
): void {
  if (to < from) report(['to'], `dòng cuối (${to}) phải từ dòng đầu (${from}) trở đi`);
  const keyColumn = key === undefined ? undefined : readLetters(key);
  if (key !== undefined && keyColumn === undefined)
    report(['key'], `“${key}” không phải cột; ghi chữ cột, ví dụ: B`);
  const filled = new Set<number>();
  columns.forEach((words, index) => {
    const read = readColumnMapping(words);
    if (!read.ok) return report(['columns', index], read.message);
    const { column, source } = read.value;
    if (column === keyColumn)
      report(['columns', index], `cột ${key} là cột tên đơn vị (key) của biểu, không ghi vào được`);
    else if (filled.has(column)) report(['columns', index], 'cột này đã ghi ở trên; xin bỏ một');
    filled.add(column);
    if (source.kind !== 'figure') return;
    checkFigure(form, template, source, (message) => report(['columns', index], message));
    checkOfUnit(source, (message) => report(['columns', index], message));
  });
}

function checkFigure(
  form: FormDefinition,
  template: ReceiverTemplate,
  source: FigureSource,
  report: (message: string) => void,
): void {
  const { moment, piece, unit } = source;
  const field = findField(form, source.field);
  if (field === undefined) return report(`mẫu ${form.code} không có mục ${source.field}`);
  const body = bodyOf(form, template);
  if (!fieldsFor(form, body).includes(field)) {
    return report(`mục ${field.code} không dành cho cơ quan ${body}; xin sửa body của biểu hoặc for của mục`);
  }
  if (unit !== undefined) checkOfUnit(source, report);
  if (moment === 'target') {
    if (field.target === undefined) report(`mục ${field.code} không có chỉ tiêu (target)`);
    else if (piece !== undefined) report(`chỉ tiêu ghi .target, không thêm .${piece}`);
  } else if (field.type === 'ratio') {
    if (piece === undefined) {
      report(`mục ${field.code} là tỷ lệ; xin ghi rõ .part (đạt), .whole (tổng số) hoặc .percent (tỷ lệ)`);
    }
  } else if (piece !== undefined) report(`mục ${field.code} không phải tỷ lệ nên không có .${piece}`);
  else if (moment !== 'total' && field.type !== 'integer' && field.type !== 'decimal') {
    report(`mục ${field.code} không phải số nên không có .${moment}`);
  }
}

/** Other periods, and targets, are figures of all units together. */
function checkOfUnit({ moment }: FigureSource, report: (message: string) => void): void {
  if (moment !== 'total') report(`của từng đơn vị chỉ có số của kỳ này, không có .${moment}`);
}
