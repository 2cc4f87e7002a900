import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { Problem } from '../core/errors.ts';

/** Where in a workbook: rows count from 1, `column` is its letters, `name` what the file calls it. */
export type SheetPlace = {
  readonly sheet: string;
  readonly row?: number;
  readonly column?: string;
  readonly name?: string;
};

/** A fault of a file, with the line of a text file or the place in a workbook; lines count from 1. Both are absent where nothing is to blame. */
export type FileProblem = Problem & { readonly line?: number; readonly place?: SheetPlace };

export type FileRead<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** The data of a file, and where in the file each path stands. */
export type SourceDocument = {
  readonly data: unknown;
  /** Faults of single places, beside which the rest could be read; a file with one is refused. */
  readonly problems: readonly FileProblem[];
  /** What was taken otherwise than it stands. */
  readonly notes: readonly FileProblem[];
  locate(problem: Problem): FileProblem;
};

const MOST_BYTES = 32 * 1024 * 1024;
const WHOLE_FILE = '(cả tệp)';
/** The first bytes of every ZIP archive, which an XLSX file is. */
const ARCHIVE_START = [0x50, 0x4b, 0x03, 0x04];
/** The first bytes of an XLS file, and of an XLSX file with a password. */
const OLD_WORKBOOK_START = [0xd0, 0xcf, 0x11, 0xe0];

/** Reads YAML, JSON or an XLSX workbook, told by content. Never throws for what the file holds. */
export async function readDocument(bytes: Uint8Array): Promise<FileRead<SourceDocument>> {
  if (bytes.length > MOST_BYTES) return refuse('tệp lớn quá 32 MiB; xin chia thành nhiều tệp');
  if (!beginsWith(bytes, ARCHIVE_START)) return readTextDocument(bytes);
  // Loaded when there is one to read: the other commands start without it.
  const { readWorkbook } = await import('./workbook/read.ts');
  return readWorkbook(bytes);
}

/** Reads YAML; JSON is read as the YAML it is, so that its faults have lines too. Never throws for what the file holds. */
export function readTextDocument(bytes: Uint8Array): FileRead<SourceDocument> {
  if (beginsWith(bytes, ARCHIVE_START)) return refuse('tệp này phải là YAML hoặc JSON, không phải sổ tính');
  if (beginsWith(bytes, OLD_WORKBOOK_START)) {
    return refuse(
      'tệp XLS cũ hoặc sổ tính có mật khẩu, không đọc được; xin lưu lại dạng .xlsx, không đặt mật khẩu',
    );
  }
  if (bytes.length > MOST_BYTES) return refuse('tệp lớn quá 32 MiB; xin chia thành nhiều tệp');
  const text = decode(bytes);
  if (text === undefined) return refuse('tệp không phải chữ UTF-8; xin lưu lại với bảng mã UTF-8');
  return parseText(text);
}

function beginsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function parseText(text: string): FileRead<SourceDocument> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems = [...document.errors, ...document.warnings].map((error) => ({
    path: WHOLE_FILE,
    message: wordSyntaxFault(error.code),
    line: lines.linePos(error.pos[0]).line,
  }));
  if (problems.length > 0) return { ok: false, problems };
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 1_000 });
  } catch {
    return refuse('tệp dùng bí danh YAML (&, *) sai hoặc quá nhiều; xin viết thẳng nội dung');
  }
  return {
    ok: true,
    value: { data, problems: [], notes: [], locate: (problem) => locate(document, lines, problem) },
  };
}

function refuse(message: string): { ok: false; problems: readonly FileProblem[] } {
  return { ok: false, problems: [{ path: WHOLE_FILE, message }] };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function wordSyntaxFault(code: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'mục này ghi hai lần; xin bỏ một';
    case 'TAB_AS_INDENT':
      return 'thụt đầu dòng bằng phím Tab; xin dùng dấu cách';
    case 'BAD_INDENT':
    case 'BAD_COLLECTION_TYPE':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'thụt đầu dòng hoặc dấu ngoặc không khớp';
    case 'MISSING_CHAR':
      return 'thiếu dấu (ngoặc, nháy, phẩy hoặc hai chấm)';
    case 'MULTIPLE_DOCS':
      return 'tệp có nhiều phần ngăn bằng ---; xin để một phần';
    default:
      return `sai cú pháp YAML (${code})`;
  }
}

/** The line of the path, or of the nearest thing above it that the file has. */
function locate(document: Document, lines: LineCounter, problem: Problem): FileProblem {
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const step of problem.path.match(/[^.[\]]+/g) ?? []) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      if (pair === undefined) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset === undefined ? problem : { ...problem, line: lines.linePos(offset).line };
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function isNode(node: unknown): node is Node {
  return isMap(node) || isSeq(node) || isScalar(node);
}
