import { Temporal } from 'temporal-polyfill';
import type { TickRunner } from '../cli/tick.ts';
import type { Config } from '../config.ts';
import { appSecret } from '../db/app-secret.ts';
import { readClock, setDemoClock } from '../db/clock.ts';
import { openDatabase } from '../db/open.ts';
import { createLog } from '../log.ts';
import { createTicker } from '../schedule/tick.ts';
import { calendar } from './calendar.ts';
import { createDigestFiles } from './digest-files.ts';
import { sendersOnly } from './platforms.ts';
import { budgetOf, createDelivererFor, createLeases } from './sending.ts';

/** What the command `tick` runs on: the schedule and the senders, without receiving. */
export async function withTicks<T>(
  config: Config,
  say: (line: string) => void,
  run: (ticks: TickRunner) => Promise<T>,
): Promise<T> {
  const log = createLog(config.logLevel);
  const database = await openDatabase(config, say);
  const { db } = database;
  const secret = await appSecret(config);
  const deliverer = createDelivererFor(
    config,
    database,
    await sendersOnly(config, log, { db, secret }),
    log,
    createLeases(database, log),
    createDigestFiles({
      db,
      zone: config.timeZone,
      secret,
      now: () => readClock(db, config.demo),
      publicUrl: () => config.publicUrl,
    }),
  );
  try {
    await deliverer.start();
    const tick = createTicker({
      db,
      zone: config.timeZone,
      calendar,
      wake: () => deliverer.wake(),
      log,
      budget: budgetOf(config),
    });
    return await run({
      async tick(at) {
        const summary = await tick(at);
        await deliverer.settle(Temporal.Now.instant());
        return summary;
      },
      setClock: (to) => setDemoClock(db, to),
      now: () => readClock(db, config.demo),
    });
  } finally {
    await deliverer.stop();
    await database.close();
  }
}
