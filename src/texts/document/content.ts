import type { Letterhead } from './letterhead.ts';

/** A row of a table; `strong`: a sum. A cell may have several lines. */
export type TableRow = { readonly cells: readonly string[]; readonly strong?: true };

export type DocumentTable = {
  readonly heads: readonly string[];
  /** Shares of the width, one a column. */
  readonly widths: readonly number[];
  /** Columns whose cells stand in the middle; the others begin at the left. */
  readonly centred: readonly number[];
  readonly rows: readonly TableRow[];
};

/** A piece of the text, in words that no layout owns. Headings are numbered when they are laid out. */
export type Block =
  | { readonly kind: 'section'; readonly title: string }
  | { readonly kind: 'part'; readonly title: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'item'; readonly text: string }
  | { readonly kind: 'table'; readonly table: DocumentTable };

/** How the paper can be checked: words and the picture of a QR code (PNG, square). */
export type Verification = { readonly lines: readonly string[]; readonly qr: Uint8Array | undefined };

/** An official report as its words; documents/layouts.ts says how it looks. */
export type ReportContent = {
  readonly letterhead: Letterhead;
  /** Of the paper; the day is left to who signs it. */
  readonly month: number;
  readonly year: number;
  readonly kind: string;
  readonly subject: string;
  /** Second line of the subject. */
  readonly span: string;
  readonly blocks: readonly Block[];
  /** The last sentence, without its end mark. */
  readonly closing: string;
  readonly recipients: readonly string[];
  readonly annexes: readonly {
    readonly title: string;
    readonly tables: readonly DocumentTable[];
    readonly notes: readonly string[];
  }[];
  readonly verification?: Verification;
};
