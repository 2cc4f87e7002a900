import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import type { DocumentLayout, Look } from '../layouts.ts';

const TWIPS_A_POINT = 20;
const MM_AN_INCH = 25.4;
const POINTS_AN_INCH = 72;

/** Twentieths of a point, the unit of the format. */
export function twips(mm: number): number {
  return Math.round((mm / MM_AN_INCH) * POINTS_AN_INCH * TWIPS_A_POINT);
}

/** The format gives sizes of letters in half points. */
export function run(text: string, { pt, bold, italics, underline }: Look, onNewLine = false): TextRun {
  return new TextRun({
    text,
    ...(onNewLine ? { break: 1 } : {}),
    size: pt * 2,
    ...(bold ? { bold } : {}),
    ...(italics ? { italics } : {}),
    ...(underline ? { underline: {} } : {}),
  });
}

type Alignment = (typeof AlignmentType)[keyof typeof AlignmentType];

/** A line of its own, without room before or behind it. */
export function line(text: string, look: Look, alignment: Alignment = AlignmentType.CENTER): Paragraph {
  return new Paragraph({ alignment, spacing: { before: 0, after: 0 }, children: [run(text, look)] });
}

/** A solid line of that length in the middle of a column. */
export function rule(lengthMm: number, columnMm: number): Paragraph {
  const indent = twips((columnMm - lengthMm) / 2);
  return new Paragraph({
    indent: { left: indent, right: indent },
    spacing: { before: 0, after: 3 * TWIPS_A_POINT, line: 4 * TWIPS_A_POINT, lineRule: LineRuleType.EXACT },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 0, color: '000000' } },
  });
}

/** A line of the text itself, as the layout sets it. */
export function bodyLine(
  text: string,
  { body }: DocumentLayout,
  look: Look = body,
  more: IParagraphOptions = {},
): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: twips(body.firstLineMm) },
    spacing: {
      before: 0,
      after: body.afterPt * TWIPS_A_POINT,
      ...('exactPt' in body.line
        ? { line: body.line.exactPt * TWIPS_A_POINT, lineRule: LineRuleType.EXACT }
        : { line: Math.round(body.line.multiple * 240), lineRule: LineRuleType.AUTO }),
    },
    children: [run(text, look)],
    ...more,
  });
}

/** Columns side by side without borders, in millimetres. */
export function columns(
  cells: readonly { readonly widthMm: number; readonly children: readonly (Paragraph | Table)[] }[],
): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: cells.reduce((sum, { widthMm }) => sum + twips(widthMm), 0), type: WidthType.DXA },
    columnWidths: cells.map(({ widthMm }) => twips(widthMm)),
    borders: TableBorders.NONE,
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    rows: [
      new TableRow({
        cantSplit: true,
        children: cells.map(
          ({ widthMm, children }) =>
            new TableCell({
              width: { size: twips(widthMm), type: WidthType.DXA },
              verticalAlign: VerticalAlignTable.TOP,
              children: [...children],
            }),
        ),
      }),
    ],
  });
}
