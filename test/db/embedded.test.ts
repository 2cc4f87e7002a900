import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { setDemoClock, readClock } from '../../src/db/clock.ts';
import { openDatabase, type OpenDatabase } from '../../src/db/open.ts';
import { temporaryPlace } from '../support/temporary.ts';

/** A folder with a database that was made, migrated and stopped, to be copied. */
let used: string;
let dataDir: string;
let processes: ChildProcessWithoutNullStreams[];

beforeAll(async () => {
  used = await mkdtemp(join(await temporaryPlace(), 'hai-chieu-used-'));
  await (await open(used)).close();
});
afterAll(async () => {
  await rm(used, { recursive: true, force: true });
});
beforeEach(async () => {
  dataDir = await mkdtemp(join(await temporaryPlace(), 'hai-chieu-embedded-'));
  processes = [];
});
afterEach(async () => {
  for (const child of processes) child.kill('SIGKILL');
  const pid = await serverPid();
  if (pid !== undefined) process.kill(pid, 'SIGQUIT');
  await vi.waitFor(async () => {
    if ((await serverPid()) !== undefined) throw new Error('the server is still there');
  });
  await rm(dataDir, { recursive: true, force: true });
});

const silent = () => {};
const useAgain = () => cp(join(used, 'postgres'), join(dataDir, 'postgres'), { recursive: true });
const open = (folder = dataDir) => openDatabase({ databaseUrl: undefined, dataDir: folder }, silent);

/** The server's process, as it noted it itself. */
async function serverPid(folder = dataDir): Promise<number | undefined> {
  const note = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(note.split('\n')[0]);
  if (!(pid > 0)) return undefined;
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return /^\d+ \(postgres\) [^Z]/.test(state) ? pid : undefined;
}

type Holder = { readonly child: ChildProcessWithoutNullStreams; readonly lines: string[] };

/** Another process that opens the database and keeps it until it is told to close, or killed. */
function hold(folder = dataDir): Holder {
  const script = join(import.meta.dirname, '../support/hold-database.ts');
  const child = spawn(process.execPath, [script, folder]);
  const lines: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => lines.push(...chunk.toString().trim().split('\n')));
  child.stderr.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  processes.push(child);
  return { child, lines };
}
async function untilOpen({ lines }: Holder) {
  await vi.waitFor(() => expect(lines[0]).toMatch(/^open /), { timeout: 30_000 });
}
async function letGo({ child, lines }: Holder) {
  const exit = once(child, 'exit');
  child.stdin.end();
  await exit;
  expect(lines.slice(1)).toEqual(['closed']);
}

const moment = Temporal.Instant.from('2017-08-21T00:00:00Z');
const leaveMark = (database: OpenDatabase) => setDemoClock(database.db, moment);
async function expectMark(database: OpenDatabase) {
  const now = await readClock(database.db, true);
  expect(now.since(moment).total('hours')).toBeLessThan(1);
}

