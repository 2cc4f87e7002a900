import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** LibreOffice and poppler are on this machine: they are no part of the installation, so tests that look at pages skip without. */
export const HAS_OFFICE_SUITE = ['soffice', 'pdftotext', 'pdfinfo'].every(
  (program) => spawnSync('which', [program]).status === 0,
);

export type Pages = {
  /** What stands on each page, its lines as laid out. */
  readonly texts: readonly string[];
  readonly sizes: readonly { readonly widthMm: number; readonly heightMm: number }[];
};

/** A document as LibreOffice prints it. Fails on whatever it complains of. */
export async function printPages(document: Uint8Array, extension: 'docx' | 'xlsx'): Promise<Pages> {
  const folder = await mkdtemp(join(tmpdir(), 'hai-chieu-pages-'));
  try {
    const file = join(folder, `document.${extension}`);
    await writeFile(file, document);
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    await run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file]);
    const pdf = join(folder, 'document.pdf');
    await readFile(pdf);
    const { stdout: text } = await run('pdftotext', ['-layout', pdf, '-']);
    const { stdout: info } = await run('pdfinfo', ['-l', '99', pdf]);
    const sizes = [...info.matchAll(/^Page.* size:\s+([\d.]+) x ([\d.]+) pts/gm)].map(
      ([, width, height]) => ({
        widthMm: (Number(width) / 72) * 25.4,
        heightMm: (Number(height) / 72) * 25.4,
      }),
    );
    return { texts: text.split('\f').slice(0, -1), sizes };
  } finally {
    await rm(folder, { recursive: true });
  }
}
