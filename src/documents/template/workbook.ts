import { posix } from 'node:path';
import type { TemplateSheet } from '../../core/templates/check-workbook.ts';
import type { UnusableWorkbook } from '../../core/templates/template.ts';
import { writeAddress } from '../../core/spreadsheet-address.ts';
import { unpackArchive } from '../../zip-archive.ts';
import { cellsByAddress, readSheet, showsFormula, UnusableSheet, type PlacedSheet } from './sheet.ts';
import { attribute, NotXml, tagsOf, unescapeXml } from './xml.ts';

/** How a number with a style is shown, as far as it changes what is to be stored. */
export type NumberLook = 'percent' | 'date' | 'plain';

export type OpenSheet = TemplateSheet & { readonly path: string; readonly placed: PlacedSheet };

/** A workbook, unpacked and read as far as cells can be changed in it. */
export type OpenWorkbook = {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly workbookPath: string;
  readonly sheets: readonly OpenSheet[];
  /** By the style's number; absent: plain. */
  readonly looks: readonly NumberLook[];
  readonly from1904: boolean;
};

export type Opened =
  | { readonly ok: true; readonly workbook: OpenWorkbook }
  | { readonly ok: false; readonly reason: UnusableWorkbook };

const MOST_BYTES = 5 * 1024 * 1024;
const MOST_UNPACKED_BYTES = 50 * 1024 * 1024;
/** The first bytes of an XLS file, and of an XLSX file with a password. */
const OLD_OFFICE_START = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** Opens a receiver's workbook. Never throws for what it holds, and is bounded in memory and time. */
export function openWorkbook(bytes: Uint8Array): Opened {
  if (bytes.length > MOST_BYTES) return { ok: false, reason: 'too-large' };
  if (OLD_OFFICE_START.equals(bytes.subarray(0, OLD_OFFICE_START.length))) {
    return { ok: false, reason: 'locked' };
  }
  const archive = unpackArchive(bytes, MOST_UNPACKED_BYTES);
  if (!archive.ok) return archive;
  const { files } = archive;
  try {
    const text = (path: string) => decode(files.get(path));
    const [workbookPath = ''] = targetsOf(text('_rels/.rels'), '', 'officeDocument').values();
    const workbook = text(workbookPath);
    if (workbook === '') return { ok: false, reason: 'no-workbook' };
    if (hasMacros(files, text('[Content_Types].xml'))) return { ok: false, reason: 'macros' };
    const relations = text(relationsOf(workbookPath));
    const [stringsPath = ''] = targetsOf(relations, workbookPath, 'sharedStrings').values();
    const [stylesPath = ''] = targetsOf(relations, workbookPath, 'styles').values();
    const strings = readStrings(text(stringsPath));
    const sheets = readSheets(workbook, targetsOf(relations, workbookPath, 'worksheet'), text, strings);
    if (sheets.length === 0) return { ok: false, reason: 'no-workbook' };
    const looks = readLooks(text(stylesPath));
    return { ok: true, workbook: { files, workbookPath, sheets, looks, from1904: countsFrom1904(workbook) } };
  } catch (error) {
    if (error instanceof NotXml || error instanceof UnusableSheet) return { ok: false, reason: 'damaged' };
    throw error;
  }
}

/** Programs write UTF-8; what is written otherwise is given up. */
function decode(file: Buffer | undefined): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file ?? Buffer.alloc(0));
  } catch {
    throw new NotXml('no UTF-8');
  }
}

function hasMacros(files: ReadonlyMap<string, Buffer>, types: string): boolean {
  return /macroEnabled/i.test(types) || [...files.keys()].some((name) => /vbaProject\.bin$/i.test(name));
}

/** `xl/workbook.xml` → `xl/_rels/workbook.xml.rels` */
function relationsOf(path: string): string {
  return path.replace(/([^/]*)$/, '_rels/$1.rels');
}

