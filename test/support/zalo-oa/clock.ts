/** The platform's clock: real time, moved forward by hand. Milliseconds. */
export type FakeClock = {
  now(): number;
  /** Moves it to a moment; it runs on from there. */
  set(atMs: number): void;
};

export function createFakeClock(): FakeClock {
  let aheadMs = 0;
  return {
    now: () => Date.now() + aheadMs,
    set(atMs) {
      aheadMs = atMs - Date.now();
    },
  };
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The hour of the day in Vietnam, where there is no summer time: 0 to 23. */
export function vietnamHour(atMs: number): number {
  return new Date(atMs + 7 * HOUR_MS).getUTCHours();
}

/** The calendar month in Vietnam: `2027-01`. */
export function vietnamMonth(atMs: number): string {
  return new Date(atMs + 7 * HOUR_MS).toISOString().slice(0, 7);
}
