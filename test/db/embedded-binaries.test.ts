import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { linkLibraries } from '../../src/db/embedded-binaries.ts';

it('links that the package’s install script was not allowed to make are made, by several processes at once', async () => {
  const root = await mkdtemp(join(tmpdir(), 'hai-chieu-links-'));
  await mkdir(join(root, 'native', 'lib'), { recursive: true });
  await writeFile(join(root, 'native', 'lib', 'libx.so.1.2'), 'x');
  await writeFile(
    join(root, 'native', 'pg-symlinks.json'),
    JSON.stringify([
      { source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' },
      { source: 'native/lib/libx.so.1.2', target: 'native/libx.so' },
    ]),
  );
  await Promise.all([linkLibraries(root), linkLibraries(root), linkLibraries(root)]);
  expect(await readFile(join(root, 'native', 'lib', 'libx.so.1'), 'utf8')).toBe('x');
  expect(await readFile(join(root, 'native', 'libx.so'), 'utf8')).toBe('x');
  await rm(root, { recursive: true });
});
