/**
 * A signal for one call: aborted after `timeoutMs`, or when `stop` is. AbortSignal.timeout and .any would keep 3 KiB of each call
 * until its time is over: at 1,500 calls a second, 75 MiB.
 */
export function endAfter(timeoutMs: number, stop: AbortSignal | undefined) {
  const controller = new AbortController();
  const end = () => controller.abort();
  const timer = setTimeout(end, timeoutMs);
  if (stop?.aborted === true) end();
  stop?.addEventListener('abort', end);
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      stop?.removeEventListener('abort', end);
    },
  };
}
