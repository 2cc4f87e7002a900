import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chown, lstat, mkdir, mkdtemp, open, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Refused } from '../core/errors.ts';
import { connect, socketUrl, type Client } from './connect.ts';
import { codeOf, findBinaries, type Binaries } from './embedded-binaries.ts';
import { ownerOf, prepareFolder } from './embedded-folder.ts';
import { identityFor } from './embedded-identity.ts';
import { discardNote, isServerOf, readNote, type ServerNote } from './embedded-pid.ts';

export type ServerOptions = {
  /** Server settings, `fsync=off`. */
  readonly settings?: readonly string[];
  readonly initOptions?: readonly string[];
  /** Put before the server's program and arguments. */
  readonly launcher?: readonly string[];
  /** Hears of what takes time. */
  readonly say?: (line: string) => void;
};

/** A running server that this process uses; it lives at least until `leave`. */
export type HeldServer = {
  /** Address of its database `postgres`; the same for every process and after every restart. */
  readonly url: string;
  readonly started: boolean;
  /** Gives the server up; the last user stops it and waits for its end. */
  leave(): Promise<void>;
};

/** Every user of a server holds this lock in shared mode on a connection of its own. */
const USER_LOCK = 7_301_000;

/** Start attempts that fail in a row for this long are hopeless. */
const HOPELESS_AFTER_MILLISECONDS = 5_000;
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
  let held = await acquire(place, binaries, options, lost);
  const { socketFolder, started } = held;

  /** The server died under us: bring it back, for the pool connects anew by itself. */
  function lost() {
    if (!left) void bringBack().catch(() => setTimeout(lost, 1_000).unref());
  }

  async function bringBack() {
    held = await acquire(place, binaries, options, lost);
    if (left) await stopIfLast(place, held.client);
  }

  return {
    url: socketUrl(socketFolder, 'postgres'),
    started,
    async leave() {
      left = true;
      await stopIfLast(place, held.client);
    },
  };
}

type Hold = { readonly client: Client; readonly socketFolder: string; readonly started: boolean };

async function acquire(
  folder: string,
  binaries: Binaries,
  options: ServerOptions,
  onLost: () => void,
): Promise<Hold> {
  const begun = Date.now();
  let failingSince: number | undefined;
  let unreachableSince: number | undefined;
  let started = false;
  for (;;) {
    const note = await readNote(folder);
    if (note && note.socketFolder !== '') {
      const client = await takeUserLock(note.socketFolder, onLost);
      if (client) return { client, socketFolder: note.socketFolder, started };
    }
    if (note && (await isServerOf(folder, note.pid))) {
      failingSince = undefined;
      unreachableSince = note.ready ? (unreachableSince ?? Date.now()) : undefined;
      refuseUnreachable(folder, note, unreachableSince, begun);
      await pause(10);
      continue;
    }
    if (note) await discardNote(folder, note);
    started = await start(folder, binaries, options);
    failingSince = started ? undefined : (failingSince ?? Date.now());
    if (failingSince !== undefined && Date.now() - failingSince > HOPELESS_AFTER_MILLISECONDS) {
      throw new Refused(
        `PostgreSQL does not start in ${folder} (${await lastWords(folder)}); the whole log is ${logFile(folder)}`,
      );
    }
    if (!started) await pause(50);
  }
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
async function takeUserLock(socketFolder: string, onLost: () => void): Promise<Client | undefined> {
  let holding = false;
  const { client } = connect(socketUrl(socketFolder, 'postgres'), {
    keep: true,
    onClose: () => {
      if (!holding) return;
      holding = false;
      void client.end({ timeout: 0 });
      onLost();
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
      while ((await readNote(folder))?.pid === note.pid && (await isServerOf(folder, note.pid)))
        await pause(5);
    }
  } catch {
    // The server went away by itself: nothing is left to stop.
  } finally {
    await client.end({ timeout: 0 });
  }
}

/** Resolves once a server has the folder: true if it is the one started here, false if that one gave up. */
async function start(folder: string, binaries: Binaries, options: ServerOptions): Promise<boolean> {
  const owner = await ownerOf(folder);
  const identity = await identityFor(owner);
  const socketFolder = await socketFolderFor(folder);
  const settings = [
    `unix_socket_directories=${socketFolder}`,
    'listen_addresses=',
    'unix_socket_permissions=0700',
    // Neither statements nor the values in them belong in a file.
    'log_min_messages=log',
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    ...(options.settings ?? []),
  ].flatMap((setting) => ['-c', setting]);
  const command = [
    ...identity.prefix,
    ...(options.launcher ?? []),
    binaries.postgres,
    '-D',
    folder,
    ...settings,
  ];
  const [program = binaries.postgres, ...rest] = command;
  const log = await open(logFile(folder), 'a', 0o600);
  try {
    const child = spawn(program, rest, {
      cwd: folder,
      // Not in our process group: Ctrl+C is for us, and other processes may still use the server.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...(identity.uid === undefined ? {} : { uid: identity.uid }),
      ...(identity.gid === undefined ? {} : { gid: identity.gid }),
    });
    child.unref();
    let over = false;
    child.once('error', () => (over = true));
    child.once('exit', () => (over = true));
    for (;;) {
      if (over) return false;
      const note = await readNote(folder);
      if (note?.pid === child.pid && note?.socketFolder) return true;
      await pause(5);
    }
  } finally {
    await log.close();
  }
}

function logFile(folder: string): string {
  return join(dirname(folder), 'postgres.log');
}

async function lastWords(folder: string): Promise<string> {
  const lines = (await readFile(logFile(folder), 'utf8').catch(() => '')).trim().split('\n');
  const fatal = lines.findLast((line) => line.includes('FATAL')) ?? lines.at(-1) ?? '';
  return fatal.replace(/^.*?FATAL:\s*/, '') || 'it says nothing';
}

/** The system allows a socket's path about 104 bytes. */
const LONGEST_SOCKET_PATH = 100;

/** The database's own folder, which only its owner may enter, or when its path is too long a short one of the same kind. */
async function socketFolderFor(folder: string): Promise<string> {
  if (Buffer.byteLength(join(folder, '.s.PGSQL.5432')) <= LONGEST_SOCKET_PATH) return folder;
  // The same name each time, so that a pool finds the server again after a restart.
  const name = `/tmp/hai-chieu-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
  const owner = await ownerOf(folder);
  const made = await mkdir(name, { mode: 0o700 }).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    },
  );
  if (made && owner && process.getuid?.() === 0) await chown(name, owner.uid, owner.gid);
  const found = await lstat(name);
  const ours = found.isDirectory() && found.uid === owner?.uid && (found.mode & 0o077) === 0;
  if (ours) return name;
  const other = await mkdtemp('/tmp/hai-chieu-');
  if (owner && process.getuid?.() === 0) await chown(other, owner.uid, owner.gid);
  return other;
}
