/**
 * A short name of a value's content (FNV-1a, 32 bits, base 36): buttons carry it so that a tap confirms what was shown and
 * nothing newer. No protection against forgery, which the platform gives.
 */
export function fingerprint(value: unknown): string {
  const text = JSON.stringify(sorted(value));
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

/** Keys in one order: the database returns those of a JSON document in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}
