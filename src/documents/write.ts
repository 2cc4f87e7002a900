import type { Sheet } from '../texts/document/sheets.ts';
import type { TemplateFill } from '../texts/document/template-cells.ts';
import type { StyledReport } from './word/write.ts';

/** What a document is made of, as plain data that can go to another process. */
export type DocumentContent =
  | { readonly format: 'docx'; readonly reports: readonly StyledReport[] }
  | { readonly format: 'xlsx'; readonly sheets: readonly Sheet[] }
  /** A receiver's own workbook, and what each form fills of it. */
  | {
      readonly format: 'template';
      readonly workbook: Uint8Array;
      readonly fills: readonly TemplateFill[];
    };

export type WrittenDocument = {
  readonly bytes: Uint8Array;
  /** The names of units whose figures found no place in a receiver's workbook. Absent: none. */
  readonly unplaced?: readonly string[];
};

/** Writes a document. The libraries are loaded only here: they take longer than all else of a command. */
export async function writeDocument(content: DocumentContent): Promise<WrittenDocument> {
  switch (content.format) {
    case 'docx': {
      const { writeWord } = await import('./word/write.ts');
      return { bytes: await writeWord(content.reports) };
    }
    case 'xlsx': {
      const { writeExcel } = await import('./excel/write.ts');
      return { bytes: await writeExcel(content.sheets) };
    }
    case 'template': {
      const { fillWorkbook } = await import('./template/fill.ts');
      return fillWorkbook(content.workbook, content.fills);
    }
  }
}
