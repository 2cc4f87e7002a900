/** Receives by polling. May be started again once a stop has resolved, as the holder of a lease is; starting or stopping twice is harmless. */
export type Poller = { start(): void; stop(): Promise<void> };

/** `poll` goes on until its signal is aborted and resolves soon after. */
export function startable(poll: (signal: AbortSignal) => Promise<void>): Poller {
  let running: { readonly stopping: AbortController; readonly ended: Promise<void> } | undefined;
  return {
    start() {
      if (running) return;
      const stopping = new AbortController();
      running = { stopping, ended: poll(stopping.signal) };
    },
    async stop() {
      const stopped = running;
      if (!stopped) return;
      stopped.stopping.abort();
      await stopped.ended;
      if (running === stopped) running = undefined;
    },
  };
}
