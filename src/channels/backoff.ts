/** How long a call waits that will not work until a person changes something (the token, the public address), or the platform itself. */
export const UNTIL_SOMEONE_ACTS_MS = 30_000;

/** 1, 2, 4, 8, 16, 30, 30 … seconds after the first, second, third … failure in a row. */
export function backoffMs(failures: number): number {
  return Math.min(30_000, 1000 * 2 ** (failures - 1));
}
