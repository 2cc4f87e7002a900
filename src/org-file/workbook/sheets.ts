import readWorkbookFile from 'read-excel-file/universal';
import { readAddress } from '../../core/spreadsheet-address.ts';
import { unpackArchive } from '../../zip-archive.ts';

/** A cell as a workbook holds it; `formula`: only a formula whose result nobody stored, `error`: what Excel shows, `#N/A`. */
export type Cell =
  | string
  | number
  | boolean
  | Date
  | null
  | { readonly formula: true }
  | { readonly error: string };

export type Sheet = {
  readonly name: string;
  /** From the first row of the sheet on, each from column A on. */
  readonly rows: readonly (readonly Cell[])[];
  /** Ranges of cells merged into one, `A2:A5`. */
  readonly merged: readonly string[];
  /** How many cells are results of formulas. */
  readonly formulas: number;
  /** Days are counted from 1904, as Excel did on a Mac. */
  readonly from1904: boolean;
};

export type SheetsRead =
  | { readonly ok: true; readonly sheets: readonly Sheet[] }
  | { readonly ok: false; readonly reason: 'damaged' | 'too-large' | 'no-workbook' };

/** All that a workbook may be when unpacked: thirty times what 50,000 rows take. */
const MOST_UNPACKED_BYTES = 256 * 1024 * 1024;
/** Beyond these a far cell makes a reader fill in millions of empty ones. */
export const MOST_ROWS = 200_000;
export const MOST_COLUMNS = 256;

/** The sheets of an XLSX workbook. Never throws for what the file holds, and is bounded in memory. */
export async function readSheets(bytes: Uint8Array): Promise<SheetsRead> {
  const archive = unpackArchive(bytes, MOST_UNPACKED_BYTES, /\.(?:xml|rels)$/i);
  if (!archive.ok) return archive;
  const oddities = findOddities(archive.files);
  if (oddities === undefined) return { ok: false, reason: 'no-workbook' };
  if (oddities.some(({ tooFar }) => tooFar)) return { ok: false, reason: 'too-large' };
  try {
    const sheets = await readWorkbookFile(Uint8Array.from(bytes).buffer);
    return {
      ok: true,
      sheets: sheets.map(({ sheet, data }, index) => putTogether(sheet, data, oddities[index])),
    };
  } catch {
    return { ok: false, reason: 'damaged' };
  }
}

/** What the reader passes over: merged cells, and cells that hold an error or a formula without a result, which it gives as empty. */
type Oddities = {
  readonly merged: readonly string[];
  readonly formulas: number;
  readonly cells: ReadonlyMap<string, Cell>;
  readonly tooFar: boolean;
  readonly from1904: boolean;
};

function putTogether(name: string, data: readonly (readonly unknown[])[], oddities?: Oddities): Sheet {
  const rows: Cell[][] = data.map((row) => row.map(toCell));
  for (const [address, cell] of oddities?.cells ?? []) {
    const place = readAddress(address);
    if (place === undefined) continue;
    const { row, column } = place;
    const cells = (rows[row - 1] ??= []);
    while (cells.length < column) cells.push(null);
    cells[column - 1] = cell;
  }
  return {
    name,
    // A row may have been added beyond a gap.
    rows: Array.from(rows, (row) => row ?? []),
    merged: oddities?.merged ?? [],
    formulas: oddities?.formulas ?? 0,
    from1904: oddities?.from1904 ?? false,
  };
}

function toCell(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value instanceof Date ? value : null;
}

/** In the order of the workbook's sheets, as the reader gives them. Undefined if this is no workbook. */
function findOddities(files: ReadonlyMap<string, Buffer>): readonly Oddities[] | undefined {
  const workbook = files.get('xl/workbook.xml')?.toString();
  const relations = files.get('xl/_rels/workbook.xml.rels')?.toString();
  if (workbook === undefined || relations === undefined) return undefined;
  const targets = new Map(
    elements(relations, 'Relationship').map((tag) => [attribute(tag, 'Id'), attribute(tag, 'Target')]),
  );
  const [properties = ''] = elements(workbook, 'workbookPr');
  const from1904 = ['1', 'true'].includes(attribute(properties, 'date1904') ?? '');
  const found: Oddities[] = [];
  for (const sheet of elements(workbook, 'sheet')) {
    const target = targets.get(attribute(sheet, 'r:id') ?? attribute(sheet, 'id'));
    const path = target?.startsWith('/') ? target.slice(1) : `xl/${target}`;
    const xml = files.get(path)?.toString();
    if (xml === undefined) return undefined;
    found.push({ ...inspect(xml), from1904 });
  }
  return found.length === 0 ? undefined : found;
}

function inspect(xml: string): Omit<Oddities, 'from1904'> {
  const cells = new Map<string, Cell>();
  let formulas = 0;
  let tooFar = false;
  for (const [, attributes = '', body = ''] of xml.matchAll(
    /<(?:\w+:)?c\s([^>]*?)(?:\/>|>(.*?)<\/(?:\w+:)?c>)/gs,
  )) {
    const address = attribute(attributes, 'r');
    if (address === undefined) continue;
    const { row, column } = readAddress(address) ?? { row: Infinity, column: Infinity };
    // Cells without content, which programs write to the last row of all, are no data.
    tooFar ||= body !== '' && (row > MOST_ROWS || column > MOST_COLUMNS);
    const value = /<(?:\w+:)?v[^>]*>([^<]*)</.exec(body)?.[1];
    const type = attribute(attributes, 't');
    if (type === 'e') cells.set(address, { error: value ?? '#?' });
    else if (/<(?:\w+:)?f[\s/>]/.test(body)) {
      // Programs that do not reckon write an empty result; only a text can be one.
      if (value === undefined || (value === '' && type !== 'str')) cells.set(address, { formula: true });
      else formulas += 1;
    }
  }
  const merged = elements(xml, 'mergeCell').map((tag) => attribute(tag, 'ref') ?? '');
  return { merged, formulas, cells, tooFar };
}

function elements(xml: string, name: string): readonly string[] {
  return Array.from(xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^>]*)>`, 'g')), ([, tag = '']) => tag);
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1];
}
