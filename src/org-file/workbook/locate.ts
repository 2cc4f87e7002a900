import type { Problem } from '../../core/errors.ts';
import { organizationTables, type Column, type Table } from '../../core/organization/tables.ts';
import { columnLetters } from '../../core/spreadsheet-address.ts';
import type { FileProblem } from '../document.ts';
import type { HeaderColumn } from './header.ts';

/** Where the rows of a table came from. */
export type Placed = {
  readonly table: Table;
  readonly sheet: string;
  readonly columns: readonly HeaderColumn[];
  /** The row in the sheet, from 1, of each row of the section. */
  readonly rows: readonly number[];
  /** The same of rows that lie inside others. */
  readonly inner: ReadonlyMap<object, readonly number[]>;
};

/** The sheet, row and column of `posts[3].holder`, or of the nearest thing above it that the workbook has. */
export function locateIn(
  placed: readonly Placed[],
  data: Readonly<Record<string, readonly object[]>>,
  problem: Problem,
): FileProblem {
  const message = problem.message.replaceAll(/\b(\w+)\[(\d+)\]/g, (text, section: string, index: string) => {
    const row = placed.find(({ table }) => table.name === section)?.rows[Number(index)];
    return row === undefined ? text : `trang ${section} dòng ${row}`;
  });
  const [section, index, ...rest] = problem.path.match(/[^.[\]]+/g) ?? [];
  const owner = placed.find(({ table }) => table.name === section);
  if (section === undefined || owner === undefined) return { ...problem, message };
  const found = { sheet: owner.sheet };
  if (index === undefined) return { ...problem, message, place: found };
  const [key, innerIndex, ...innerRest] = rest;
  const inner = placed.find(({ table }) => table.section === section && table.inside?.key === key);
  const rowData = data[section]?.[Number(index)];
  const innerRow = rowData && innerIndex && inner?.inner.get(rowData)?.[Number(innerIndex)];
  if (inner !== undefined && innerRow) {
    return {
      ...problem,
      message,
      place: { sheet: inner.sheet, row: innerRow, ...columnAt(inner, innerRest) },
    };
  }
  const row = owner.rows[Number(index)];
  if (row === undefined) return { ...problem, message, place: found };
  const missing = organizationTables().find(
    (table) => table.section === section && table.inside !== undefined && table.inside.key === key,
  );
  if (missing !== undefined && innerIndex === undefined) {
    return {
      ...problem,
      message: `chưa có dòng nào ở trang ${missing.name} cho dòng này`,
      place: { ...found, row },
    };
  }
  return { ...problem, message, place: { ...found, row, ...columnAt(owner, rest) } };
}

function columnAt({ table, columns }: Placed, path: readonly string[]): { column?: string; name?: string } {
  const column = table.columns.find((one) => isAlong(one, path));
  if (column === undefined || path.length === 0) return {};
  const at = columns.find(({ name }) => name === column.name)?.at;
  return { ...(at === undefined ? {} : { column: columnLetters(at + 1) }), name: column.name };
}

/** The path leads to the column, into its list, or to the group that it is the first of. */
function isAlong(column: Column, path: readonly string[]): boolean {
  const steps = Math.min(column.path.length, path.length);
  return column.path.slice(0, steps).every((step, index) => step === path[index]);
}
