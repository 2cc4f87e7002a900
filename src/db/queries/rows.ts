import { sql, type SQL } from 'drizzle-orm';

/**
 * Plain data as a table for a FROM clause, `columns` naming its fields and types: any number of rows in one statement and one
 * parameter. An absent field is null; a further column `position` holds the order.
 */
export function tableOf(rows: readonly object[], alias: string, columns: string): SQL {
  const placed = rows.map((row, position) => ({ ...row, position }));
  // By way of text, because the driver would wrap a string for a jsonb parameter once more.
  return sql`jsonb_to_recordset(${JSON.stringify(placed)}::text::jsonb) as ${sql.raw(`${alias} (${columns}, position integer)`)}`;
}

/** Ids as a table `wanted (id)` for a FROM clause. */
export function idTable(ids: readonly number[]): SQL {
  return sql`unnest(string_to_array(${ids.join(',')}::text, ',')::bigint[]) as wanted (id)`;
}

/** Reads what thousands of rows share once: a moment takes microseconds to read. */
export function onceEach<Row, T>(
  rows: readonly Row[],
  keyOf: (row: Row) => string | number,
  read: (row: Row) => T,
): (row: Row) => T {
  const known = new Map<string | number, T>();
  for (const row of rows) if (!known.has(keyOf(row))) known.set(keyOf(row), read(row));
  return (row) => known.get(keyOf(row)) ?? read(row);
}
