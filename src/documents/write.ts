import type { Sheet } from '../texts/document/sheets.ts';
import type { StyledReport } from './word/write.ts';

/** What a document is made of, as plain data that can go to another process. */
export type DocumentContent =
  | { readonly format: 'docx'; readonly reports: readonly StyledReport[] }
  | { readonly format: 'xlsx'; readonly sheets: readonly Sheet[] };

/** The bytes of a document. The libraries are loaded only here: they take longer than all else of a command. */
export async function writeDocument(content: DocumentContent): Promise<Uint8Array> {
  switch (content.format) {
    case 'docx': {
      const { writeWord } = await import('./word/write.ts');
      return writeWord(content.reports);
    }
    case 'xlsx': {
      const { writeExcel } = await import('./excel/write.ts');
      return writeExcel(content.sheets);
    }
  }
}
