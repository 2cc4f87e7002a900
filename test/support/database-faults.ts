import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, socketUrl, type Client } from '../../src/db/connect.ts';
import { readNote } from '../../src/db/embedded-pid.ts';
import { waitFor } from './wait-for.ts';

/** Address of the embedded database under `dataDir`; it stays the same over restarts. */
export async function embeddedUrl(dataDir: string): Promise<string> {
  return socketUrl((await noteOf(dataDir)).socketFolder, 'postgres');
}

async function noteOf(dataDir: string) {
  const note = await readNote(join(dataDir, 'postgres'));
  if (!note) throw new Error(`no server in ${dataDir}`);
  return note;
}

/** SIGKILL: as a power cut or the system's want of memory would end it. SIGINT: as an operator restarts it. */
export async function endServer(dataDir: string, signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
  const note = await readNote(join(dataDir, 'postgres'));
  if (note) process.kill(note.pid, signal);
}

/** Takes every connection that the server allows, those in use too; gives them back when `release` is called. */
export async function takeAllConnections(url: string): Promise<{ release(): Promise<void> }> {
  const held: { readonly client: Client; readonly pid: number }[] = [];
  const hold = async () => {
    const { client } = connect(url, { keep: true });
    try {
      const [row] = await client<{ pid: number }[]>`select pg_backend_pid() as pid`;
      held.push({ client, pid: row?.pid ?? 0 });
      return true;
    } catch {
      await client.end({ timeout: 0 });
      return false;
    }
  };
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    if (await hold()) continue;
    const client = held[0]?.client;
    if (!client) throw new Error('the server took no connection at all');
    const mine = held.map(({ pid }) => pid).join(',');
    // oxlint-disable-next-line no-await-in-loop
    const ended = await client`
      select pg_terminate_backend(pid) from pg_stat_activity
      where backend_type = 'client backend' and pid <> all(string_to_array(${mine}, ',')::integer[])`;
    if (ended.length === 0) break;
  }
  return {
    async release() {
      await Promise.all(held.map(({ client }) => client.end({ timeout: 1 })));
    },
  };
}

const BLOCK = Buffer.alloc(1024 * 1024);

/** Takes all the space that is left beside the database; it is free again after `release`. */
export async function fillDisk(dataDir: string): Promise<{ release(): Promise<void> }> {
  const name = join(dataDir, 'somebody-elses-file');
  const file = await open(name, 'a');
  try {
    for (const size of [BLOCK.length, 4096]) {
      // oxlint-disable-next-line no-await-in-loop
      while (await file.write(BLOCK, 0, size).then(() => true, isFull));
    }
  } finally {
    await file.close();
  }
  return { release: () => rm(name) };
}

/** More than the segments that a server has made beforehand. */
const SEGMENTS = 20;

/** Makes the server ask for a new segment of its log; where there is no space for it, it ends. */
export async function useUpLog(url: string): Promise<void> {
  const { client } = connect(url, { max: 1 });
  try {
    for (let segment = 0; segment < SEGMENTS; segment += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await client`select pg_switch_wal() from (select pg_logical_emit_message(false, 'fill', 'x')) written`;
    }
  } catch {
    // It has ended.
  } finally {
    await client.end({ timeout: 0 });
  }
}

function isFull(error: unknown): boolean {
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
  throw error;
}

/** Resolves when the server answers again. */
export async function untilAnswers(url: string, withinMs: number): Promise<void> {
  await waitFor(async () => {
    const { client } = connect(url, { max: 1 });
    const answered = client`select 1`.then(
      () => true,
      () => false,
    );
    const answers = await Promise.race([answered, pause(500).then(() => false)]);
    await client.end({ timeout: 0 });
    return answers;
  }, withinMs);
}
