import { isWithin, readRange, writeAddress, type Address } from '../../core/spreadsheet-address.ts';
import type { TemplateValue } from '../../texts/document/template-cells.ts';
import { cellXml } from './cell-xml.ts';
import type { PlacedCell, PlacedRow, PlacedSheet } from './sheet.ts';
import type { OpenWorkbook } from './workbook.ts';
import { applyEdits, attribute, attributesWithout, type Edit } from './xml.ts';

export type CellWrite = {
  readonly address: Address;
  readonly value: TemplateValue;
  /** The row whose cell of the same column it looks like, where there is no cell yet. */
  readonly like?: number;
};

/**
 * The sheet's XML with these cells filled. All else stays to the letter, but what formulas came to before, which is no longer so, and
 * hints about the extent of rows and sheet. Cells without any get the style that programs would give them there.
 */
export function editSheet(
  sheet: PlacedSheet,
  writes: readonly CellWrite[],
  { looks, from1904 }: Pick<OpenWorkbook, 'looks' | 'from1904'>,
): string {
  const { rows, data, closesAt } = sheet;
  const byRow = Map.groupBy(inOrder(writes), ({ address }) => address.row);
  const { prefix } = data;
  const rowOf = new Map(rows.map((row) => [row.number, row]));
  const xmlOf = ({ address, value, like }: CellWrite): string => {
    const style = styleAt(sheet, rowOf, address, like);
    const look = looks[Number(style ?? 0)] ?? 'plain';
    return cellXml(writeAddress(address), value, { prefix, style, look, from1904 });
  };
  const edits: Edit[] = dropResults(sheet);
  let added = '';
  let next = 0;
  for (const [number, cells] of byRow) {
    while (next < rows.length && (rows[next]?.number ?? 0) < number) next += 1;
    const row = rowOf.get(number);
    if (row !== undefined) edits.push(...editRow(row, cells, xmlOf));
    else {
      const text = `<${prefix}row r="${number}">${cells.map(xmlOf).join('')}</${prefix}row>`;
      const before = rows[next];
      if (before === undefined) added += text;
      else edits.push({ start: before.tag.start, end: before.tag.start, text });
    }
  }
  if (added !== '') {
    edits.push(
      data.kind === 'empty'
        ? { start: data.start, end: data.end, text: `<${prefix}sheetData>${added}</${prefix}sheetData>` }
        : { start: closesAt, end: closesAt, text: added },
    );
  }
  return applyEdits(sheet.xml, [...edits, ...extend(sheet, writes)]);
}

function inOrder(writes: readonly CellWrite[]): readonly CellWrite[] {
  return writes.toSorted(
    ({ address: one }, { address: other }) => one.row - other.row || one.column - other.column,
  );
}

function editRow(
  row: PlacedRow,
  writes: readonly CellWrite[],
  xmlOf: (write: CellWrite) => string,
): readonly Edit[] {
  const { tag, cells } = row;
  const known = new Map(cells.map((cell) => [cell.address.column, cell]));
  const isNew = writes.some(({ address }) => !known.has(address.column));
  // A hint that may no longer be true.
  const begin = `<${tag.prefix}row${isNew ? attributesWithout(tag, ['spans']) : tag.attributes}`;
  if (tag.kind === 'empty') {
    const text = `${begin}>${writes.map(xmlOf).join('')}</${tag.prefix}row>`;
    return [{ start: tag.start, end: tag.end, text }];
  }
  const edits: Edit[] = isNew ? [{ start: tag.start, end: tag.end, text: `${begin}>` }] : [];
  for (const write of writes) {
    const cell = known.get(write.address.column);
    const before = cells.findLast(({ address }) => address.column < write.address.column);
    const at = before?.end ?? tag.end;
    const { start, end } =
      cell === undefined ? { start: at, end: at } : { start: cell.tag.start, end: cell.end };
    edits.push({ start, end, text: xmlOf(write) });
  }
  return edits;
}

/** As programs do: the cell's own style, else that of the row like it, of its row, of its column. */
function styleAt(
  sheet: PlacedSheet,
  rows: ReadonlyMap<number, PlacedRow>,
  { row, column }: Address,
  like: number | undefined,
): string | undefined {
  const cellIn = (number: number | undefined): PlacedCell | undefined =>
    number === undefined
      ? undefined
      : rows.get(number)?.cells.find(({ address }) => address.column === column);
  const own = cellIn(row);
  if (own !== undefined) return attribute(own.tag, 's');
  const model = cellIn(like);
  if (model !== undefined) return attribute(model.tag, 's');
  const tag = rows.get(row)?.tag;
  if (tag !== undefined && ['1', 'true'].includes(attribute(tag, 'customFormat') ?? '')) {
    return attribute(tag, 's');
  }
  return sheet.columnStyles.find(({ min, max }) => column >= min && column <= max)?.style;
}

/** What formulas came to with the figures of before; programs reckon it anew. */
function dropResults({ rows, arrays }: PlacedSheet): Edit[] {
  return rows.flatMap(({ cells }) =>
    cells.flatMap((cell): readonly Edit[] => {
      const { tag, value, hasFormula } = cell;
      const isResult = hasFormula || arrays.some((range) => isWithin(cell.address, range));
      if (value === undefined || !isResult) return [];
      const begin = `<${tag.prefix}c${attributesWithout(tag, ['t'])}>`;
      return [
        { start: tag.start, end: tag.end, text: begin },
        { start: value.start, end: value.end, text: '' },
      ];
    }),
  );
}

/** Programs and readers may go by the extent that a sheet states. */
function extend({ dimension }: PlacedSheet, writes: readonly CellWrite[]): readonly Edit[] {
  const stated = dimension && readRange(attribute(dimension, 'ref') ?? '');
  if (dimension === undefined || stated === undefined) return [];
  const addresses = writes.map(({ address }) => address).filter((address) => !isWithin(address, stated));
  if (addresses.length === 0) return [];
  const all = [stated.first, stated.last, ...addresses];
  const rows = all.map(({ row }) => row);
  const columns = all.map(({ column }) => column);
  const first = { row: least(rows), column: least(columns) };
  const last = { row: most(rows), column: most(columns) };
  const attributes = attributesWithout(dimension, ['ref']);
  const text = `<${dimension.prefix}dimension ref="${writeAddress(first)}:${writeAddress(last)}"${attributes}/>`;
  return dimension.kind === 'empty' ? [{ start: dimension.start, end: dimension.end, text }] : [];
}

// Not by spreading: a sheet may have more cells than a call has arguments.
function least(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => Math.min(one, other));
}

function most(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => Math.max(one, other));
}
