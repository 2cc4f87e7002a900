import { Temporal } from 'temporal-polyfill';
import type { Hono } from 'hono';
import type { Receive } from '../channels/channel.ts';
import { demoReceiver } from '../channels/demo/receive.ts';
import type { Config } from '../config.ts';
import { readClock } from '../db/clock.ts';
import type { Database } from '../db/connect.ts';
import type { Readiness } from '../db/readiness.ts';
import type { Deliverer } from '../delivery/deliver.ts';
import { storeUpload } from '../files/content.ts';
import type { Log } from '../log.ts';
import { measureReceiving, type Metrics } from '../metrics.ts';
import type { Ticker } from '../schedule/tick.ts';
import { tickWords } from '../texts/commands.ts';
import { createApp } from '../web/app.ts';
import { calendarRoutes } from '../web/calendar-feed.ts';
import { digestFileRoutes } from '../web/digest-files.ts';
import { digestPageRoutes } from '../web/digest-page.ts';
import { demoRoutes } from '../web/demo.ts';
import { hamletFormRoutes } from '../web/hamlet-form.ts';
import { verifyRoutes } from '../web/verify.ts';
import { remoteAddress } from '../web/serve.ts';
import type { Webhooks } from '../web/webhooks.ts';
import { calendar } from './calendar.ts';
import type { DigestFiles } from './digest-files.ts';

export type WebParts = {
  readonly config: Config;
  readonly db: Database;
  readonly secret: string;
  readonly files: DigestFiles;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly webhooks: Webhooks;
  readonly receive: Receive;
  readonly tick: Ticker;
  readonly deliverer: Deliverer;
  /** Something was put into the outbox. */
  readonly wake: () => void;
  readonly isDraining: () => boolean;
  readonly stopping: AbortSignal;
};

/** All that the service serves over HTTP. */
export function composeWeb(parts: WebParts): Hono {
  const { config, db, secret, log, metrics, readiness } = parts;
  const now = () => readClock(db, config.demo);
  const forPeople = { db, secret, zone: config.timeZone, calendar, now, remoteAddress };
  return createApp({
    log,
    metrics,
    askDatabase: () => readiness.ask(),
    isDraining: parts.isDraining,
    ...parts.webhooks,
    zaloSiteCode: config.zaloSiteCode,
    calendar: calendarRoutes(forPeople),
    hamlets: hamletFormRoutes({ ...forPeople, wake: parts.wake }),
    verify: verifyRoutes(forPeople),
    digestFiles: digestFileRoutes({ ...forPeople, make: parts.files.make }),
    digestPages: digestPageRoutes(forPeople),
    demo: config.demo ? demoPhones(parts, now) : undefined,
  });
}

function demoPhones(parts: WebParts, now: () => Promise<Temporal.Instant>): Hono {
  const { config, db, log, metrics, receive, deliverer } = parts;
  const settle = () => deliverer.settle(Temporal.Now.instant());
  return demoRoutes({
    db,
    say: demoReceiver(measureReceiving(metrics, 'demo', receive), now, (content) => storeUpload(db, content)),
    // The clock bar shows what was done, so it waits for the messages too.
    async tick(at) {
      const done = await parts.tick(at);
      await settle();
      return tickWords(done);
    },
    settle,
    pathOf: (file) => parts.files.pathOf(file),
    pathOfPage: (page) => parts.files.pathOfPage(page),
    zone: config.timeZone,
    log,
    stopping: parts.stopping,
    remoteAddress,
  });
}
