import { setTimeout as pause } from 'node:timers/promises';

/** Resolves when `condition` holds; rejects after `timeoutMs`. */
export async function waitFor(
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> {
  const endMs = performance.now() + timeoutMs;
  // oxlint-disable-next-line no-await-in-loop
  while (!(await condition())) {
    if (performance.now() > endMs) throw new Error(`not so within ${timeoutMs} ms: ${String(condition)}`);
    // oxlint-disable-next-line no-await-in-loop
    await pause(5);
  }
}
