import type { Changed } from '../core/organization/plan.ts';

type Row = Readonly<Record<string, unknown>>;

/** What an import does to what is owed now: reports that are asked for from now on, and such as nobody asks for any more. */
export type ObligationChange = { readonly added: number; readonly relieved: number };

export function wordObligations({ added, relieved }: ObligationChange): string {
  if (added === 0 && relieved === 0) return 'Báo cáo phải nộp: không thay đổi';
  return `Báo cáo phải nộp: thêm ${added}, không phải nộp nữa ${relieved}`;
}

/** True where the import states when something ends. */
export function isEnding({ before, after }: Changed<object>): boolean {
  return 'until' in after && (!('until' in before) || before.until !== after.until);
}

/** `holder: do-van-ut → le-thi-lan; since: (trống) → 2026-11-25` */
export function wordChanges({ before, after, fields }: Changed<object>): string {
  const left: Row = { ...before };
  const right: Row = { ...after };
  return fields.map((field) => `${field}: ${wordChange(left[field], right[field])}`).join('; ');
}

function wordChange(before: unknown, after: unknown): string {
  if (isCodedList(before) && isCodedList(after)) return wordRows(before, after);
  return `${wordValue(before)} → ${wordValue(after)}`;
}

/** More of a value would hide the others. */
const LONGEST_VALUE = 60;

function wordValue(value: unknown): string {
  if (value === undefined) return '(trống)';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

type Coded = { readonly code: unknown };

function isCodedList(value: unknown): value is readonly Coded[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((row) => typeof row === 'object' && row !== null && 'code' in row)
  );
}

function wordRows(before: readonly Coded[], after: readonly Coded[]): string {
  const known = new Map(before.map((row) => [String(row.code), JSON.stringify(row)]));
  const stated = new Map(after.map((row) => [String(row.code), JSON.stringify(row)]));
  const added = [...stated.keys()].filter((code) => !known.has(code));
  const removed = [...known.keys()].filter((code) => !stated.has(code));
  const changed = [...stated].filter(([code, row]) => known.has(code) && known.get(code) !== row);
  const parts = [
    ...added.map((code) => `+ ${code}`),
    ...changed.map(([code]) => `~ ${code}`),
    ...removed.map((code) => `- ${code}`),
  ];
  return parts.length === 0 ? 'đổi thứ tự' : parts.join(', ');
}
