import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { Refused } from '../core/errors.ts';

/** As whom PostgreSQL runs, which refuses to run as root. */
export type Identity = {
  /** Put before the program and its arguments. */
  readonly prefix: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
};

const AS_OURSELVES: Identity = { prefix: [] };

export type Owner = { readonly uid: number; readonly gid: number };

/**
 * A person other than root runs PostgreSQL as themselves. Root runs it as the owner of a folder that belongs to someone else; in its
 * own folder under another name in a user namespace, where files stay root's and any folder will do; and where namespaces are
 * forbidden as `nobody`, who then has to own the folder.
 */
export async function identityFor(owner: Owner | undefined): Promise<Identity> {
  if (process.getuid?.() !== 0) return AS_OURSELVES;
  if (owner !== undefined && owner.uid !== 0) return { prefix: [], uid: owner.uid, gid: owner.gid };
  const stranger = await unprivilegedAccount();
  const prefix = ['unshare', '--user', `--map-user=${stranger.uid}`, `--map-group=${stranger.gid}`, '--'];
  if (await succeeds([...prefix, 'true'])) return { prefix };
  return { prefix: [], ...stranger };
}

/** The account must be in the passwd file: PostgreSQL asks for its name. */
async function unprivilegedAccount(): Promise<Owner> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  const accounts = lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return Number(uid) > 0 ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
  const account = accounts.find(({ name }) => name === 'nobody') ?? accounts.at(-1);
  if (account === undefined) {
    throw new Refused('PostgreSQL does not run as root: run this as a user, or set DATABASE_URL');
  }
  return { uid: account.uid, gid: account.gid };
}

async function succeeds(command: readonly string[]): Promise<boolean> {
  const [program = '', ...rest] = command;
  return new Promise((resolve) => {
    // Ctrl+C is for us. What it cuts short all the same, before the child has left our group, is no answer: asked again.
    const child = spawn(program, rest, { detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('exit', (code, signal) => resolve(signal === null ? code === 0 : succeeds(command)));
  });
}
