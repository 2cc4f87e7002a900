/** Invented figures that are the same for the same seed, on every machine. */
export type Chance = {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  oneIn(count: number): boolean;
  pick<T>(choices: readonly T[]): T | undefined;
};

/** A sequence that looks random, from a text: FNV-1a to begin, then mulberry32. Not for secrets. */
export function createChance(seed: string): Chance {
  let state = 0x811c9dc5;
  for (const letter of new TextEncoder().encode(seed)) state = Math.imul(state ^ letter, 0x01000193);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    between,
    oneIn: (count) => between(1, count) === 1,
    pick: (choices) => choices[between(0, choices.length - 1)],
  };
}
