import { access, constants, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Refused } from '../core/errors.ts';
import { FIGURES } from '../texts/figures-command.ts';
import type { CliParts } from './parts.ts';

/**
 * Prints lines to standard output, or writes them to a file that appears only when it is complete. Refused with one line when
 * the file cannot be written.
 */
export async function writeLines(
  parts: CliParts,
  path: string | undefined,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  if (path === undefined) {
    for await (const line of lines) parts.print(line);
    return;
  }
  await writeWhole(parts, path, async (file) => {
    for await (const line of lines) await orRefuse(path, file.write(`${line}\n`));
  });
}

/** Writes a file that appears only when it is complete, or to standard output. Refused with one line when it cannot be written. */
export async function writeBytes(
  parts: CliParts,
  path: string | undefined,
  bytes: Uint8Array,
): Promise<void> {
  if (path === undefined) return parts.printBytes?.(bytes);
  await writeWhole(parts, path, async (file) => {
    await orRefuse(path, file.writeFile(bytes));
  });
}

/** Refuses, before long work for it, to show on a terminal what is no text, or to write where that cannot be. */
export async function checkPlace(parts: CliParts, path: string | undefined, noText: string): Promise<void> {
  if (path !== undefined) await checkWritable(path);
  else if (parts.printBytes === undefined) throw new Refused(noText);
}

/** Refuses, before long work for it, a path whose folder is not there or may not be written to. */
export async function checkWritable(path: string): Promise<void> {
  await orRefuse(path, access(dirname(resolve(path)), constants.W_OK));
}

async function writeWhole(
  parts: CliParts,
  path: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const unfinished = `${path}.part`;
  const file = await orRefuse(path, open(unfinished, 'w'));
  try {
    await write(file);
    await close(path, file);
    await orRefuse(path, rename(unfinished, path));
  } catch (error) {
    await file.close().catch(() => {});
    await rm(unfinished, { force: true });
    throw error;
  }
  parts.say(FIGURES.written(path));
}

async function close(path: string, file: FileHandle): Promise<void> {
  await orRefuse(path, file.sync());
  await orRefuse(path, file.close());
}

async function orRefuse<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'không rõ';
    throw new Refused(FIGURES.unwritable(path, reason));
  }
}
