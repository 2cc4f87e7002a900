import type { AcceptedType } from '../core/attachments/kinds.ts';

/**
 * What the content is, by its own first bytes and never by its name; undefined for whatever is not accepted. Nothing is unpacked: of
 * a ZIP only the list of names is read, so that a bomb stays packed. Documents that carry macros are not accepted.
 * The library for this (file-type) knows 170 kinds, unpacks ZIP entries to tell them apart and brings four packages; of its kinds ten
 * are accepted here, and none of its signatures for them has changed in years.
 */
export function sniffType(content: Buffer): AcceptedType | undefined {
  const simple = SIGNATURES.find(({ bytes, at = 0 }) => startsWith(content, bytes, at));
  if (simple) return simple.type;
  if (startsWith(content, 'RIFF') && startsWith(content, 'WEBP', 8)) return 'image/webp';
  if (startsWith(content, 'ftyp', 4)) return isHeic(content) ? 'image/heic' : undefined;
  if (startsWith(content, 'PK\x03\x04')) return openXmlType(content);
  if (startsWith(content, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return oldOfficeType(content);
  return undefined;
}

type Signature = { readonly type: AcceptedType; readonly bytes: string; readonly at?: number };

/** Bytes are written as Latin-1. */
const SIGNATURES: readonly Signature[] = [
  { type: 'image/jpeg', bytes: '\xff\xd8\xff' },
  { type: 'image/png', bytes: '\x89PNG\r\n\x1a\n' },
  { type: 'image/gif', bytes: 'GIF87a' },
  { type: 'image/gif', bytes: 'GIF89a' },
  { type: 'application/pdf', bytes: '%PDF-' },
];

function startsWith(content: Buffer, bytes: string, at = 0): boolean {
  return content.toString('latin1', at, at + bytes.length) === bytes;
}

/** ISO 14496-12: a box of four-letter brands, the main one first, then its version, then those it is compatible with. */
function isHeic(content: Buffer): boolean {
  const end = Math.min(content.readUInt32BE(0), content.length, 256);
  const brands = [8, ...Array.from({ length: Math.max(0, (end - 16) / 4) }, (_, index) => 16 + index * 4)];
  return brands.some((at) => /^(?:heic|heix|heim|heis)$/.test(content.toString('latin1', at, at + 4)));
}

function openXmlType(content: Buffer): AcceptedType | undefined {
  const names = zipNames(content);
  if (!names.includes('[Content_Types].xml') || names.some((name) => name.endsWith('vbaProject.bin')))
    return undefined;
  if (names.includes('word/document.xml')) {
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  }
  return names.includes('xl/workbook.xml')
    ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    : undefined;
}

/** A document of an office has some dozens of parts. */
const MOST_NAMES = 10_000;
/** The record at the end, with the longest comment that it can carry. */
const LONGEST_END = 22 + 65_535;

/** The names in a ZIP's directory at its end (APPNOTE 4.3.12, 4.3.16); empty for a ZIP that is damaged. */
function zipNames(content: Buffer): readonly string[] {
  const end = content.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || content.length - end > LONGEST_END || content.length - end < 22) return [];
  const names: string[] = [];
  let at = content.readUInt32LE(end + 16);
  while (names.length < MOST_NAMES && at + 46 <= end && startsWith(content, 'PK\x01\x02', at)) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => content.readUInt16LE(at + offset));
    names.push(content.toString('utf8', at + 46, at + 46 + (name ?? 0)));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return names;
}

/** The old binary formats name their streams in UTF-16. */
function oldOfficeType(content: Buffer): AcceptedType | undefined {
  const has = (stream: string) => content.includes(Buffer.from(`${stream}\0`, 'utf16le'));
  if (has('_VBA_PROJECT')) return undefined;
  if (has('WordDocument')) return 'application/msword';
  return has('Workbook') || has('Book') ? 'application/vnd.ms-excel' : undefined;
}
