import type { BodyCode, DigestId, FormCode, PersonId } from '../ids.ts';

export const DIGEST_FILE_FORMATS = ['docx', 'xlsx', 'png'] as const;
export type DigestFileFormat = (typeof DIGEST_FILE_FORMATS)[number];

/** A digest as a file, named and not made: whoever sends or serves it makes it then. */
export type DigestFile = {
  readonly format: DigestFileFormat;
  readonly form: FormCode;
  readonly body: BodyCode;
  /** A period of the form, or a longer one. */
  readonly period: string;
  /** The digest that was sent, with its figures. Absent: the figures as they stand when the file is made. */
  readonly sent?: DigestId;
  /** The code of a receiver's own workbook, filled with the figures of now. Absent: a document of ours. */
  readonly template?: string;
  /** Who asked for it: it holds what this person may see when it is made. */
  readonly person: PersonId;
};

/** `tong-hop-tuan-2017-W34-ban-dan-van.docx`, `bieu-tinh-2017-08.xlsx`: letters, digits and hyphens, which every platform and file system takes. */
export function fileNameOf({ form, period, body, format, template }: Omit<DigestFile, 'person'>): string {
  const about = template === undefined ? ['tong-hop', form, period, body] : ['bieu', template, period];
  const words = about.map((word) => word.replaceAll(/[^\w-]+/g, '-'));
  return `${words.join('-')}.${format}`;
}
