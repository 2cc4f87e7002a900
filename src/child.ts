import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

export type ChildLimits = {
  /** What takes longer never ends. */
  readonly seconds: number;
  /** Of JavaScript's own memory. */
  readonly megabytes: number;
};

/** Why nothing was made, in words that hold nothing of the input. */
export class ChildFailed extends Error {}

/** What is being made, or was last: one thing at a time, since each takes some 200 MB meanwhile. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Has a program of ours make something in a process of its own that ends: it reads `input` from standard input and writes what it
 * made to standard output. So the service neither waits for it nor keeps the memory, and whatever goes wrong ends there. Throws
 * ChildFailed when nothing was made.
 */
export function makeInChild(
  program: URL,
  input: string | Uint8Array,
  limits: ChildLimits,
): Promise<Uint8Array> {
  const made = last.then(() => run(fileURLToPath(program), input, limits));
  last = made.catch(() => undefined);
  return made;
}

async function run(
  program: string,
  input: string | Uint8Array,
  { seconds, megabytes }: ChildLimits,
): Promise<Uint8Array> {
  // It needs nothing of the environment, where secrets are.
  const child = spawn(process.execPath, [`--max-old-space-size=${megabytes}`, program], {
    env: {},
    timeout: seconds * 1_000,
  });
  const output: Buffer[] = [];
  let complaint = '';
  child.stdout.on('data', (piece: Buffer) => output.push(piece));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  // A child that ended early does not read; its exit says why.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  await once(child, 'close');
  if (child.exitCode === 0) return Buffer.concat(output);
  if (child.signalCode === 'SIGTERM') throw new ChildFailed(`it took longer than ${seconds} s`);
  if (/heap out of memory/.test(complaint)) throw new ChildFailed(`it needed more than ${megabytes} MB`);
  throw new ChildFailed(`${/^\w*Error\b/m.exec(complaint)?.[0] ?? 'it ended'} in ${basename(program)}`);
}
