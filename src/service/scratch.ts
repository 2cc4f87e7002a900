import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { demoChannel } from '../channels/demo/send.ts';
import type { Config } from '../config.ts';
import { createHolidayCalendar } from '../db/queries/holidays.ts';
import { withScratchDatabase } from '../db/scratch.ts';
import { createDeliverer } from '../delivery/deliver.ts';
import { createInbox } from '../inbox/receive.ts';
import { createLog } from '../log.ts';
import { createTicker } from '../schedule/tick.ts';
import type { SimulatedService } from '../simulation/run.ts';

/** What `simulate` and `rehearse` run on: the real service in a database of its own, with demo phones only. */
export async function onScratchService<T>(
  config: Config,
  say: (line: string) => void,
  run: (service: SimulatedService) => Promise<T>,
): Promise<T> {
  const log = createLog(config.logLevel);
  const zone = config.timeZone;
  return withScratchDatabase(config, say, async ({ db, listen }) => {
    const deliverer = createDeliverer({ db, listen, channels: [demoChannel()], rates: {}, log });
    const wake = () => deliverer.wake();
    const own = createHolidayCalendar();
    const inbox = createInbox({
      db,
      demo: true,
      zone,
      calendar: own,
      secret: randomUUID(),
      publicUrl: () => undefined,
      log,
      sender: deliverer,
    });
    const tick = createTicker({ db, zone, calendar: own, wake });
    await deliverer.start();
    try {
      return await run({
        db,
        zone,
        receive: (messages) => inbox.receive(messages),
        async tick(at) {
          await tick(at);
        },
        settle: () => deliverer.settle(Temporal.Now.instant()),
      });
    } finally {
      await deliverer.stop();
    }
  });
}
