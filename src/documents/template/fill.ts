import { zipSync } from 'fflate';
import { isWithin, writeAddress, type Address } from '../../core/spreadsheet-address.ts';
import { placeRows, sheetNamed } from '../../core/templates/check-workbook.ts';
import type { TemplateFill, TemplateTable, TemplateValue } from '../../texts/document/template-cells.ts';
import { editSheet, type CellWrite } from './edit-sheet.ts';
import { openWorkbook, type OpenSheet, type OpenWorkbook } from './workbook.ts';
import { applyEdits, attributesWithout, tagsOf, type Tag } from './xml.ts';

export type FilledWorkbook = {
  readonly bytes: Uint8Array;
  /** The names of units whose figures went nowhere, for no row says that it is theirs. */
  readonly unplaced: readonly string[];
};

/** A moment that no archive is older than: the same figures make the same bytes. */
const PACKED_AT = '1980-01-02T00:00:00Z';

/**
 * The receiver's workbook with the named cells filled, and every other part as it was. Formulas are kept, what they came to before is
 * taken out, and programs are told to reckon at the opening. Throws for a workbook that the import would have refused.
 */
export function fillWorkbook(bytes: Uint8Array, fills: readonly TemplateFill[]): FilledWorkbook {
  const opened = openWorkbook(bytes);
  if (!opened.ok) throw new Error(`the workbook is ${opened.reason}`);
  const { workbook } = opened;
  const writes = new Map<OpenSheet, Map<string, CellWrite>>();
  const unplaced = new Set<string>();
  for (const fill of fills) {
    const own = wanted(workbook, fill.sheet);
    for (const { sheet, address, value } of fill.cells) {
      put(writes, sheet === undefined ? own : wanted(workbook, sheet), { address, value });
    }
    if (fill.table === undefined) continue;
    const { cells, without } = tableCells(own, fill.table);
    for (const cell of cells) put(writes, own, cell);
    for (const name of without) unplaced.add(name);
  }
  const files = new Map<string, Uint8Array>(workbook.files);
  for (const sheet of workbook.sheets) {
    const cells = [...(writes.get(sheet)?.values() ?? [])];
    files.set(sheet.path, Buffer.from(editSheet(sheet.placed, cells, workbook)));
  }
  const { workbookPath } = workbook;
  files.set(workbookPath, Buffer.from(reckonAtOpening(String(workbook.files.get(workbookPath)))));
  return { bytes: zipSync(Object.fromEntries(files), { mtime: PACKED_AT }), unplaced: [...unplaced] };
}

function wanted({ sheets }: OpenWorkbook, name: string | undefined): OpenSheet {
  const found = sheetNamed(sheets, name);
  if (found === undefined) throw new Error('the workbook has no such sheet');
  return found;
}

/** Never into a formula or the inside of a merged cell, whatever the organisation's units are called by now. */
function put(writes: Map<OpenSheet, Map<string, CellWrite>>, sheet: OpenSheet, write: CellWrite): void {
  const { address } = write;
  if (sheet.isFormula(address) || isHidden(sheet, address)) return;
  const cells = writes.get(sheet) ?? new Map<string, CellWrite>();
  cells.set(writeAddress(address), write);
  writes.set(sheet, cells);
}

function isHidden({ merged }: OpenSheet, address: Address): boolean {
  const range = merged.find((one) => isWithin(address, one));
  return range !== undefined && writeAddress(range.first) !== writeAddress(address);
}

/** The rows of a table that is filled from the top and that no unit needs are emptied, as are cells without a figure. */
function tableCells(
  sheet: OpenSheet,
  { rows, columns, units }: TemplateTable,
): { readonly cells: readonly CellWrite[]; readonly without: readonly string[] } {
  const { places, unplaced } = placeRows(sheet, rows, units);
  const valuesOf = new Map(units.map(({ code, values }) => [code, values]));
  const cellsAt = (row: number, values: readonly TemplateValue[]): readonly CellWrite[] =>
    columns.map((column, index) => ({
      address: { row, column },
      value: values[index] ?? null,
      like: rows.from,
    }));
  const spare =
    rows.key === undefined
      ? Array.from({ length: Math.max(0, rows.to - rows.from + 1 - units.length) }, (_, index) =>
          cellsAt(rows.from + units.length + index, []),
        )
      : [];
  return {
    cells: [...places.map(({ unit, row }) => cellsAt(row, valuesOf.get(unit.code) ?? [])), ...spare].flat(),
    without: unplaced.map(({ name }) => name),
  };
}

/** What stands before it in a workbook, the last first (ECMA-376, 18.2.27). */
const BEFORE_CALCULATION = ['definedNames', 'externalReferences', 'functionGroups', 'sheets'];

/** Where it is done by hand only, programs that obey would show nothing, or zeros, for sums. */
function reckonAtOpening(xml: string): string {
  const ends = new Map<string, Tag>();
  for (const tag of tagsOf(xml)) {
    if (tag.name === 'calcPr' && tag.kind !== 'close') {
      const attributes = attributesWithout(tag, ['fullCalcOnLoad', 'calcMode']);
      const end = tag.kind === 'empty' ? '/>' : '>';
      const text = `<${tag.prefix}calcPr${attributes} fullCalcOnLoad="1"${end}`;
      return applyEdits(xml, [{ start: tag.start, end: tag.end, text }]);
    }
    if (tag.kind !== 'open') ends.set(tag.name, tag);
  }
  const before = BEFORE_CALCULATION.map((name) => ends.get(name)).find((tag) => tag !== undefined);
  if (before === undefined) return xml;
  const text = `<${before.prefix}calcPr fullCalcOnLoad="1"/>`;
  return applyEdits(xml, [{ start: before.end, end: before.end, text }]);
}
