import type { Problem } from '../core/errors.ts';
import { formatNumber } from './numbers.ts';

/** A fault or warning of a file with where it stands: lines and rows count from 1. */
export type PlacedProblem = Problem & {
  readonly line?: number;
  readonly place?: {
    readonly sheet: string;
    readonly row?: number;
    readonly column?: string;
    readonly name?: string;
  };
};

/** `forms[0].due (dòng 12): …`, or of a workbook `trang forms, dòng 12, cột E (due): …`. */
function wordProblem({ path, message, line, place }: PlacedProblem): string {
  if (place === undefined) return `${path}${line === undefined ? '' : ` (dòng ${line})`}: ${message}`;
  const { sheet, row, column, name } = place;
  const named = column === undefined ? name : `${column}${name === undefined ? '' : ` (${name})`}`;
  return `trang ${sheet}${row === undefined ? '' : `, dòng ${row}`}${named === undefined ? '' : `, cột ${named}`}: ${message}`;
}

/** Whoever mends a file begins at the top, and a first fault often makes many below it. */
const MOST_TOLD = 50;

/** The first faults of a file, a line each, and how many more there are. */
export function wordFaults(problems: readonly PlacedProblem[]): readonly string[] {
  return wordFirst('LỖI', problems, (more) => `Còn ${more} lỗi nữa; xin sửa các lỗi trên rồi chạy lại.`);
}

/** What is taken all the same, likewise. */
export function wordWarnings(problems: readonly PlacedProblem[]): readonly string[] {
  return wordFirst('LƯU Ý', problems, (more) => `Còn ${more} lưu ý nữa.`);
}

function wordFirst(
  mark: string,
  problems: readonly PlacedProblem[],
  more: (count: string) => string,
): readonly string[] {
  const lines = problems.slice(0, MOST_TOLD).map((problem) => `${mark} ${wordProblem(problem)}`);
  const left = problems.length - lines.length;
  return left === 0 ? lines : [...lines, more(formatNumber(left))];
}

export function wordRefusedFile(file: string, faults: number): string {
  return `${file}: có ${formatNumber(faults)} lỗi, không nhập gì; xin sửa các dòng trên rồi nhập lại`;
}
