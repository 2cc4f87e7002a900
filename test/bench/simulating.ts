import { mkdir } from 'node:fs/promises';
import { runHaiChieu } from '../support/service.ts';
import type { Figure } from './figure.ts';

/** BENCH_SIMULATED_WEEKS=52 lives a year; BENCH_SIMULATED_UNITS=8,500 adds a large district, which takes its time. */
const WEEKS = Number(process.env['BENCH_SIMULATED_WEEKS'] ?? 4);
const UNITS = (process.env['BENCH_SIMULATED_UNITS'] ?? '8').split(',').map(Number);

/** Simulated districts, by the command: what a week of theirs takes. */
export async function measureSimulation(dataDir: string): Promise<readonly Figure[]> {
  await mkdir(dataDir, { recursive: true });
  const figures: Figure[] = [];
  for (const units of UNITS) {
    const begun = performance.now();
    const args = ['simulate', '--weeks', String(WEEKS), '--units', String(units), '--json'];
    const { status, err } = await runHaiChieu(args, { DATA_DIR: dataDir });
    if (status !== 0) throw new Error(`the simulation failed: ${err}`);
    const seconds = (performance.now() - begun) / 1000;
    figures.push([
      `${WEEKS} simulated weeks of ${units} units`,
      `${seconds.toFixed(0)} s, ${(seconds / WEEKS).toFixed(1)} s a week`,
    ]);
  }
  return figures;
}