/** What a part of the package refers to as this kind of thing: paths by the names of the relations. */
function targetsOf(relations: string, from: string, kind: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const tag of tagsOf(relations)) {
    if (tag.name !== 'Relationship' || attribute(tag, 'Type')?.endsWith(`/${kind}`) !== true) continue;
    const target = attribute(tag, 'Target') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(from), target);
    targets.set(attribute(tag, 'Id') ?? '', path);
  }
  return targets;
}

function readSheets(
  workbook: string,
  targets: ReadonlyMap<string, string>,
  text: (path: string) => string,
  strings: readonly string[],
): readonly OpenSheet[] {
  const sheets: OpenSheet[] = [];
  for (const tag of tagsOf(workbook)) {
    if (tag.name !== 'sheet') continue;
    const relation = tag.attributes.match(/\s[\w.-]+:id\s*=\s*["']([^"']*)["']/)?.[1] ?? '';
    const path = targets.get(relation);
    // A sheet may be nothing but a diagram.
    if (path === undefined) continue;
    sheets.push(openSheet(attribute(tag, 'name') ?? '', path, readSheet(text(path)), strings));
  }
  return sheets;
}

function openSheet(name: string, path: string, placed: PlacedSheet, strings: readonly string[]): OpenSheet {
  const cells = cellsByAddress(placed);
  return {
    name,
    path,
    placed,
    merged: placed.merged,
    isFormula: (address) => showsFormula(placed, address, cells.get(writeAddress(address))),
    textAt(address) {
      const cell = cells.get(writeAddress(address));
      if (cell === undefined) return undefined;
      const { text = '' } = cell.value ?? {};
      const said = attribute(cell.tag, 't') === 's' ? (strings[Number(text)] ?? '') : text + cell.inline;
      return said.trim() === '' ? undefined : said;
    },
  };
}

/** What the cells' texts are, by their numbers; how they are pronounced is left out. */
function readStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  let from = -1;
  let isPhonetic = false;
  for (const tag of tagsOf(xml)) {
    if (tag.name === 'si' && tag.kind !== 'close') strings.push('');
    else if (tag.name === 'rPh') isPhonetic = tag.kind === 'open';
    else if (tag.name === 't' && tag.kind === 'open') from = tag.end;
    else if (tag.name === 't' && tag.kind === 'close' && !isPhonetic) {
      strings.push((strings.pop() ?? '') + unescapeXml(xml.slice(from, tag.start)));
    }
  }
  return strings;
}

/** Built-in formats of percentages and days (ECMA-376, 18.8.30). */
const PERCENTS: ReadonlySet<number> = new Set([9, 10]);
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** How each cell style shows numbers. */
function readLooks(xml: string): readonly NumberLook[] {
  const formats = new Map<number, string>();
  const looks: NumberLook[] = [];
  let isInCells = false;
  for (const tag of tagsOf(xml)) {
    if (tag.name === 'cellXfs') isInCells = tag.kind === 'open';
    else if (tag.kind === 'close') continue;
    else if (tag.name === 'numFmt') {
      formats.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '');
    } else if (tag.name === 'xf' && isInCells) {
      const id = Number(attribute(tag, 'numFmtId') ?? 0);
      looks.push(lookOf(id, formats.get(id)));
    }
  }
  return looks;
}

function lookOf(id: number, format: string | undefined): NumberLook {
  if (format === undefined) return PERCENTS.has(id) ? 'percent' : isBuiltInDate(id) ? 'date' : 'plain';
  // Words in quotation marks, escaped characters, and colours or conditions in brackets say nothing of the kind.
  const bare = format.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  if (bare.includes('%')) return 'percent';
  return /[dy]/i.test(bare) ? 'date' : 'plain';
}

function countsFrom1904(workbook: string): boolean {
  for (const tag of tagsOf(workbook)) {
    if (tag.name === 'workbookPr') return ['1', 'true'].includes(attribute(tag, 'date1904') ?? '');
  }
  return false;
}
