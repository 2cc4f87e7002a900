#!/usr/bin/env node
import { randomUUID } from 'node:crypto';
import { flushCompileCache } from 'node:module';
import { hostname } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import type { Receive, SendingChannel } from './channels/channel.ts';
import { demoFetcher } from './channels/demo/fetch.ts';
import { demoReceiver } from './channels/demo/receive.ts';
import { demoChannel } from './channels/demo/send.ts';
import { runProgram, sayWhy } from './cli/program.ts';
import type { TickRunner } from './cli/tick.ts';
import { readConfig, type Config } from './config.ts';
import { nextMoments } from './core/reminders/next-moments.ts';
import { analyzeFilled } from './db/analyze.ts';
import { appSecret } from './db/app-secret.ts';
import { readClock, setDemoClock } from './db/clock.ts';
import type { Database, Transaction } from './db/connect.ts';
import { createLeaseKeeper, type LeaseKeeper } from './db/lease-keeper.ts';
import { openDatabase, type OpenDatabase } from './db/open.ts';
import { createReadiness } from './db/readiness.ts';
import { withScratchDatabase } from './db/scratch.ts';
import { loadCurrentForms } from './db/queries/forms.ts';
import { loadHealth, loadQueues } from './db/queries/doctor.ts';
import { createHolidayCalendar } from './db/queries/holidays.ts';
import { loadSample } from './db/queries/sample.ts';
import { createDeliverer, type Deliverer, type DelivererParts } from './delivery/deliver.ts';
import { storeUpload } from './files/content.ts';
import { createFetcher, type Fetcher } from './files/fetcher.ts';
import { createInbox } from './inbox/receive.ts';
import { createLog, type Log } from './log.ts';
import { createMetrics, measureLeases, measureQueue, measureReceiving, type Metrics } from './metrics.ts';
import { sendersOnly, sendingTurns, startPlatforms, type RunningPlatforms } from './platforms.ts';
import { startMinuteTicks } from './schedule/minute.ts';
import { openPeriods } from './schedule/periods.ts';
import { createTicker, type Ticker } from './schedule/tick.ts';
import type { SimulatedService } from './simulation/run.ts';
import { COMMANDS, tickWords } from './texts/commands.ts';
import { createApp } from './web/app.ts';
import { calendarRoutes } from './web/calendar-feed.ts';
import { hamletFormRoutes } from './web/hamlet-form.ts';
import { demoRoutes } from './web/demo.ts';
import { remoteAddress, serveApp, type RunningServer } from './web/serve.ts';

