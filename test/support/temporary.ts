import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

const ROOMY = 1024 ** 3;

/** Where temporary databases live: in memory where there is enough of it, for on a busy disk they are thirty times slower. */
export async function temporaryPlace(): Promise<string> {
  const memory = await statfs('/dev/shm').catch(() => undefined);
  return memory && memory.bavail * memory.bsize > ROOMY ? '/dev/shm' : tmpdir();
}
