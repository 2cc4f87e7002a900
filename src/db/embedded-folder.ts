import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refused } from '../core/errors.ts';
import { codeOf, exists, type Binaries } from './embedded-binaries.ts';
import { identityFor, type Identity, type Owner } from './embedded-identity.ts';

/**
 * Makes the database's folder unless it is there. Several processes may do so at once: each makes its own beside it, and renaming,
 * which only succeeds once, decides whose it is. Throws Refused for a folder of another major version or one that cannot be used.
 */
export async function prepareFolder(
  folder: string,
  binaries: Binaries,
  initOptions: readonly string[],
  say: (line: string) => void = () => {},
): Promise<void> {
  try {
    if (await isUsable(folder, binaries)) return;
    say(`Making a PostgreSQL database in ${folder} (first start only)`);
    await mkdir(dirname(folder), { recursive: true });
    await removeAbandoned(folder);
    const made = `${folder}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
    try {
      await initialise(made, binaries, initOptions);
      await rename(made, folder);
    } catch (error) {
      // ENOTEMPTY, EEXIST: another process was faster.
      if (!(await isUsable(folder, binaries))) throw error;
    } finally {
      await rm(made, { recursive: true, force: true });
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(
      `DATA_DIR: cannot use ${folder} (${codeOf(error)}); run this as the user who owns it, give another folder, or set DATABASE_URL`,
    );
  }
}

/** The folder's owner, undefined while there is none. */
export async function ownerOf(folder: string): Promise<Owner | undefined> {
  return stat(folder).catch(() => undefined);
}

async function isUsable(folder: string, binaries: Binaries): Promise<boolean> {
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (version === undefined) {
    if (!(await exists(folder)) || (await readdir(folder)).length === 0) return false;
    throw new Refused(
      `DATA_DIR: ${folder} holds files but no database; move it away, or set DATA_DIR to another folder`,
    );
  }
  const major = version.trim();
  if (major !== binaries.majorVersion) {
    throw new Refused(
      `${folder} was made by PostgreSQL ${major} and this release brings ${binaries.majorVersion}: back up with the former release, move the folder away, restore with this one`,
    );
  }
  return true;
}

/** What processes left that were killed while they made a folder. */
async function removeAbandoned(folder: string): Promise<void> {
  const beginning = `${basename(folder)}.new-`;
  for (const name of await readdir(dirname(folder))) {
    const pid = Number(name.slice(beginning.length).split('-')[0]);
    if (!name.startsWith(beginning) || !(pid > 0) || isAlive(pid)) continue;
    await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

async function initialise(folder: string, binaries: Binaries, initOptions: readonly string[]) {
  await mkdir(folder, { mode: 0o700 });
  const owner = await ownerOf(dirname(folder));
  const identity = await identityFor(owner);
  if (identity.uid !== undefined && identity.gid !== undefined) {
    await chown(folder, identity.uid, identity.gid);
  }
  // Compares by code point, which is the same on every machine, and yet knows that Đ is the capital of đ.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const options = ['--username=postgres', '--auth=trust', ...locale, ...initOptions, '-D', folder];
  const { status, output } = await run(identity, binaries.initdb, options);
  if (status === 0) return;
  const reason =
    output.split('\n').find((line) => /error|could not|cannot|denied/i.test(line)) ?? 'no reason';
  throw new Refused(
    `PostgreSQL could not make ${folder} (${reason.trim()}): run this as a user who owns DATA_DIR, or set DATABASE_URL`,
  );
}

async function run(identity: Identity, program: string, options: readonly string[]) {
  const [command = program, ...rest] = [...identity.prefix, program, ...options];
  return new Promise<{ status: number; output: string }>((resolve) => {
    const child = spawn(command, rest, {
      // Not in our process group: Ctrl+C is for us, and a start that is asked to stop still ends in order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(identity.uid === undefined ? {} : { uid: identity.uid }),
      ...(identity.gid === undefined ? {} : { gid: identity.gid }),
    });
    let output = '';
    const hear = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) => resolve({ status: 1, output: `error: ${codeOf(error)}` }));
    child.once('close', (code) => resolve({ status: code ?? 1, output }));
  });
}

/** Also true for a process of somebody else. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
