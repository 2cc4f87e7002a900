import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chown,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readFile,
  stat,
  statfs,
  type FileHandle,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf, type Binaries } from './embedded-binaries.ts';
import { ownerOf } from './embedded-folder.ts';
import { identityFor } from './embedded-identity.ts';
import { readNote } from './embedded-pid.ts';

export type StartOptions = {
  /** Server settings, `fsync=off`. */
  readonly settings?: readonly string[];
  /** Put before the server's program and arguments. */
  readonly launcher?: readonly string[];
};

/** Resolves once a server has the folder: true if it is the one started here, false if that one gave up. */
export async function startServer(
  folder: string,
  binaries: Binaries,
  options: StartOptions,
): Promise<boolean> {
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
    'log_checkpoints=off',
    // After a crash it ends, and whoever uses it starts it again: a server that recovers inside itself and fails at it, for want of
    // space for instance, may stay for ever without accepting anybody (seen with 18.4).
    'restart_after_crash=off',
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
  const log = await openLog(logFile(folder));
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

const LONGEST_LOG_BYTES = 1_000_000;

/** Begins anew when it has grown long; a start is the moment at which nobody writes to it. */
async function openLog(file: string): Promise<FileHandle> {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  return open(file, size > LONGEST_LOG_BYTES ? 'w' : 'a', 0o600);
}

export function logFile(folder: string): string {
  return join(dirname(folder), 'postgres.log');
}

/** Less than this is not enough for a segment of the write-ahead log, which a server makes when it starts. */
const LEAST_SPACE_BYTES = 32 * 1024 ** 2;

/** A full disk, on which the log may not have found its place either, or the last reason in the server's log. */
export async function whyItEnded(folder: string): Promise<string> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < LEAST_SPACE_BYTES ? 'its disk is full' : lastWords(folder);
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
