import { sql, type SQL } from 'drizzle-orm';
import type { Notes, Value, Values } from '../../core/forms/definition.ts';
import type { FieldCode } from '../../core/ids.ts';
import { readValue, type ValueRow } from './values.ts';

export type StoredValue = ValueRow & { readonly field: FieldCode; readonly note: string | null };

/** A column of a revision's values, which the expression names; `contentOf` reads it. */
export function storedValuesOf(revision: SQL): SQL {
  return sql`coalesce((
    select jsonb_agg(jsonb_build_object('field', v.field, 'number', v.number, 'part', v.part, 'whole', v.whole,
      'text', v.text, 'list', v.list, 'note', v.note))
    from report_value v where v.revision_id = ${revision}
  ), '[]')`;
}

export function contentOf(rows: readonly StoredValue[]): { readonly values: Values; readonly notes: Notes } {
  const values: Record<FieldCode, Value> = {};
  const notes: Record<FieldCode, string> = {};
  for (const row of rows) {
    const value = readValue(row);
    if (value !== undefined) values[row.field] = value;
    if (row.note !== null) notes[row.field] = row.note;
  }
  return { values, notes };
}
