import {
  isWithin,
  readAddress,
  readRange,
  writeAddress,
  type Address,
  type Range,
} from '../../core/spreadsheet-address.ts';
import { attribute, tagsOf, unescapeXml, type Tag } from './xml.ts';

/** A cell of a sheet's XML. */
export type PlacedCell = {
  readonly address: Address;
  readonly tag: Tag;
  /** The offset behind it. */
  readonly end: number;
  readonly hasFormula: boolean;
  /** The value that was stored with it: offsets of the element, and what it says; undefined without one. */
  readonly value: { readonly start: number; readonly end: number; readonly text: string } | undefined;
  /** What an inline string says. */
  readonly inline: string;
};

export type PlacedRow = {
  readonly number: number;
  readonly tag: Tag;
  /** In the order of their columns. */
  readonly cells: readonly PlacedCell[];
};

/** A sheet's XML, read as far as cells can be changed in it. */
export type PlacedSheet = {
  readonly xml: string;
  readonly rows: readonly PlacedRow[];
  /** The element that holds the rows: empty, or where it closes. */
  readonly data: Tag;
  readonly closesAt: number;
  readonly merged: readonly Range[];
  /** Cells that show results of a formula written in one of them. */
  readonly arrays: readonly Range[];
  readonly columnStyles: readonly { readonly min: number; readonly max: number; readonly style: string }[];
  readonly dimension: Tag | undefined;
};

/** The sheet is damaged, or larger than any form to be filled in. */
export class UnusableSheet extends Error {}

/** Beyond these it is a store of data, not a form. */
const MOST_CELLS = 400_000;

type Open<T> = { -readonly [Key in keyof T]: T[Key] };

/** Reads a worksheet's XML. Throws NotXml or UnusableSheet for what cannot be filled in. */
export function readSheet(xml: string): PlacedSheet {
  const rows: { number: number; tag: Tag; cells: PlacedCell[] }[] = [];
  const merged: Range[] = [];
  const arrays: Range[] = [];
  const columnStyles: { min: number; max: number; style: string }[] = [];
  let data: Tag | undefined;
  let closesAt = -1;
  let dimension: Tag | undefined;
  let cells = 0;
  let cell: Open<PlacedCell> | undefined;
  let textFrom = -1;
  const close = (end: number): void => {
    if (cell === undefined) return;
    cell.end = end;
    cell = undefined;
  };
  for (const tag of tagsOf(xml)) {
    const opens = tag.kind !== 'close';
    switch (tag.name) {
      case 'dimension':
        dimension = tag;
        break;
      case 'col':
        if (opens) columnStyles.push(...columnStyleOf(tag));
        break;
      case 'sheetData':
        if (opens) data = tag;
        if (tag.kind !== 'open') closesAt = tag.start;
        break;
      case 'row':
        if (opens && closesAt === -1)
          rows.push({ number: rowNumber(tag, rows.at(-1)?.number), tag, cells: [] });
        break;
      case 'c': {
        if (!opens) {
          close(tag.end);
          break;
        }
        if (closesAt !== -1) break;
        const row = rows.at(-1);
        if (row === undefined || data === undefined) throw new UnusableSheet('a cell without a row');
        if ((cells += 1) > MOST_CELLS) throw new UnusableSheet('too many cells');
        const address = addressOf(tag, row.number, row.cells.at(-1)?.address.column);
        cell = { address, tag, end: tag.end, hasFormula: false, value: undefined, inline: '' };
        row.cells.push(cell);
        if (tag.kind === 'empty') close(tag.end);
        break;
      }
      case 'f':
        if (cell === undefined || !opens) break;
        cell.hasFormula = true;
        arrays.push(...arrayOf(tag));
        break;
      case 'v':
        if (cell === undefined) break;
        if (tag.kind === 'open') cell.value = { start: tag.start, end: tag.end, text: '' };
        else {
          const { start = tag.start, end = tag.start } = cell.value ?? {};
          cell.value = { start, end: tag.end, text: unescapeXml(xml.slice(end, tag.start)) };
        }
        break;
      case 't':
        if (cell === undefined) break;
        if (opens) textFrom = tag.end;
        else cell.inline += unescapeXml(xml.slice(textFrom, tag.start));
        break;
      case 'mergeCell': {
        const range = opens ? readRange(attribute(tag, 'ref') ?? '') : undefined;
        if (range !== undefined) merged.push(range);
        break;
      }
    }
  }
  if (data === undefined || closesAt === -1) throw new UnusableSheet('no cells');
  return { xml, rows, data, closesAt, merged, arrays, columnStyles, dimension };
}

function rowNumber(tag: Tag, before = 0): number {
  const number = Number(attribute(tag, 'r') ?? before + 1);
  if (!(number > before)) throw new UnusableSheet('rows out of order');
  return number;
}

function addressOf(tag: Tag, row: number, before = 0): Address {
  const stated = attribute(tag, 'r');
  const address = stated === undefined ? { row, column: before + 1 } : readAddress(stated);
  if (address === undefined || address.row !== row || address.column <= before) {
    throw new UnusableSheet('cells out of order');
  }
  return address;
}

function columnStyleOf(tag: Tag): PlacedSheet['columnStyles'] {
  const style = attribute(tag, 'style');
  const [min, max] = [Number(attribute(tag, 'min')), Number(attribute(tag, 'max'))];
  return style === undefined ? [] : [{ min, max, style }];
}

function arrayOf(tag: Tag): readonly Range[] {
  const kind = attribute(tag, 't');
  const range = readRange(attribute(tag, 'ref') ?? '');
  return range !== undefined && (kind === 'array' || kind === 'dataTable') ? [range] : [];
}

/** The cells of a sheet by their addresses, as far as it names them. */
export function cellsByAddress({ rows }: PlacedSheet): ReadonlyMap<string, PlacedCell> {
  return new Map(
    rows.flatMap(({ cells }) => cells.map((cell) => [writeAddress(cell.address), cell] as const)),
  );
}

/** Whether a cell shows what a formula comes to, its own or one that fills several cells. */
export function showsFormula(
  { arrays }: Pick<PlacedSheet, 'arrays'>,
  address: Address,
  cell: PlacedCell | undefined,
): boolean {
  return cell?.hasFormula === true || arrays.some((range) => isWithin(address, range));
}
