import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip as mm,
  Document,
  HeightRule,
  ImageRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { inviteCardWords, type InviteCard } from '../texts/invite-sheet.ts';
import { invitePicture } from './qr-picture.ts';

/** Two cards beside each other and four below one another fill an A4 page. */
const CARDS_A_ROW = 2;
const ROW_MM = 68;
const PICTURE_MM = 34;
const TEXT_MM = 61;
const MARGIN_MM = 10;
/** 96 to the inch, as the library counts pictures. */
const PICTURE_SIDE = Math.round((31 / 25.4) * 96);

const FONT = 'Times New Roman';
const CUT_LINE = { style: BorderStyle.DASHED, size: 4, color: '808080' };
const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };

/** A printable DOCX with one card a person, dashed lines to cut along, never one card on two pages. */
export async function inviteSheet(cards: readonly InviteCard[]): Promise<Buffer> {
  const rows: TableRow[] = [];
  for (let start = 0; start < cards.length; start += CARDS_A_ROW) {
    const cells: TableCell[] = [];
    for (let place = start; place < start + CARDS_A_ROW; place += 1) {
      const card = cards[place];
      // One after the other: pictures of thousands of people at once would only fill the memory.
      // oxlint-disable-next-line no-await-in-loop
      cells.push(...(card ? await cardCells(card) : emptyCells()));
    }
    rows.push(
      new TableRow({
        cantSplit: true,
        height: { value: mm(ROW_MM), rule: HeightRule.EXACT },
        children: cells,
      }),
    );
  }
  const document = new Document({
    creator: 'Hai Chiều',
    styles: { default: { document: { run: { font: FONT, size: 22 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: {
              top: mm(MARGIN_MM),
              bottom: mm(MARGIN_MM),
              left: mm(MARGIN_MM),
              right: mm(MARGIN_MM),
              header: 0,
              footer: 0,
            },
          },
        },
        // A document ends with a paragraph, which would begin a page of its own were it as high as others.
        children: [cardTable(rows), new Paragraph({ spacing: { line: 20, lineRule: 'exact' } })],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function cardTable(rows: readonly TableRow[]): Table {
  return new Table({
    rows: [...rows],
    layout: TableLayoutType.FIXED,
    width: { size: mm(CARDS_A_ROW * (PICTURE_MM + TEXT_MM)), type: WidthType.DXA },
    columnWidths: Array.from({ length: CARDS_A_ROW }, () => [mm(PICTURE_MM), mm(TEXT_MM)]).flat(),
  });
}

async function cardCells(card: InviteCard): Promise<TableCell[]> {
  const words = inviteCardWords(card);
  const picture = new ImageRun({
    type: 'png',
    data: await invitePicture(card),
    transformation: { width: PICTURE_SIDE, height: PICTURE_SIDE },
    altText: { name: `Mã của ${words.name}`, title: words.name, description: words.code },
  });
  return [
    pictureCell([new Paragraph({ alignment: AlignmentType.CENTER, children: [picture] })]),
    textCell([
      line(words.name, { bold: true, size: 26 }),
      line(words.office, { size: 20, after: 100 }),
      line(words.code, { bold: true, size: 32, after: 100 }),
      ...words.steps.map((step) => line(step, { size: 20, after: 30 })),
      line(words.note, { italics: true, size: 18, before: 60 }),
    ]),
  ];
}

function emptyCells(): TableCell[] {
  return [pictureCell([new Paragraph('')]), textCell([new Paragraph('')])];
}

const CELL = { verticalAlign: VerticalAlignTable.CENTER } as const;

function pictureCell(children: Paragraph[]): TableCell {
  return new TableCell({
    ...CELL,
    children,
    width: { size: mm(PICTURE_MM), type: WidthType.DXA },
    borders: { top: CUT_LINE, bottom: CUT_LINE, left: CUT_LINE, right: NO_LINE },
  });
}

function textCell(children: Paragraph[]): TableCell {
  return new TableCell({
    ...CELL,
    children,
    width: { size: mm(TEXT_MM), type: WidthType.DXA },
    margins: { left: mm(1), right: mm(2) },
    borders: { top: CUT_LINE, bottom: CUT_LINE, left: NO_LINE, right: CUT_LINE },
  });
}

/** `size` in half points; `before` and `after` in twentieths of a point. */
type LineStyle = {
  readonly size: number;
  readonly bold?: true;
  readonly italics?: true;
  readonly before?: number;
  readonly after?: number;
};

function line(text: string, { before = 0, after = 0, ...run }: LineStyle): Paragraph {
  return new Paragraph({ spacing: { before, after }, children: [new TextRun({ text, ...run })] });
}
