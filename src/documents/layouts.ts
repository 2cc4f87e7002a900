import type { DocumentStyle } from '../core/organization/organization.ts';

/** How words look: sizes in points. */
export type Look = {
  readonly pt: number;
  readonly bold?: true;
  readonly italics?: true;
  readonly underline?: true;
};

/**
 * Every figure of an official layout. `Pt` are points, `Mm` millimetres. Where a rule allows a range, one value of it stands here. What
 * the source leaves open is marked "by custom".
 */
export type DocumentLayout = {
  readonly source: string;
  readonly font: string;
  readonly page: {
    readonly widthMm: number;
    readonly heightMm: number;
    readonly topMm: number;
    readonly bottomMm: number;
    readonly leftMm: number;
    readonly rightMm: number;
  };
  /** In the middle of the top margin, not on the first page. */
  readonly pageNumber: { readonly pt: number; readonly fromTopMm: number };
  /** The two columns of the head without borders. */
  readonly head: { readonly leftMm: number; readonly rightMm: number };
  /** At the top right, each line with its look, and the line below as long as the last of them. */
  readonly state: {
    readonly lines: readonly { readonly text: string; readonly look: Look }[];
    readonly ruleMm: number;
  };
  readonly parent: Look;
  readonly issuer: Look;
  /** What stands below the issuing body. */
  readonly issuerMark: { readonly ruleMm: number } | { readonly text: string };
  /** `before` + room for the number + `between` + the body's symbol. */
  readonly number: { readonly look: Look; readonly before: string; readonly between: string };
  readonly draftMark: { readonly look: Look; readonly text: string };
  readonly placeAndDate: Look;
  readonly kind: Look;
  readonly subject: Look;
  readonly subjectMark: { readonly ruleMm: number } | { readonly text: string };
  readonly body: Look & {
    readonly firstLineMm: number;
    readonly afterPt: number;
    /** Exact points between lines, or a multiple of a single line. */
    readonly line: { readonly exactPt: number } | { readonly multiple: number };
  };
  /** Behind a Roman number. */
  readonly headingSeparator: string;
  readonly heading: Look;
  readonly subheading: Look;
  /** Closes the text. */
  readonly end: string;
  readonly signature: {
    readonly onBehalfOf: string;
    readonly authority: Look;
    readonly title: Look;
    readonly name: Look;
    readonly blankLines: number;
  };
  readonly recipients: {
    readonly heading: Look;
    readonly line: Look;
    /** Ends each line but the last, which ends with a full stop. */
    readonly separator: string;
    /** The last line: `- Lưu: VT.`; undefined: `- Lưu` and the body's name. */
    readonly archive: string | undefined;
  };
  readonly table: Look & { readonly annexPt: number };
};

const A4 = { widthMm: 210, heightMm: 297 } as const;

/** Nghị định 30/2020/NĐ-CP, Phụ lục I; section and item of it behind each figure. */
const GOVERNMENT: DocumentLayout = {
  source: 'Nghị định 30/2020/NĐ-CP, Phụ lục I',
  font: 'Times New Roman', // I.4
  page: { ...A4, topMm: 20, bottomMm: 20, leftMm: 30, rightMm: 15 }, // I.1, I.3: 20-25, 20-25, 30-35, 15-20
  pageNumber: { pt: 13, fromTopMm: 10 }, // I.7: 13-14
  head: { leftMm: 65, rightMm: 100 }, // by custom
  state: {
    lines: [
      { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', look: { pt: 13, bold: true } }, // II.1: 12-13
      { text: 'Độc lập - Tự do - Hạnh phúc', look: { pt: 14, bold: true } }, // II.1: 13-14
    ],
    ruleMm: 63, // II.1: as long as the line above, measured
  },
  parent: { pt: 13 }, // II.2: 12-13
  issuer: { pt: 13, bold: true }, // II.2: 12-13
  issuerMark: { ruleMm: 22 }, // II.2: a third to half of the line above
  number: { look: { pt: 13 }, before: 'Số:', between: '/BC-' }, // II.3
  draftMark: { look: { pt: 13, bold: true }, text: 'DỰ THẢO' }, // by custom
  placeAndDate: { pt: 14, italics: true }, // II.4: 13-14
  kind: { pt: 14, bold: true }, // II.5: 13-14
  subject: { pt: 14, bold: true }, // II.5: 13-14
  subjectMark: { ruleMm: 50 }, // II.5: a third to half of the line above
  body: { pt: 14, firstLineMm: 12.7, afterPt: 6, line: { multiple: 1.1 } }, // II.6: 13-14; 10 or 12.7; at least 6; 1 to 1.5
  headingSeparator: '. ', // II.6
  heading: { pt: 14, bold: true },
  subheading: { pt: 14, bold: true },
  end: './.', // by custom
  signature: {
    onBehalfOf: 'TM.', // II.7
    authority: { pt: 14, bold: true }, // II.7: 13-14
    title: { pt: 14, bold: true },
    name: { pt: 14, bold: true },
    blankLines: 4, // by custom
  },
  recipients: {
    heading: { pt: 12, bold: true, italics: true }, // II.9
    line: { pt: 11 },
    separator: ';',
    archive: '- Lưu: VT.',
  },
  table: { pt: 12, annexPt: 10 }, // by custom
};

/** Hướng dẫn 05-HD/VPTW (27/5/2026), for Quy định 399-QĐ/TW; as public guides to it give the figures. */
const PARTY: DocumentLayout = {
  source: 'Hướng dẫn 05-HD/VPTW ngày 27/5/2026',
  font: 'Times New Roman',
  page: { ...A4, topMm: 20, bottomMm: 20, leftMm: 30, rightMm: 15 },
  pageNumber: { pt: 14, fromTopMm: 10 },
  head: { leftMm: 75, rightMm: 90 }, // by custom
  state: {
    lines: [{ text: 'ĐẢNG CỘNG SẢN VIỆT NAM', look: { pt: 15, bold: true } }],
    ruleMm: 74, // as long as the line above, measured
  },
  parent: { pt: 14 },
  issuer: { pt: 14, bold: true },
  issuerMark: { text: '*' },
  number: { look: { pt: 14 }, before: 'Số', between: '-BC/' }, // no colon
  draftMark: { look: { pt: 14, bold: true }, text: 'DỰ THẢO LẦN 1' },
  placeAndDate: { pt: 14, italics: true },
  kind: { pt: 16, bold: true }, // 15-16
  subject: { pt: 15, bold: true }, // 14-15
  subjectMark: { text: '-----' },
  body: { pt: 14, firstLineMm: 10, afterPt: 6, line: { exactPt: 18 } }, // exact 18 or more
  headingSeparator: '- ', // I- TÊN MỤC
  heading: { pt: 14, bold: true },
  subheading: { pt: 14, bold: true },
  end: '.', // no ./.
  signature: {
    onBehalfOf: 'T/M',
    authority: { pt: 14, bold: true },
    title: { pt: 14 }, // not bold
    name: { pt: 14, bold: true },
    blankLines: 4, // by custom
  },
  recipients: {
    heading: { pt: 14, underline: true },
    line: { pt: 12 },
    separator: ',',
    archive: undefined, // neither "VT" nor a colon
  },
  table: { pt: 12, annexPt: 10 }, // by custom
};

export const LAYOUTS: Readonly<Record<DocumentStyle, DocumentLayout>> = {
  government: GOVERNMENT,
  party: PARTY,
};
