import type { Temporal } from 'temporal-polyfill';
import type { DigestView } from '../core/conversation/context.ts';
import type { Executor } from '../db/connect.ts';
import { loadOffice } from '../db/queries/offices.ts';
import { sealDocument } from '../db/queries/seals.ts';
import type { StyledReport } from '../documents/word/write.ts';
import type { DocumentContent } from '../documents/write.ts';
import type { Verification } from '../texts/document/content.ts';
import { reportContent } from '../texts/document/report.ts';
import { workbookOf } from '../texts/document/workbook.ts';
import { VERIFY } from '../texts/verify.ts';

export type DigestDocument = {
  readonly format: DocumentContent['format'];
  /** The digests of one period, one a body. */
  readonly views: readonly DigestView[];
  /** Calendar time of the figures. */
  readonly at: Temporal.Instant;
  readonly zone: string;
  /** If the figures are those of then. */
  readonly asOf: Temporal.Instant | undefined;
  /** Calendar time of making the file. */
  readonly now: Temporal.Instant;
  readonly publicUrl: string | undefined;
};

/**
 * The digests as the content of one document, to be put together in the transaction (repeatable read) that read them: a paper's seal
 * is of the same moment.
 */
export async function documentContent(db: Executor, document: DigestDocument): Promise<DocumentContent> {
  return document.format === 'docx'
    ? { format: 'docx', reports: await reportsOf(db, document) }
    : { format: 'xlsx', sheets: workbookOf(document) };
}

async function reportsOf(
  db: Executor,
  { views, at, zone, ...made }: DigestDocument,
): Promise<readonly StyledReport[]> {
  const today = at.toZonedDateTimeISO(zone).toPlainDate();
  const reports: StyledReport[] = [];
  for (const view of views) {
    const office = await loadOffice(db, view.figures.body, today);
    if (!office) continue;
    const verification = await verificationOf(db, view, made);
    reports.push({ style: office.style, content: reportContent({ view, office, at, zone, verification }) });
  }
  return reports;
}

/** What a paper is checked by: `verify`, or the page that its QR code opens. */
async function verificationOf(
  db: Executor,
  { figures, names }: DigestView,
  { asOf, now, publicUrl }: Pick<DigestDocument, 'asOf' | 'now' | 'publicUrl'>,
): Promise<Verification> {
  const { qrPicture } = await import('../documents/qr-picture.ts');
  const { form, body, period } = figures;
  const document = { form, body, period, units: Object.keys(names.units), asOf, at: now };
  const { code, hash, qr } = await sealDocument(db, document, publicUrl);
  return { lines: VERIFY.onPaper(code, hash), qr: await qrPicture(qr) };
}
