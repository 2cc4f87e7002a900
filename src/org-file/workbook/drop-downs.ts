import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import type { Feature } from 'write-excel-file/node';
import {
  getOpeningTagMarkup,
  getClosingTagMarkup,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeTextContent,
} from 'write-excel-file/utility';
import {
  organizationTables,
  type CellKind,
  type Column,
  type Table,
} from '../../core/organization/tables.ts';
import { columnLetters } from '../../core/spreadsheet-address.ts';
import { columnWords, HEADER_ROWS } from './words.ts';

/** What the library calls so and does not export. */
export type FileContent = Stream | Buffer | Blob;

/** Empty rows below the data that still offer lists. */
const SPARE_ROWS = 2_000;
/** Excel shows no more of a hint, and no more of its title. */
const LONGEST_HINT = 255;
const LONGEST_TITLE = 32;

/**
 * Lists to choose from, and a hint at each column: choices are enforced, codes of other sheets are offered only, for they may be
 * written later. Whole columns of texts get the format of texts, so that Excel leaves alone what is typed below the data. The first
 * sheet, which explains, has none of it; its first cell has that format.
 */
export function dropDowns(
  tables: readonly { readonly table: Table; readonly rows: number }[],
): Feature<FileContent> {
  const rowsOf = new Map(tables.map(({ table, rows }) => [table.name, rows]));
  let textStyle: string | undefined;
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform(xml, _options, { sheetIndex }) {
            if (sheetIndex === 0) textStyle = /<c r="A1" s="(\d+)"/.exec(xml)?.[1];
            const sheet = tables[sheetIndex - 1];
            const order = getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet');
            if (sheet === undefined || order === undefined) return xml;
            const rules = sheet.table.columns.map((column, index) =>
              ruleOf(sheet.table, column, columnLetters(index + 1), sheet.rows, rowsOf),
            );
            const markup = `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
            const styled = styleColumns(xml, sheet.table, textStyle);
            return insertElementMarkupAccordingToOrderOfSiblings(styled, markup, order, 'worksheet');
          },
        },
      },
    },
  };
}

const TYPED_KINDS: ReadonlySet<CellKind> = new Set<CellKind>(['day', 'number', 'boolean']);

function styleColumns(xml: string, table: Table, style: string | undefined): string {
  if (style === undefined) return xml;
  return xml.replaceAll(/<col min="(\d+)"/g, (tag, place: string) => {
    const column = table.columns[Number(place) - 1];
    return column === undefined || TYPED_KINDS.has(column.kind) ? tag : `${tag} style="${style}"`;
  });
}

function ruleOf(
  table: Table,
  column: Column,
  letters: string,
  rows: number,
  rowsOf: ReadonlyMap<string, number>,
): string {
  const { label, help } = columnWords(table.name, column.name);
  const list = listOf(column, rowsOf);
  const attributes = {
    ...(list === undefined ? {} : { type: 'list' }),
    allowBlank: 1,
    showInputMessage: 1,
    ...(list !== undefined && column.refersTo === undefined ? { showErrorMessage: 1 } : {}),
    errorTitle: label.slice(0, LONGEST_TITLE),
    error: 'Xin chọn một giá trị trong danh sách.',
    promptTitle: label.slice(0, LONGEST_TITLE),
    prompt: help.slice(0, LONGEST_HINT),
    sqref: `${letters}${HEADER_ROWS + 1}:${letters}${HEADER_ROWS + rows + SPARE_ROWS}`,
  };
  const formula = list === undefined ? '' : `<formula1>${sanitizeTextContent(list)}</formula1>`;
  return `${getOpeningTagMarkup('dataValidation', attributes)}${formula}${getClosingTagMarkup('dataValidation')}`;
}

/** What the list offers, as the formula of a validation. */
function listOf(column: Column, rowsOf: ReadonlyMap<string, number>): string | undefined {
  if (column.kind === 'boolean') return '"TRUE,FALSE"';
  if (column.kind === 'choice') return `"${column.options.join(',')}"`;
  const target = organizationTables().find(({ name }) => name === column.refersTo);
  if (target === undefined) return undefined;
  const letters = columnLetters(target.columns.findIndex(({ name }) => name === 'code') + 1);
  const last = HEADER_ROWS + (rowsOf.get(target.name) ?? 0) + SPARE_ROWS;
  return `${target.name}!$${letters}$${HEADER_ROWS + 1}:$${letters}$${last}`;
}
