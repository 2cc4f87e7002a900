import type { Problem } from '../errors.ts';
import { formatPath } from '../forms/faults.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { columnLetters, writeAddress } from '../spreadsheet-address.ts';
import { readCellMapping, readColumnMapping } from './mapping.ts';
import type { ReceiverTemplate } from './template.ts';

type Owned = { readonly form: string; readonly template: ReceiverTemplate };

/**
 * Whether the templates of a file get along with those of the other forms that stand after the import: one name of a file is one
 * workbook, and forms that fill a workbook together each have cells of their own.
 */
export function checkShared(stated: readonly FormDefinition[], after: readonly FormDefinition[]): Problem[] {
  const all: readonly Owned[] = after.flatMap(({ code, templates = [] }) =>
    templates.map((template) => ({ form: code, template })),
  );
  return stated.flatMap(({ code, templates = [] }, index) =>
    templates.flatMap((template, place) => {
      const others = all.filter((other) => other.form !== code);
      const path = ['forms', index, 'templates', place];
      return [...checkFiles(template, others, path), ...checkCells(template, others, path)];
    }),
  );
}

function checkFiles(
  template: ReceiverTemplate,
  others: readonly Owned[],
  path: readonly PropertyKey[],
): Problem[] {
  for (const { form, template: other } of others) {
    const message =
      other.code === template.code && other.file !== template.file
        ? `biểu ${template.code} ở mẫu ${form} dùng tệp ${other.file}; cùng mã thì phải cùng tệp, hoặc xin đặt mã khác`
        : other.file === template.file && other.sha256 !== template.sha256
          ? `mẫu ${form} đang dùng ${other.file} với nội dung khác; xin nhập cả hai mẫu cùng lúc hoặc đặt tên tệp khác`
          : undefined;
    if (message !== undefined) return [{ path: formatPath([...path, 'file']), message }];
  }
  return [];
}

function checkCells(
  template: ReceiverTemplate,
  others: readonly Owned[],
  path: readonly PropertyKey[],
): Problem[] {
  const problems: Problem[] = [];
  for (const { form, template: other } of others.filter((one) => one.template.code === template.code)) {
    const taken = new Set(claimsOf(other).map(({ claim }) => claim));
    for (const { place, name, claim } of claimsOf(template)) {
      if (!taken.has(claim)) continue;
      const message = `${name} của biểu ${template.code} đã do mẫu ${form} ghi; xin bỏ một`;
      problems.push({ path: formatPath([...path, ...place]), message });
    }
  }
  return problems;
}

/** What a template fills: single cells, and columns of its table. */
function claimsOf({ sheet: own = '', cells, rows }: ReceiverTemplate) {
  return [
    ...cells.flatMap((words, index) => {
      const read = readCellMapping(words);
      if (!read.ok) return [];
      const { sheet = own, address } = read.value;
      const cell = writeAddress(address);
      return [{ place: ['cells', index], name: `ô ${cell}`, claim: JSON.stringify([sheet, cell]) }];
    }),
    ...(rows?.columns ?? []).flatMap((words, index) => {
      const read = readColumnMapping(words);
      if (!read.ok) return [];
      const column = columnLetters(read.value.column);
      return [
        { place: ['rows', 'columns', index], name: `cột ${column}`, claim: JSON.stringify([own, column]) },
      ];
    }),
  ];
}
