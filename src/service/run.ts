import { Temporal } from 'temporal-polyfill';
import { flushCompileCache } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type { Receive } from '../channels/channel.ts';
import { demoFetcher } from '../channels/demo/fetch.ts';
import { demoChannel } from '../channels/demo/send.ts';
import type { Config } from '../config.ts';
import { NO_PLACES } from '../core/invites/places.ts';
import { appSecret } from '../db/app-secret.ts';
import { readClock } from '../db/clock.ts';
import { openDatabase, type OpenDatabase } from '../db/open.ts';
import { createReadiness } from '../db/readiness.ts';
import { loadQueues } from '../db/queries/doctor.ts';
import { loadSpending } from '../db/queries/zalo-oa-spending.ts';
import type { Deliverer } from '../delivery/deliver.ts';
import { createFetcher, type Fetcher } from '../files/fetcher.ts';
import { createInbox } from '../inbox/receive.ts';
import { createLog, type Log } from '../log.ts';
import { createMetrics, measureLeases, measureQueue, measureSpending } from '../metrics.ts';
import { startMinuteTicks } from '../schedule/minute.ts';
import { createTicker } from '../schedule/tick.ts';
import { serveApp, type RunningServer } from '../web/serve.ts';
import { printBanner } from './banner.ts';
import { calendar } from './calendar.ts';
import { createDigestFiles } from './digest-files.ts';
import { startPlatforms, type RunningPlatforms } from './platforms.ts';
import { loadSampleDistrict } from './sample.ts';
import { budgetOf, createDelivererFor, createLeases } from './sending.ts';
import { composeWeb } from './web.ts';

/** Lines for the operator: what is there goes to standard output, what takes time to standard error. */
type Console = { print(line: string): void; say(line: string): void };

/** Everything that runs for as long as the service does, as far as it is started, in the order in which it is stopped. */
type Service = {
  ticks?: { stop(): Promise<void> };
  platforms?: RunningPlatforms;
  server?: RunningServer;
  deliverer?: Deliverer;
  fetcher?: Fetcher;
  isDraining: boolean;
  readonly database: OpenDatabase;
};

/** Whatever hangs, nobody waits longer for the end; what is cut off is as after a crash: nothing is lost, the next one goes on. */
const STOP_MS = 9_800;
/** A poll, a batch or a tick that takes longer is left to the transaction that it then never commits. */
const INTAKE_STOP_MS = 2_000;

/** Runs the service until SIGTERM or SIGINT. */
export async function runService(config: Config, console: Console): Promise<void> {
  const asked = askedToStop();
  const log = createLog(config.logLevel);
  const stopping = new AbortController();
  const service: Service = {
    isDraining: false,
    database: await openDatabase(config, (line) => console.say(line)),
  };
  try {
    await start(config, service, log, stopping.signal, console);
    // Now, because a service may run for months and end by a power cut.
    flushCompileCache();
    await asked;
  } finally {
    setTimeout(() => process.exit(1), STOP_MS).unref();
    stopping.abort();
    await stop(service);
  }
}

/**
 * Resolves at the first SIGTERM or SIGINT; listened to before anything is started, so that a stop during the start is in order too.
 * A second one changes nothing: npm passes on the Ctrl-C that the terminal has sent to both.
 */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
  });
}

/** Notes in `service` what it starts, so that a start that fails half-way is stopped too. */
async function start(
  config: Config,
  service: Service,
  log: Log,
  stopping: AbortSignal,
  console: Console,
): Promise<void> {
  const { database } = service;
  const { db } = database;
  const { demo, timeZone: zone } = config;
  const metrics = createMetrics();
  const hasSample = demo && (await loadSampleDistrict(db, config));
  const secret = await appSecret(config);
  // The inbox wakes the deliverer, which needs the platforms' senders, which come with their receivers, which need the inbox.
  const wake = () => service.deliverer?.wake();
  const inbox = createInbox({
    db,
    demo,
    zone,
    calendar,
    secret,
    publicUrl: () => publicUrl(config, service),
    joinPlaces: () => service.platforms?.joinPlaces() ?? NO_PLACES,
    log,
    sender: {
      get leaseSeconds() {
        return service.deliverer?.leaseSeconds ?? 0;
      },
      places: (channel) => service.deliverer?.places(channel) ?? 0,
      begin: (channel, taken) => service.deliverer?.begin(channel, taken),
      wake,
    },
  });
  const readiness = createReadiness(db);
  const receive: Receive = async (messages) => {
    try {
      await inbox.receive(messages);
    } catch (error) {
      readiness.doubt();
      throw error;
    }
  };
  const now = () => readClock(db, demo);
  const files = createDigestFiles({ db, zone, secret, now, publicUrl: () => publicUrl(config, service) });
  const leases = createLeases(database, log);
  measureLeases(metrics, () => leases.states());
  const platforms = await startPlatforms(config, { log, metrics, receive, leases, db, secret });
  service.platforms = platforms;
  const senders = [...(demo ? [demoChannel()] : []), ...platforms.senders];
  const channels = senders.map(({ channel }) => channel);
  measureQueue(metrics, channels, () => loadQueues(db));
  if (config.zaloOa) measureSpending(metrics, () => loadSpending(db, Temporal.Now.instant()));
  const deliverer = createDelivererFor(config, database, senders, log, leases, files, metrics);
  service.deliverer = deliverer;
  await deliverer.start();
  service.fetcher = createFetcher({
    db,
    listen: database.listen,
    channels: [...(demo ? [demoFetcher(db)] : []), ...platforms.fetchers],
    demo,
    zone,
    log,
    wake,
  });
  await service.fetcher.start();
  const tick = createTicker({ db, zone, calendar, wake, log, budget: budgetOf(config) });
  const app = composeWeb({
    config,
    db,
    secret,
    files,
    log,
    metrics,
    readiness,
    webhooks: platforms.webhooks,
    receive,
    tick,
    deliverer,
    wake,
    isDraining: () => service.isDraining,
    stopping,
  });
  service.server = await serveApp(app, config);
  service.ticks = startMinuteTicks({ tick, now, log });
  await printBanner(
    (line) => console.print(line),
    config,
    database,
    platforms,
    service.server.port,
    hasSample,
  );
}

/** How people reach the service from outside; in demo mode, without PUBLIC_URL, how this machine does. */
function publicUrl(config: Config, { server }: Service): string | undefined {
  const own = config.demo && server ? `http://${config.host}:${server.port}` : undefined;
  return config.publicUrl ?? own;
}

/**
 * Polls, ticks and sends go to another process, if there is one, as soon as each has stopped here. The server answers until the
 * end: `/readyz` says to send nobody here any more, and a webhook call that comes nevertheless is stored for whoever sends then.
 */
async function stop(service: Service): Promise<void> {
  const { ticks, platforms, server, fetcher, deliverer, database } = service;
  service.isDraining = true;
  const intakeStopped = Promise.all([platforms?.stop(), ticks?.stop()]);
  await Promise.race([intakeStopped, pause(INTAKE_STOP_MS, undefined, { ref: false })]);
  await Promise.all([fetcher?.stop(), deliverer?.stop()]);
  await server?.close();
  await database.close();
}