describe('the embedded database', () => {
  it('is made on first use, for its owner only, and stops with its last user', async () => {
    const database = await open();
    expect(database.describe).toMatch(/^PostgreSQL 18\.\d+, embedded in /);
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700);
    const [row] = await database.db.execute(
      sql`select current_setting('listen_addresses') as addresses, lower('ĐẮK') as lower`,
    );
    expect(row).toEqual({ addresses: '', lower: 'đắk' });
    await leaveMark(database);
    await database.close();
    expect(await serverPid()).toBeUndefined();

    const again = await open();
    await expectMark(again);
    await again.close();
  });

  it('is shared: whoever comes second joins, and only the last to leave stops it', async () => {
    await useAgain();
    const first = hold();
    await untilOpen(first);
    const pid = await serverPid();
    const second = await open();
    expect(await serverPid()).toBe(pid);
    await letGo(first);
    await second.db.execute(sql`select 1`);
    expect(await serverPid()).toBe(pid);
    await second.close();
    expect(await serverPid()).toBeUndefined();
  });

  it('left behind by a killed process is adopted as it runs', async () => {
    await useAgain();
    const killed = hold();
    await untilOpen(killed);
    const pid = await serverPid();
    killed.child.kill('SIGKILL');
    await once(killed.child, 'exit');
    expect(await serverPid()).toBe(pid);
    const database = await open();
    expect(await serverPid()).toBe(pid);
    await database.close();
    expect(await serverPid()).toBeUndefined();
  });

  it('killed itself recovers at the next start with every committed row', async () => {
    await useAgain();
    const killed = hold();
    await untilOpen(killed);
    const writer = await open();
    await leaveMark(writer);
    const pid = await serverPid();
    killed.child.kill('SIGKILL');
    process.kill(pid ?? 0, 'SIGKILL');
    await vi.waitFor(async () => expect(await serverPid()).not.toBe(pid));
    const database = await open();
    await expectMark(database);
    await database.close();
    await writer.close();
    expect(await serverPid()).toBeUndefined();
  });

  it.each(['server', 'connection'])(
    'comes back without anybody’s help when its %s is killed',
    async (what) => {
      await useAgain();
      const database = await open();
      await leaveMark(database);
      const pid = await serverPid();
      const [backend] = await database.db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      process.kill((what === 'server' ? pid : backend?.pid) ?? 0, 'SIGKILL');
      // The sessions of a dead server live on for a moment, so its successor is looked for first.
      await vi.waitFor(
        async () => {
          expect(await serverPid()).toBeGreaterThan(0);
          expect(await serverPid()).not.toBe(pid);
        },
        { timeout: 20_000, interval: 20 },
      );
      await vi.waitFor(() => expectMark(database), { timeout: 20_000, interval: 20 });
      await database.close();
      expect(await serverPid()).toBeUndefined();
    },
  );

  it('opens for six processes at once, new or not', { timeout: 120_000 }, async () => {
    for (const _ of [1, 2]) {
      const storm = Array.from({ length: 6 }, () => hold());
      await Promise.all(storm.map(untilOpen));
      await Promise.all(storm.map(letGo));
      expect(await serverPid()).toBeUndefined();
    }
  });

  it('works in a folder whose path is too long for a socket, also for a second process', async () => {
    const deep = join(dataDir, 'x'.repeat(90));
    const database = await open(deep);
    const second = hold(deep);
    await untilOpen(second);
    await database.close();
    await letGo(second);
    expect(await serverPid(deep)).toBeUndefined();
  });

  it('starts although another program got the number of a server that crashed', async () => {
    await useAgain();
    const database = await open();
    await leaveMark(database);
    await database.close();
    await writeFile(
      join(dataDir, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${dataDir}/postgres\n1700000000\n5432\n${dataDir}/postgres\n\n  1 1\nready   \n`,
    );
    const again = await open();
    await expectMark(again);
    expect(await serverPid()).not.toBe(process.pid);
    await again.close();
  });
});

/** How opening is refused, `opened` if it is not. */
async function refusal(folder = dataDir): Promise<string> {
  const error: unknown = await open(folder).catch((reason: unknown) => reason);
  return error instanceof Error ? `${error.name}: ${error.message}` : 'opened';
}

describe('an embedded database that cannot be had is refused in one line', () => {
  it('made by another major version', async () => {
    await useAgain();
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    expect(await refusal()).toMatch(/^Refused: .* made by PostgreSQL 15 and this release brings 18: back up/);
  });

  it('in a place that is no folder', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    expect(await refusal(join(file, 'data'))).toMatch(/^Refused: DATA_DIR: cannot use .*ENOTDIR/);
  });

  it('in a folder that holds something else', async () => {
    await mkdir(join(dataDir, 'postgres'));
    await writeFile(join(dataDir, 'postgres', 'letter.txt'), 'dear');
    expect(await refusal()).toMatch(/^Refused: DATA_DIR: .* holds files but no database/);
  });

  it.runIf(process.getuid?.() !== 0)('in a folder that may not be entered', async () => {
    await chmod(dataDir, 0o000);
    const reason = await refusal();
    await chmod(dataDir, 0o700);
    expect(reason).toMatch(/^Refused: DATA_DIR: cannot use .*EACCES/);
  });

  it('whose configuration is broken', async () => {
    await useAgain();
    await writeFile(join(dataDir, 'postgres', 'postgresql.conf'), 'no_such_setting = 1\n');
    expect(await refusal()).toMatch(/^Refused: PostgreSQL does not start in .*no_such_setting|configuration/);
  });
});
