import { realpath, rmdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Refused } from '../core/errors.ts';
import { connect, socketUrl, type Client } from './connect.ts';
import { findBinaries, type Binaries } from './embedded-binaries.ts';
import { prepareFolder } from './embedded-folder.ts';
import { discardNote, isServerOf, readNote, type ServerNote } from './embedded-pid.ts';
import { logFile, startServer, whyItEnded, type StartOptions } from './embedded-start.ts';

export type ServerOptions = StartOptions & {
  readonly initOptions?: readonly string[];
  /** Hears of what takes time. */
  readonly say?: (line: string) => void;
};

/** A running server that this process uses; it lives at least until `leave`. */
export type HeldServer = {
  /** Address of its database `postgres`; the same for every process and after every restart. */
  readonly url: string;
  /** Gives the server up; the last user stops it and waits for its end. */
  leave(): Promise<void>;
};

/** Every user of a server holds this lock in shared mode on a connection of its own. */
const USER_LOCK = 7_301_000;

/** Between attempts to bring back a server that does not start. */
const RETRY_MILLISECONDS = 1_000;
/** Starts that fail for this long, so often, are hopeless; those too whose server ends before it lets anybody in. */
const HOPELESS_AFTER_MILLISECONDS = 5_000;
const HOPELESS_FAILURES = 3;
/** A server that says it is ready and yet is not to be reached for this long. */
const UNREACHABLE_AFTER_MILLISECONDS = 10_000;
/** Recovery after a crash replays what was written since the last checkpoint. */
const RECOVERED_AFTER_MILLISECONDS = 300_000;

/**
 * Joins the server of a folder, or starts one: first use makes the folder, a server left by a killed process is adopted, one that
 * crashed recovers. Any number of processes may call this at once. Throws Refused with one line for the operator.
 */
export async function holdServer(folder: string, options: ServerOptions = {}): Promise<HeldServer> {
  const binaries = await findBinaries();
  await prepareFolder(folder, binaries, options.initOptions ?? [], options.say);
  const place = await realpath(folder);
  let left = false;
  const take = () => acquire(place, binaries, options, { isWanted: () => !left, onLost });

  const first = await take();
  if (first === undefined) throw new Refused(`PostgreSQL in ${folder} is not wanted any more`);
  let held: Promise<Hold | undefined> = Promise.resolve(first);

  function onLost() {
    held = takeAgain();
  }

  /** The server died under us: start it again, for the pool connects anew by itself. Why that fails is said once. */
  async function takeAgain(): Promise<Hold | undefined> {
    let said = false;
    for (;;) {
      try {
        const hold = await take();
        if (said && hold) options.say?.(`PostgreSQL in ${folder} runs again`);
        return hold;
      } catch (error) {
        if (!said && error instanceof Refused) {
          options.say?.(`${error.message}; it is tried again until it works`);
          said = true;
        }
        await pause(RETRY_MILLISECONDS);
      }
    }
  }

  return {
    url: socketUrl(first.socketFolder, 'postgres'),
    async leave() {
      left = true;
      const hold = await held;
      if (hold) await stopIfLast(place, hold.client);
    },
  };
}

type Hold = { readonly client: Client; readonly socketFolder: string };
type Watch = { isWanted(): boolean; onLost(): void };

/** Undefined: not wanted any more. */
async function acquire(
  folder: string,
  binaries: Binaries,
  options: ServerOptions,
  watch: Watch,
): Promise<Hold | undefined> {
  const begun = Date.now();
  let failures = 0;
  let failingSince = Infinity;
  let unreachableSince: number | undefined;
  let attempted = false;
  let started = false;
  // What was started here is also held, so that it is stopped when nobody wants it any more.
  while (started || watch.isWanted()) {
    const note = await readNote(folder);
    if (note && note.socketFolder !== '') {
      const client = await takeUserLock(note.socketFolder, watch);
      if (client) return { client, socketFolder: note.socketFolder };
    }
    if (note && (await isServerOf(folder, note.pid))) {
      unreachableSince = note.ready ? (unreachableSince ?? Date.now()) : undefined;
      refuseUnreachable(folder, note, unreachableSince, begun);
      await pause(10);
      continue;
    }
    if (note) await discardNote(folder, note);
    if (attempted) {
      if (!watch.isWanted()) return undefined;
      failures += 1;
      failingSince = Math.min(failingSince, Date.now());
      const failingFor = Date.now() - failingSince;
      if (failures >= HOPELESS_FAILURES && failingFor > HOPELESS_AFTER_MILLISECONDS) {
        throw new Refused(
          `PostgreSQL does not start in ${folder} (${await whyItEnded(folder)}); the whole log is ${logFile(folder)}`,
        );
      }
      // More and more seldom: what does not start now may not do so for hours, and each attempt writes to the log.
      await pause(50 + failingFor / 2);
    }
    attempted = true;
    started = await startServer(folder, binaries, options);
  }
  return undefined;
}

function refuseUnreachable(folder: string, note: ServerNote, since: number | undefined, begun: number) {
  const now = Date.now();
  const silent = since !== undefined && now - since > UNREACHABLE_AFTER_MILLISECONDS;
  if (!silent && now - begun < RECOVERED_AFTER_MILLISECONDS) return;
  throw new Refused(
    `PostgreSQL (process ${note.pid}) has ${folder} but does not answer in ${note.socketFolder}; see ${logFile(folder)}, or stop that process and start again`,
  );
}

/** Undefined: nobody answers there, or the server is about to stop. */
async function takeUserLock(socketFolder: string, watch: Watch): Promise<Client | undefined> {
  let holding = false;
  const { client } = connect(socketUrl(socketFolder, 'postgres'), {
    keep: true,
    onClose: () => {
      if (!holding) return;
      holding = false;
      void client.end({ timeout: 0 });
      watch.onLost();
    },
  });
  try {
    await client`select pg_advisory_lock_shared(${USER_LOCK})`;
    holding = true;
    return client;
  } catch {
    await client.end({ timeout: 0 });
    return undefined;
  }
}

async function stopIfLast(folder: string, client: Client): Promise<void> {
  try {
    await client`select pg_advisory_unlock_shared(${USER_LOCK})`;
    const [row] = await client`select pg_try_advisory_lock(${USER_LOCK}) as last`;
    const note = await readNote(folder);
    if (row?.['last'] === true && note) {
      process.kill(note.pid, 'SIGINT');
      while ((await readNote(folder))?.pid === note.pid && (await isServerOf(folder, note.pid))) {
        await pause(5);
      }
      // Goes only if it is empty: a successor may have its socket there already.
      if (note.socketFolder !== folder) await rmdir(note.socketFolder).catch(() => {});
    }
  } catch {
    // The server went away by itself: nothing is left to stop.
  } finally {
    await client.end({ timeout: 0 });
  }
}
