/**
 * JSON with the keys of every object in code-unit order and no spaces, so that equal data give equal text whatever way they
 * came, also back from a `jsonb` column. Members that are undefined are left out, as JSON.stringify does.
 */
export function canonicalJson(data: unknown): string {
  if (Array.isArray(data)) return `[${data.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof data !== 'object' || data === null) return JSON.stringify(data) ?? 'null';
  const members = Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${canonicalJson(value)}`);
  return `{${members.join(',')}}`;
}
