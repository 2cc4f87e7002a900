import { readFile } from 'node:fs/promises';
import { Refused } from '../core/errors.ts';
import { OPERATOR } from '../texts/operator.ts';

/** The bytes of a file that the operator named; Refused with the reason if there is none to read. */
export async function readNamedFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'không rõ';
    throw new Refused(OPERATOR.unreadableFile(path, reason));
  }
}
