import { schedule } from 'node-cron';
import type { Temporal } from 'temporal-polyfill';
import type { Log } from '../log.ts';
import type { Ticker } from './tick.ts';

function quiet(): void {}

/**
 * Ticks each minute, never two at once, and once at the start for what was missed. A tick that fails is logged in one line and
 * tried again a minute later: what is due stays due. `stop` waits for a tick that runs.
 */
export function startMinuteTicks(parts: {
  readonly tick: Ticker;
  /** Calendar time. */
  readonly now: () => Promise<Temporal.Instant>;
  readonly log: Log;
}): { stop(): Promise<void> } {
  const { tick, now, log } = parts;
  let running = Promise.resolve();

  async function run(): Promise<void> {
    try {
      const { opened, reminders, digests } = await tick(await now());
      if (opened + reminders + digests > 0) log.info('tick', { opened, reminders, digests });
    } catch (error) {
      log.error('tick failed, next try in a minute', {}, error);
    }
  }

  const start = (): Promise<void> => (running = run());
  const task = schedule('* * * * *', start, {
    noOverlap: true,
    // Its own words about missed minutes go nowhere: the next tick does what was missed.
    logger: { info: quiet, warn: quiet, error: quiet, debug: quiet },
  });
  void start();
  return {
    async stop() {
      await task.stop();
      await running;
    },
  };
}
