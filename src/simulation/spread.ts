import { weekAround } from '../core/calendar/working-time.ts';
import type { Spread } from '../core/simulation/outcome.ts';
import type { Unasked } from '../db/queries/simulation.ts';

/** Unasked messages a person and week, of the weeks in which a person got any. */
export function weeklySpread(unasked: readonly Unasked[], zone: string): Spread {
  const counts = new Map<string, number>();
  for (const { person, decidedAt } of unasked) {
    const key = `${person} ${weekAround(decidedAt, zone).from.toString()}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return spreadOf([...counts.values()]);
}

export function spreadOf(counts: readonly number[]): Spread {
  const ordered = counts.toSorted((one, other) => one - other);
  return { median: ordered[Math.floor(ordered.length / 2)] ?? 0, most: ordered.at(-1) ?? 0 };
}
