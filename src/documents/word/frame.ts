import { AlignmentType, ImageRun, Paragraph, type Table } from 'docx';
import type { ReportContent, Verification } from '../../texts/document/content.ts';
import { OFFICIAL } from '../../texts/document/official.ts';
import type { DocumentLayout, Look } from '../layouts.ts';
import { columns, line, rule } from './pieces.ts';

/** Room for what is written by hand: the number, the day. */
const GAP = '        ';

/** The head: the issuing body and the number at the left, the state or the Party, place and date at the right. */
export function headOf(content: ReportContent, layout: DocumentLayout): readonly (Paragraph | Table)[] {
  const { letterhead, month, year, kind, subject, span } = content;
  const { head, state, issuerMark, subjectMark, page } = layout;
  const widthMm = page.widthMm - page.leftMm - page.rightMm;
  const left = [
    ...letterhead.parent.map((text) => line(text, layout.parent)),
    ...letterhead.issuer.map((text) => line(text, layout.issuer)),
    markOf(issuerMark, layout.issuer, head.leftMm),
    line(numberOf(content, layout), layout.number.look),
    line(layout.draftMark.text, layout.draftMark.look),
  ];
  const right = [
    ...state.lines.map(({ text, look }) => line(text, look)),
    rule(state.ruleMm, head.rightMm),
    // The date stands beside the number.
    ...blanks(letterhead.parent.length + letterhead.issuer.length - state.lines.length, layout.issuer),
    line(OFFICIAL.placeAndDate(letterhead.place, month, year), layout.placeAndDate),
  ];
  return [
    columns([
      { widthMm: head.leftMm, children: left },
      { widthMm: head.rightMm, children: right },
    ]),
    line('', layout.body),
    line(kind, layout.kind),
    line(subject, layout.subject),
    line(span, { pt: layout.body.pt, italics: true }),
    markOf(subjectMark, layout.subject, widthMm),
    line('', layout.body),
  ];
}

/** `Số:      /BC-UBND`. */
export function numberOf({ letterhead }: ReportContent, { number }: DocumentLayout): string {
  return `${number.before}${GAP}${number.between}${letterhead.symbol}`;
}

function markOf(mark: DocumentLayout['issuerMark'], look: Look, columnMm: number): Paragraph {
  return 'ruleMm' in mark ? rule(mark.ruleMm, columnMm) : line(mark.text, look);
}

function blanks(count: number, look: Look): readonly Paragraph[] {
  return Array.from({ length: Math.max(0, count) }, () => line('', look));
}

const toLeft = (text: string, look: Look) => line(text, look, AlignmentType.LEFT);

/** The foot: who gets it at the left, who signs at the right. Nothing is signed or sealed here. */
export function footOf(content: ReportContent, layout: DocumentLayout): readonly (Paragraph | Table)[] {
  const { signature: signer, name } = content.letterhead;
  const { recipients, signature, head, page } = layout;
  const { heading, line: look, separator } = recipients;
  const left = [
    toLeft(OFFICIAL.recipients, heading),
    ...content.recipients.map((to) => toLeft(`- ${to}${separator}`, look)),
    toLeft(recipients.archive ?? `- Lưu ${name}.`, look),
  ];
  const right = [
    ...(signer.authority === undefined
      ? []
      : [line(`${signature.onBehalfOf} ${signer.authority}`, signature.authority)]),
    line(signer.title, signature.title),
    ...blanks(signature.blankLines, signature.name),
    line(signer.name ?? OFFICIAL.unknown, signature.name),
  ];
  const widthMm = page.widthMm - page.leftMm - page.rightMm;
  return [
    new Paragraph({ keepNext: true }),
    columns([
      { widthMm: widthMm - head.rightMm, children: left },
      { widthMm: head.rightMm, children: right },
    ]),
    ...(content.verification === undefined
      ? []
      : [line('', layout.body), seal(content.verification, layout)]),
  ];
}

const QR_MM = 28;
const PIXELS_AN_MM = 96 / 25.4;

/** How the paper can be checked, below the signature. */
function seal({ lines, qr }: Verification, { page, recipients }: DocumentLayout): Table {
  const widthMm = page.widthMm - page.leftMm - page.rightMm;
  const pixels = Math.round(QR_MM * PIXELS_AN_MM);
  const words = lines.map((text) => toLeft(text, recipients.line));
  if (qr === undefined) return columns([{ widthMm, children: words }]);
  const picture = new Paragraph({
    children: [new ImageRun({ type: 'png', data: qr, transformation: { width: pixels, height: pixels } })],
  });
  return columns([
    { widthMm: QR_MM + 4, children: [picture] },
    { widthMm: widthMm - QR_MM - 4, children: words },
  ]);
}