/** One for the process: the tick asks for what was imported, and messages use what it found. */
const calendar = createHolidayCalendar();

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

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
async function start(config: Config): Promise<void> {
  const asked = askedToStop();
  const log = createLog(config.logLevel);
  const stopping = new AbortController();
  const service: Service = { isDraining: false, database: await openDatabase(config, say) };
  try {
    await startService(config, service, log, stopping.signal);
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
async function startService(
  config: Config,
  service: Service,
  log: Log,
  stopping: AbortSignal,
): Promise<void> {
  const { database } = service;
  const { db } = database;
  const metrics = createMetrics();
  const now = () => readClock(db, config.demo);
  const hasSample = config.demo && (await loadSampleDistrict(db, config));
  const secret = await appSecret(config);
  // The inbox wakes the deliverer, which needs the platforms' senders, which come with their receivers, which need the inbox.
  const wake = () => service.deliverer?.wake();
  const inbox = createInbox({
    db,
    demo: config.demo,
    zone: config.timeZone,
    calendar,
    secret,
    publicUrl: () => publicUrl(config, service),
    log,
    wake,
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
  const leases = createLeases(database, log);
  measureLeases(metrics, () => leases.states());
  const platforms = await startPlatforms(config, { log, metrics, receive, leases });
  service.platforms = platforms;
  const senders = [...(config.demo ? [demoChannel()] : []), ...platforms.senders];
  const channels = senders.map(({ channel }) => channel);
  measureQueue(metrics, channels, () => loadQueues(db));
  const deliverer = createDelivererFor(config, database, senders, log, leases, metrics);
  service.deliverer = deliverer;
  await deliverer.start();
  service.fetcher = createFetcher({
    db,
    listen: database.listen,
    channels: [...(config.demo ? [demoFetcher(db)] : []), ...platforms.fetchers],
    demo: config.demo,
    zone: config.timeZone,
    log,
    wake,
  });
  await service.fetcher.start();
  const tick = createTicker({ db, zone: config.timeZone, calendar, wake });
  const demo = config.demo
    ? demoRoutes({
        db,
        say: demoReceiver(measureReceiving(metrics, 'demo', receive), now, (content) =>
          storeUpload(db, content),
        ),
        tick: (at) => tickInWords(tick, deliverer, at),
        settle: () => deliverer.settle(Temporal.Now.instant()),
        zone: config.timeZone,
        log,
        stopping,
        remoteAddress,
      })
    : undefined;
  const forPeople = { db, secret, zone: config.timeZone, calendar, now, remoteAddress };
  const app = createApp({
    log,
    metrics,
    askDatabase: () => readiness.ask(),
    isDraining: () => service.isDraining,
    ...platforms.webhooks,
    calendar: calendarRoutes(forPeople),
    hamlets: hamletFormRoutes({ ...forPeople, wake }),
    demo,
  });
  service.server = await serveApp(app, config);
  service.ticks = startMinuteTicks({ tick, now, log });
  await printBanner(config, database, platforms, service.server.port, hasSample);
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

/** The process is named so that an operator finds it and no two ever share a name. */
function createLeases({ db, listen }: OpenDatabase, log: Log): LeaseKeeper {
  const holder = `${hostname()} ${process.pid} ${randomUUID().slice(0, 8)}`;
  return createLeaseKeeper({ db, listen, holder, log });
}

function createDelivererFor(
  config: Config,
  database: OpenDatabase,
  channels: readonly SendingChannel[],
  log: Log,
  leases: LeaseKeeper,
  metrics?: Metrics,
): Deliverer {
  const { db, listen } = database;
  const onSent: DelivererParts['onSent'] = ({ channel, urgency, seconds }) =>
    metrics?.deliverySeconds.observe({ channel, urgency }, seconds);
  return createDeliverer({ db, listen, channels, ...sendingTurns(config, leases), log, onSent });
}

/** The sample district for a database without units; true if it was loaded now. */
async function loadSampleDistrict(db: Database, config: Config): Promise<boolean> {
  return db.transaction(async (tx) => {
    const now = await readClock(tx, config.demo);
    const loaded = await loadSample(tx, now, config.timeZone);
    if (loaded) await beginPeriods(tx, now, config.timeZone);
    return loaded;
  });
}

/** Opens what an import makes due, and lets the database count what it holds now. */
async function beginPeriods(tx: Transaction, now: Temporal.Instant, zone: string): Promise<void> {
  await openPeriods(tx, now, zone, await calendar.current(tx));
  await analyzeFilled(tx);
}

/** Ticks and waits for the messages; the clock bar shows what was done. */
async function tickInWords(tick: Ticker, deliverer: Deliverer, at: Temporal.Instant): Promise<string> {
  const done = await tick(at);
  await deliverer.settle(Temporal.Now.instant());
  return tickWords(done);
}

async function printBanner(
  config: Config,
  { db, describe }: OpenDatabase,
  platforms: RunningPlatforms,
  port: number,
  hasSample: boolean,
): Promise<void> {
  const zone = config.timeZone;
  const at = await readClock(db, config.demo);
  const moments = nextMoments(await loadCurrentForms(db), at, zone, await calendar.recent(db), 3);
  const { units } = await loadHealth(db);
  const names = [...platforms.names(), ...(config.demo ? ['điện thoại mẫu'] : [])];
  print(COMMANDS.page(`http://${config.host}:${port}`, config.publicUrl, config.demo));
  print(COMMANDS.channels(names));
  print(COMMANDS.database(describe));
  if (hasSample) print(COMMANDS.sampleLoaded);
  if (units === 0) print(COMMANDS.noOrganization);
  if (moments.length > 0) print(COMMANDS.next(moments, zone));
}

/** What the command `tick` runs on: the schedule and the senders, without receiving. */
async function withTicks<T>(config: Config, run: (ticks: TickRunner) => Promise<T>): Promise<T> {
  const log = createLog(config.logLevel);
  const database = await openDatabase(config, say);
  const { db } = database;
  const deliverer = createDelivererFor(
    config,
    database,
    await sendersOnly(config, log),
    log,
    createLeases(database, log),
  );
  try {
    await deliverer.start();
    const tick = createTicker({ db, zone: config.timeZone, calendar, wake: () => deliverer.wake() });
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

/** What `simulate` and `rehearse` run on: the real service in a database of its own, with demo phones only. */
async function onScratchService<T>(
  config: Config,
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
      wake,
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

async function main(): Promise<number> {
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    return sayWhy(error, say);
  }
  return runProgram(
    {
      config,
      print,
      say,
      readStandardInput: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
      async withDatabase(run) {
        const database = await openDatabase(config, say);
        try {
          return await run(database.db);
        } finally {
          await database.close();
        }
      },
      now: (db) => readClock(db, config.demo),
      openPeriods: (tx, now) => beginPeriods(tx, now, config.timeZone),
      async telegramBotName() {
        if (!config.telegram) return undefined;
        const { readBotName } = await import('./channels/telegram/start.ts');
        return readBotName(config.telegram);
      },
      async zaloBotName() {
        if (!config.zaloBot) return undefined;
        const { readBotName } = await import('./channels/zalo-bot/start.ts');
        return readBotName(config.zaloBot);
      },
      withTicks: (run) => withTicks(config, run),
      // Loaded only when they are used.
      async simulate(simulation) {
        const { simulate } = await import('./simulation/simulate.ts');
        return onScratchService(config, (service) => simulate(service, simulation));
      },
      async rehearse(options) {
        const { rehearse } = await import('./simulation/rehearse.ts');
        return onScratchService(config, (service) => rehearse(service, options));
      },
      start: () => start(config),
    },
    process.argv,
  );
}

process.exitCode = await main();
