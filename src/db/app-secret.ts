import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { Refused } from '../core/errors.ts';
import { codeOf } from './embedded-binaries.ts';

/**
 * The secret from which invites, links and signatures of this installation are derived: `APP_SECRET`, else one that is made once
 * and kept under DATA_DIR, readable by its owner only. Processes that start at once get the same. Installations that share a
 * database must share APP_SECRET.
 */
export async function appSecret(config: Pick<Config, 'appSecret' | 'dataDir'>): Promise<string> {
  if (config.appSecret !== undefined) return config.appSecret;
  const file = join(config.dataDir, 'app-secret');
  try {
    return (await readSecret(file)) ?? (await makeSecret(file));
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(
      `DATA_DIR: cannot read or write ${file} (${codeOf(error)}); run this as the user who owns it, or set APP_SECRET`,
    );
  }
}

async function readSecret(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const secret = text.trim();
  if (secret.length >= 16) return secret;
  throw new Refused(
    `${file} is damaged: put it back from a backup, or remove it to make a new one (open invites then end)`,
  );
}

/** Written whole beside its place and linked there, which only succeeds once: nobody ever reads half of it. */
async function makeSecret(file: string): Promise<string> {
  const secret = randomBytes(32).toString('hex');
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(draft, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
    return secret;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return (await readSecret(file)) ?? secret;
  } finally {
    await rm(draft, { force: true });
  }
}
