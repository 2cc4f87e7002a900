import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appSecret } from '../../src/db/app-secret.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hai-chieu-secret-'));
});
afterEach(async () => {
  await rm(dataDir, { recursive: true });
});

const secretIn = (folder: string) => appSecret({ appSecret: undefined, dataDir: folder });

describe('the secret of an installation', () => {
  it('is APP_SECRET when that is set, and then no file is made', async () => {
    expect(await appSecret({ appSecret: 'sixteen letters!', dataDir })).toBe('sixteen letters!');
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('is made once, the same for all who ask at once and later, readable by its owner only', async () => {
    const folder = join(dataDir, 'new');
    const secrets = await Promise.all(Array.from({ length: 8 }, () => secretIn(folder)));
    expect(new Set([...secrets, await secretIn(folder)]).size).toBe(1);
    expect(secrets[0]).toMatch(/^[0-9a-f]{64}$/);
    expect((await stat(join(folder, 'app-secret'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['app-secret']);
  });

  it('differs between installations', async () => {
    expect(await secretIn(join(dataDir, 'a'))).not.toBe(await secretIn(join(dataDir, 'b')));
  });

  it('is refused when its file is damaged or cannot be written', async () => {
    await writeFile(join(dataDir, 'app-secret'), 'short');
    await expect(secretIn(dataDir)).rejects.toThrow(/is damaged/);
    await expect(secretIn(join(dataDir, 'app-secret', 'x'))).rejects.toThrow(/^DATA_DIR: .*ENOTDIR/);
  });
});
