import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../src/db/connect.ts';
import { openDatabase } from '../../src/db/open.ts';
import { foundDistrict, instanceEnvironment } from './crash-district.ts';
import {
  embeddedUrl,
  endServer,
  fillDisk,
  takeAllConnections,
  untilAnswers,
  useUpLog,
} from './database-faults.ts';
import { startFaultyBotApi, type FaultyBotApi } from './faulty-bot-api.ts';
import { keepReporting, type Typed } from './reporting-phone.ts';
import { beginService, type StartingService } from './service.ts';
import { isSettled } from './told-and-stored.ts';
import { waitFor } from './wait-for.ts';
import { createWebhookSender } from './webhook-sender.ts';

export type DatabaseFault = 'restarted' | 'killed' | 'out of connections' | 'disk full';

export type Storm = {
  readonly dataDir: string;
  readonly communes: number;
  readonly instances: number;
  readonly kills: number;
  /** Struck one after the other, each after so many kills. */
  readonly faults: readonly DatabaseFault[];
  readonly killsPerFault: number;
  /** How long connections or space are missing. */
  readonly faultMs: number;
};

/** What came of it; the database is open until `close`. */
export type Aftermath = {
  readonly db: Database;
  readonly api: FaultyBotApi;
  readonly typed: readonly Typed[];
  /** Instances that ended though nobody had killed them after they were up; with what they said last. */
  readonly died: readonly string[];
  /** Answers to updates by status. */
  readonly answers: ReadonlyMap<number | 'none', number>;
  /** From the end of a fault to the next answer of the database, and of the service. */
  readonly recoveriesMs: readonly { readonly fault: DatabaseFault; readonly ms: number }[];
  close(): Promise<void>;
};

const THOUGHT_MS = { least: 100, more: 1_400 };

/** People report through the webhook while instances are killed at random points and the database fails. */
export async function weather(storm: Storm): Promise<Aftermath> {
  const { dataDir } = storm;
  const api = await startFaultyBotApi();
  const communes = await foundDistrict(dataDir, storm.communes);
  const environment = instanceEnvironment(dataDir, api);
  const instances = Array.from({ length: storm.instances }, () => supervise(environment));
  const sender = createWebhookSender(() => addressesOf(instances));
  try {
    await waitFor(() => addressesOf(instances).length > 0, 30_000);
    let isOver = false;
    let updates = 0;
    const nextUpdate = () => (updates += 1);
    const working = communes.map((commune) =>
      keepReporting(commune, { api, sender, nextUpdate, isOver: () => isOver }),
    );
    const recoveriesMs = await strikeAgainAndAgain(storm, instances, () => sender.answers.get(200) ?? 0);
    isOver = true;
    const typed = await Promise.all(working);
    await sender.settled();
    const database = await openDatabase({ databaseUrl: undefined, dataDir }, () => {});
    await waitFor(() => isSettled(database.db), 60_000);
    return {
      db: database.db,
      api,
      typed,
      died: instances.flatMap(({ died }) => died),
      answers: sender.answers,
      recoveriesMs,
      async close() {
        await database.close();
        await api.close();
      },
    };
  } finally {
    await Promise.all(instances.map((instance) => instance.stop()));
  }
}

async function strikeAgainAndAgain(
  storm: Storm,
  instances: readonly Instance[],
  acknowledged: () => number,
): Promise<Aftermath['recoveriesMs']> {
  const url = await embeddedUrl(storm.dataDir);
  const recoveriesMs: { fault: DatabaseFault; ms: number }[] = [];
  for (let kill = 1; kill <= storm.kills; kill += 1) {
    // On a slow machine nothing but starts would be killed.
    const before = acknowledged();
    // oxlint-disable-next-line no-await-in-loop
    await waitFor(() => acknowledged() > before, 60_000);
    // oxlint-disable-next-line no-await-in-loop
    await pause(THOUGHT_MS.least + Math.random() * THOUGHT_MS.more);
    const faults = kill / storm.killsPerFault;
    const fault = Number.isInteger(faults) ? storm.faults[(faults - 1) % storm.faults.length] : undefined;
    // oxlint-disable-next-line no-await-in-loop
    if (fault) recoveriesMs.push({ fault, ms: await strike(fault, storm, url, instances) });
    // oxlint-disable-next-line no-await-in-loop
    await instances[Math.floor(Math.random() * instances.length)]?.kill();
  }
  return recoveriesMs;
}

/** Resolves with how long it took until the service was ready again after the fault's end. */
async function strike(
  fault: DatabaseFault,
  { dataDir, faultMs }: Storm,
  url: string,
  instances: readonly Instance[],
): Promise<number> {
  switch (fault) {
    case 'restarted':
      await endServer(dataDir, 'SIGINT');
      break;
    case 'killed':
      await endServer(dataDir, 'SIGKILL');
      break;
    case 'out of connections': {
      const taken = await takeAllConnections(url);
      await pause(faultMs);
      await taken.release();
      break;
    }
    case 'disk full': {
      const filled = await fillDisk(dataDir);
      await useUpLog(url);
      await pause(faultMs);
      await filled.release();
    }
  }
  const endedAt = performance.now();
  await untilAnswers(url, 60_000);
  await waitFor(async () => (await Promise.all(addressesOf(instances).map(isReady))).some(Boolean), 60_000);
  return Math.round(performance.now() - endedAt);
}

function isReady(address: string): Promise<boolean> {
  return fetch(`${address}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  );
}

type Instance = ReturnType<typeof supervise>;

function addressesOf(instances: readonly Instance[]): readonly string[] {
  return instances.flatMap((instance) => instance.url() ?? []);
}

/** An instance that is started again whenever it ends, as a service manager does. */
function supervise(environment: Readonly<Record<string, string>>) {
  const died: string[] = [];
  let address: string | undefined;
  let current: StartingService | undefined;
  const stopping = new AbortController();
  const running = run();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const starting = beginService(environment);
      current = starting;
      const up = starting.up.then(
        (service) => {
          address = service.url;
          return service;
        },
        () => undefined,
      );
      // oxlint-disable-next-line no-await-in-loop
      await starting.ended;
      address = undefined;
      // oxlint-disable-next-line no-await-in-loop
      const service = await up;
      // `kill` and `stop` take the instance away before they end it.
      if (service && current === starting) died.push(service.log.slice(-20).join('\n'));
    }
  }

  function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const ending = current;
    current = undefined;
    return ending?.kill(signal) ?? Promise.resolve();
  }

  return {
    died,
    url: () => address,
    kill: () => end('SIGKILL'),
    async stop() {
      stopping.abort();
      await end('SIGTERM');
      await running;
    },
  };
}
