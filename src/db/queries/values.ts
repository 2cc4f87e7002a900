import type { Value } from '../../core/forms/definition.ts';

/** A row of `report_value`: one of its columns holds the value. */
export type ValueRow = {
  readonly number: number | null;
  readonly part: number | null;
  readonly whole: number | null;
  readonly text: string | null;
  readonly list: readonly string[] | null;
};

/** The value of a row, whatever its type; undefined only for a row that the database's checks forbid. */
export function readValue({ number, part, whole, text, list }: ValueRow): Value | undefined {
  if (part !== null && whole !== null) return { part, whole };
  return number ?? text ?? list ?? undefined;
}
