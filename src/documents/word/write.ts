import {
  AlignmentType,
  Document,
  Header,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
  type ISectionOptions,
  type Table,
} from 'docx';
import type { Block, ReportContent } from '../../texts/document/content.ts';
import { OFFICIAL } from '../../texts/document/official.ts';
import { LAYOUTS, type DocumentLayout } from '../layouts.ts';
import type { DocumentStyle } from '../../core/organization/organization.ts';
import { footOf, headOf, numberOf } from './frame.ts';
import { bodyLine, line, twips } from './pieces.ts';
import { dataTable } from './tables.ts';

export type StyledReport = { readonly style: DocumentStyle; readonly content: ReportContent };

const MIDDLE = AlignmentType.CENTER;

/** One DOCX of one or more reports, each with its annexes, in the official layout of its body's style. */
export async function writeWord(reports: readonly StyledReport[]): Promise<Uint8Array> {
  const [first] = reports;
  const font = LAYOUTS[first?.style ?? 'government'].font;
  const document = new Document({
    creator: first?.content.letterhead.name ?? '',
    title: first?.content.subject ?? '',
    styles: { default: { document: { run: { font, color: '000000', language: { value: 'vi-VN' } } } } },
    sections: reports.flatMap(({ style, content }) => sectionsOf(content, LAYOUTS[style])),
  });
  return Packer.toBuffer(document);
}

function sectionsOf(content: ReportContent, layout: DocumentLayout): readonly ISectionOptions[] {
  const { page } = layout;
  const widthMm = page.widthMm - page.leftMm - page.rightMm;
  return [
    {
      ...sheet(layout, false),
      children: [
        ...headOf(content, layout),
        ...bodyOf(content.blocks, layout, widthMm),
        // A signature never stands on a page without text.
        bodyLine(`${content.closing}${layout.end}`, layout, layout.body, { keepNext: true }),
        ...footOf(content, layout),
      ],
    },
    ...content.annexes.map((_, index): ISectionOptions => ({
      ...sheet(layout, true),
      children: annexOf(content, layout, index),
    })),
  ];
}

/** The margins, and the page's number in the middle of the top one; an annex lies on its side, so that its columns have room. */
function sheet(layout: DocumentLayout, isAnnex: boolean): Omit<ISectionOptions, 'children'> {
  const { page, pageNumber } = layout;
  const number = new Paragraph({
    alignment: MIDDLE,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: pageNumber.pt * 2 })],
  });
  return {
    properties: {
      ...(isAnnex ? {} : { titlePage: true }),
      page: {
        size: {
          // The library turns the sheet itself.
          width: twips(page.widthMm),
          height: twips(page.heightMm),
          orientation: isAnnex ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: twips(page.topMm),
          bottom: twips(page.bottomMm),
          left: twips(isAnnex ? page.topMm : page.leftMm),
          right: twips(isAnnex ? page.topMm : page.rightMm),
          header: twips(pageNumber.fromTopMm),
          footer: twips(pageNumber.fromTopMm),
        },
        ...(isAnnex ? {} : { pageNumbers: { start: 1 } }),
      },
    },
    headers: {
      default: new Header({ children: [number] }),
      first: new Header({ children: [line('', { pt: 2 })] }),
    },
  };
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

function bodyOf(
  blocks: readonly Block[],
  layout: DocumentLayout,
  widthMm: number,
): readonly (Paragraph | Table)[] {
  let sections = 0;
  let parts = 0;
  return blocks.flatMap((block): readonly (Paragraph | Table)[] => {
    switch (block.kind) {
      case 'section': {
        const number = ROMAN[sections] ?? String(sections + 1);
        sections += 1;
        parts = 0;
        const title = `${number}${layout.headingSeparator}${block.title.toLocaleUpperCase('vi')}`;
        return [bodyLine(title, layout, layout.heading, { keepNext: true })];
      }
      case 'part':
        parts += 1;
        return [bodyLine(`${parts}. ${block.title}`, layout, layout.subheading, { keepNext: true })];
      case 'paragraph':
        return [bodyLine(block.text, layout)];
      case 'item':
        return [bodyLine(`- ${block.text}`, layout)];
      case 'table':
        return [dataTable(block.table, widthMm, layout.table.pt), line('', layout.table)];
    }
  });
}

function annexOf(content: ReportContent, layout: DocumentLayout, index: number): (Paragraph | Table)[] {
  const { annexes, letterhead, month, year } = content;
  const { page, subject, table, body } = layout;
  const annex = annexes[index];
  if (!annex) return [];
  const number = annexes.length > 1 ? ` ${ROMAN[index] ?? index + 1}` : '';
  const widthMm = page.heightMm - 2 * page.topMm;
  const italics = { pt: body.pt, italics: true } as const;
  return [
    line(OFFICIAL.annex(number), subject),
    line(annex.title.toLocaleUpperCase('vi'), subject),
    line(OFFICIAL.annexOf(numberOf(content, layout), month, year, letterhead.name), italics),
    line('', body),
    ...annex.tables.flatMap((one) => [dataTable(one, widthMm, table.annexPt), line('', table)]),
    ...annex.notes.map((note) => line(note, { pt: table.annexPt, italics: true }, AlignmentType.LEFT)),
  ];
}
