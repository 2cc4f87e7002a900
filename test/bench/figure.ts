/** What was measured, and the figure with its unit. */
export type Figure = readonly [name: string, figure: string];

/** The value below which the share lies; of an unsorted list. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
