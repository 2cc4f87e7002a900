import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryPlace } from '../support/temporary.ts';
import { waitFor } from '../support/wait-for.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(await temporaryPlace(), 'hai-chieu-stopping-'));
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** `npm start` as a person types it: a process group of its own, as a terminal makes one. */
function npmStart(port = 0) {
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    detached: true,
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn' },
  });
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const closed = once(child, 'close');
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => said.push(line));
  }
  return {
    said,
    says: (words: string) => waitFor(() => said.some((line) => line.includes(words)), 30_000),
    signalNpm: (signal: NodeJS.Signals) => child.kill(signal),
    signalGroup: (signal: NodeJS.Signals) => isOver() || process.kill(-(child.pid ?? 0), signal),
    isOver,
    async ended() {
      await closed;
      const hasServer = existsSync(join(dataDir, 'postgres', 'postmaster.pid'));
      return { status: child.exitCode, signal: child.signalCode, hasServer };
    },
  };
}

const IN_ORDER = { status: 0, signal: null, hasServer: false };

describe('npm start, asked to stop', () => {
  it('stops its database and ends with 0 when only npm gets the SIGTERM', async () => {
    const service = npmStart();
    await service.says('Trang: ');
    service.signalNpm('SIGTERM');
    expect(await service.ended()).toEqual(IN_ORDER);
  }, 40_000);

  it('does so on Ctrl-C in the middle of the first start, typed twice', async () => {
    const service = npmStart();
    await service.says('first start only');
    service.signalGroup('SIGINT');
    await waitFor(() => existsSync(join(dataDir, 'postgres', 'postmaster.pid')) || service.isOver(), 30_000);
    service.signalGroup('SIGINT');
    expect({ ...(await service.ended()), said: service.said }).toMatchObject(IN_ORDER);
  }, 40_000);
});

describe('npm start, when it cannot be', () => {
  it('says why, and leaves neither itself nor its database behind', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    if (address === null || typeof address !== 'object') throw new Error('no port');
    const service = npmStart(address.port);
    expect(await service.ended()).toEqual({ status: 1, signal: null, hasServer: false });
    expect(service.said.filter((line) => line.startsWith('PORT: '))).toHaveLength(1);
    other.close();
  }, 40_000);
});
