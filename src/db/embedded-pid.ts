import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { open, readFile, readlink, realpath, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './embedded-binaries.ts';
import { isAlive } from './embedded-folder.ts';

/** What the server of a folder writes about itself into `postmaster.pid`. */
export type ServerNote = {
  readonly pid: number;
  readonly socketFolder: string;
  /** It once accepted connections; a server that starts, recovers or stops has not, or says otherwise. */
  readonly ready: boolean;
  readonly content: string;
};

/** Undefined: no server has the folder, or its note is not written to the end yet. */
export async function readNote(folder: string): Promise<ServerNote | undefined> {
  const content = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  });
  const lines = content.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!(pid > 0)) return undefined;
  return { pid, socketFolder: lines[4] ?? '', ready: lines[7] === 'ready', content };
}

/** Whether that process is the server of this folder, and not one that got its number after a crash or a reboot. */
export async function isServerOf(folder: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') {
    // `17 (postgres) S …`: a dead process that nobody has buried yet is a Z.
    const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    if (!/^\d+ \(postgres\) [^ZX]/.test(state)) return false;
    // A server works inside its folder. Its link cannot be read when it runs as another user: then the name must do.
    const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    return workingFolder === undefined || workingFolder === (await realpath(folder));
  }
  const command = await new Promise<string>((resolve) => {
    execFile('ps', ['-o', 'command=', '-p', String(pid)], (_error, output) => resolve(output));
  });
  return command.includes('postgres') && command.includes(folder);
}

/** A process that was killed while it removed a note is believed to be at it for this long. */
const REMOVAL_MILLISECONDS = 10_000;

/**
 * Removes a note whose server is gone but whose number now belongs to another program; PostgreSQL itself would refuse to start.
 * Removing must never hit the note of a server that was started meanwhile, so one process per note gets to do it: the one that
 * creates the claim on that very content.
 */
export async function discardNote(folder: string, note: ServerNote): Promise<void> {
  const claim = join(
    folder,
    `stale-${createHash('sha256').update(note.content).digest('hex').slice(0, 16)}.pid`,
  );
  try {
    await (await open(claim, 'wx')).close();
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const made = await stat(claim).catch(() => undefined);
    if (made && Date.now() - made.mtimeMs > REMOVAL_MILLISECONDS) await rm(claim, { force: true });
    return;
  }
  const current = await readNote(folder);
  if (current?.content === note.content) await unlink(join(folder, 'postmaster.pid'));
  await rm(claim, { force: true });
}
