import type { Temporal } from 'temporal-polyfill';
import type { DigestView } from '../core/conversation/context.ts';
import type { Executor } from '../db/connect.ts';
import { loadOffice } from '../db/queries/offices.ts';
import { reportContent } from '../texts/document/report.ts';
import { workbookOf } from '../texts/document/workbook.ts';
import type { StyledReport } from '../documents/word/write.ts';

export type FileFormat = 'docx' | 'xlsx';
export const FILE_FORMATS: readonly FileFormat[] = ['docx', 'xlsx'];

export function isFileFormat(format: string): format is FileFormat {
  return FILE_FORMATS.some((known) => known === format);
}

export type DigestFile = {
  readonly format: FileFormat;
  /** The digests of one period, one a body. */
  readonly views: readonly DigestView[];
  /** Calendar time of the figures. */
  readonly at: Temporal.Instant;
  readonly zone: string;
};

/** The digests as one file. The libraries are loaded only here: they take longer than all else of a command. */
export async function makeDigestFile(db: Executor, file: DigestFile): Promise<Uint8Array> {
  switch (file.format) {
    case 'docx':
      return makeWord(db, file);
    case 'xlsx': {
      const { writeExcel } = await import('../documents/excel/write.ts');
      return writeExcel(workbookOf(file));
    }
  }
}

async function makeWord(db: Executor, { views, at, zone }: DigestFile): Promise<Uint8Array> {
  const { writeWord } = await import('../documents/word/write.ts');
  const today = at.toZonedDateTimeISO(zone).toPlainDate();
  const reports: StyledReport[] = [];
  for (const view of views) {
    const office = await loadOffice(db, view.figures.body, today);
    if (office) reports.push({ style: office.style, content: reportContent({ view, office, at, zone }) });
  }
  return writeWord(reports);
}
