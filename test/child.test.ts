import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChildFailed, makeInChild } from '../src/child.ts';

const LIMITS = { seconds: 20, megabytes: 64 };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'child-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function program(source: string): Promise<URL> {
  const file = join(folder, 'work.mjs');
  await writeFile(file, source);
  return pathToFileURL(file);
}

const failure = async (made: Promise<Uint8Array>) => made.catch((error: unknown) => error);

describe('work in a process of its own', () => {
  it('gives what it wrote, and sees nothing of the environment', async () => {
    const echo = await program(
      'process.stdin.on("data", (d) => process.stdout.write(d)); process.stdin.on("end", () => process.stdout.write(String(Object.keys(process.env).filter((name) => !name.startsWith("__")))));',
    );
    expect(Buffer.from(await makeInChild(echo, 'đồng chí', LIMITS)).toString()).toBe('đồng chí');
  });

  it('that fails says which kind of error it was, and nothing of what it worked on', async () => {
    const broken = await program('throw new RangeError("the report of Bình Minh")');
    const error = await failure(makeInChild(broken, '', LIMITS));
    expect(error).toEqual(new ChildFailed('RangeError in work.mjs'));
  });

  it('that takes too long or too much memory is ended', async () => {
    const endless = await program('setInterval(() => {}, 1000)');
    const late = await failure(makeInChild(endless, '', { ...LIMITS, seconds: 0.5 }));
    expect(late).toEqual(new ChildFailed('it took longer than 0.5 s'));
    const greedy = await program('const kept = []; for (;;) kept.push(new Array(1e5).fill(kept.length))');
    const large = await failure(makeInChild(greedy, '', LIMITS));
    expect(large).toEqual(new ChildFailed('it needed more than 64 MB'));
  });
});
