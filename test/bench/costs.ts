import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/connect.ts';

/** What has been used up since the start of the processes. */
export type Costs = {
  readonly serviceCpuMs: number;
  readonly databaseCpuMs: number;
  readonly commits: number;
};

/** Reads what the service and the embedded database under its folder have used so far. Linux only. */
export async function readCosts(db: Database, servicePid: number, dataDir: string): Promise<Costs> {
  const note = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  const postmaster = Number(note.split('\n')[0]);
  const children = (await allProcesses()).filter(
    ({ pid, parent }) => pid === postmaster || parent === postmaster,
  );
  const service = await readProcess(servicePid);
  const [row] = await db.execute<{ commits: number }>(sql`
    select xact_commit as commits from pg_stat_database where datname = current_database()`);
  return {
    serviceCpuMs: service?.cpuMs ?? 0,
    databaseCpuMs: children.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    commits: row?.commits ?? 0,
  };
}

type Process = { readonly pid: number; readonly parent: number; readonly cpuMs: number };

async function allProcesses(): Promise<readonly Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const read = await Promise.all(pids.map((pid) => readProcess(Number(pid))));
  return read.flatMap((found) => found ?? []);
}

/** The kernel counts in ticks of 10 ms. */
const TICK_MS = 10;

async function readProcess(pid: number): Promise<Process | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (line === undefined) return undefined;
  // The name, in brackets, may contain anything.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return { pid, parent: Number(fields[1]), cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS };
}

export async function residentMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
