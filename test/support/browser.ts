import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Debian and its relatives install a browser; used where the packed one has no build for the machine. */
const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * A headless Chromium from the npm package, with its own libraries and its own fonts, so that the tests need no system
 * package and pages look alike on every machine. Each launch has a fresh profile. Throws with the remedy if none can start.
 */
export async function launchBrowser(): Promise<Browser> {
  const failures: string[] = [];
  if (process.platform === 'linux' && process.arch === 'x64') {
    try {
      const folder = await unpackedBrowser();
      return await chromium.launch({
        executablePath: join(folder, 'chromium'),
        args: FLAGS,
        env: {
          ...process.env,
          LD_LIBRARY_PATH: [process.env['LD_LIBRARY_PATH'], join(folder, 'lib')].filter(Boolean).join(':'),
          FONTCONFIG_FILE: join(folder, 'fonts.conf'),
        },
      });
    } catch (error) {
      failures.push(String(error));
    }
  }
  const installed = [process.env['CHROMIUM_PATH'], ...SYSTEM_BROWSERS].find(
    (path) => path && existsSync(path),
  );
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: FLAGS });
  throw new Error(
    `No browser starts here: apt-get install chromium, or name one by CHROMIUM_PATH. ${failures.join(' ')}`,
  );
}

/**
 * The package's files are compressed. They are unpacked once per version beside the other packages' caches: into a folder of
 * its own, then renamed, so that test processes that start together never run a half-written file.
 */
async function unpackedBrowser(): Promise<string> {
  const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
  const { version } = packageVersion(JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')));
  const cache = join(packageFolder, '..', '..', '.cache', 'hai-chieu');
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(join(cache, 'unpacking-'));
  try {
    await unpackBrowser(join(packageFolder, 'bin'), unfinished);
    const fonts = fontConfiguration(join(folder, 'fonts'), join(cache, 'fonts'));
    await writeFile(join(unfinished, 'fonts.conf'), fonts);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process was faster; its folder is as good.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function unpackBrowser(packed: string, folder: string): Promise<void> {
  await Promise.all([
    pipeline(
      createReadStream(join(packed, 'chromium.br')),
      createBrotliDecompress(),
      createWriteStream(join(folder, 'chromium'), { mode: 0o755 }),
    ),
    // The libraries that a bare Debian lacks (libnss3, libnspr4), the fonts, the software renderer.
    ...['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'].map((name) =>
      unpackArchive(join(packed, name), folder),
    ),
  ]);
}

async function unpackArchive(path: string, folder: string): Promise<void> {
  const archive = join(folder, basename(path, '.br'));
  await pipeline(createReadStream(path), createBrotliDecompress(), createWriteStream(archive));
  await promisify(execFile)('tar', ['-x', '--no-same-owner', '-f', archive, '-C', folder]);
  await rm(archive);
}

/** Open Sans first, so that pages look alike everywhere; the system's fonts only for signs that it lacks. */
function fontConfiguration(fonts: string, cache: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${cache}</cachedir>
  <match target="pattern"><edit name="family" mode="append_last"><string>Open Sans</string></edit></match>
  <alias binding="same"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="same"><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;
}

function packageVersion(raw: unknown): { version: string } {
  if (typeof raw === 'object' && raw !== null && 'version' in raw && typeof raw.version === 'string') {
    return { version: raw.version };
  }
  throw new Error('@sparticuz/chromium: package.json without a version');
}
