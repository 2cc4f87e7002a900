import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Gives the folder a disk of its own, in memory; `unmount` takes it away with all that is on it. Undefined: this machine does not let us. */
export async function mountSmallDisk(
  folder: string,
  megabytes: number,
): Promise<{ unmount(): Promise<void> } | undefined> {
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', folder]);
  } catch {
    return undefined;
  }
  return {
    async unmount() {
      await run('umount', [folder]);
    },
  };
}
