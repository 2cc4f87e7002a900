import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { DocumentTable } from '../../texts/document/content.ts';
import { run, twips } from './pieces.ts';

const EDGE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const CELL_MM = { side: 1.2, above: 0.6 };

/** A table with full borders; its head stands again on each page, and no row is split between two. */
export function dataTable(table: DocumentTable, widthMm: number, pt: number): Table {
  const all = table.widths.reduce((sum, width) => sum + width, 0);
  const widths = table.widths.map((width) => twips((widthMm * width) / all));
  const row = (cells: readonly string[], isHead: boolean, isStrong: boolean) =>
    new TableRow({
      cantSplit: true,
      ...(isHead ? { tableHeader: true } : {}),
      children: cells.map(
        (text, index) =>
          new TableCell({
            width: { size: widths[index] ?? 0, type: WidthType.DXA },
            verticalAlign: VerticalAlignTable.CENTER,
            margins: {
              left: twips(CELL_MM.side),
              right: twips(CELL_MM.side),
              top: twips(CELL_MM.above),
              bottom: twips(CELL_MM.above),
            },
            children: [
              new Paragraph({
                alignment:
                  isHead || table.centred.includes(index) ? AlignmentType.CENTER : AlignmentType.LEFT,
                spacing: { before: 0, after: 0 },
                children: text
                  .split('\n')
                  .map((piece, place) =>
                    run(piece, { pt, ...(isHead || isStrong ? { bold: true } : {}) }, place > 0),
                  ),
              }),
            ],
          }),
      ),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    alignment: AlignmentType.CENTER,
    borders: {
      top: EDGE,
      bottom: EDGE,
      left: EDGE,
      right: EDGE,
      insideHorizontal: EDGE,
      insideVertical: EDGE,
    },
    rows: [
      row(table.heads, true, false),
      ...table.rows.map(({ cells, strong }) => row(cells, false, strong === true)),
    ],
  });
}
