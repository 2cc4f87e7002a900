import { startService } from '../support/service.ts';
import { residentMiB } from './costs.ts';
import type { Figure } from './figure.ts';

/** First start (makes the database, loads the sample) and second start to the banner, and memory when idle. */
export async function measureStart(dataDir: string): Promise<readonly Figure[]> {
  const first = await timed(dataDir);
  await first.service.kill('SIGTERM');
  const second = await timed(dataDir);
  const resident = await residentMiB(second.service.pid);
  await second.service.kill('SIGTERM');
  return [
    ['first start to ready', `${first.ms.toFixed(0)} ms`],
    ['second start to ready', `${second.ms.toFixed(0)} ms`],
    ['resident memory of the process after the start', `${resident.toFixed(0)} MiB`],
  ];
}

async function timed(dataDir: string) {
  const begun = performance.now();
  const service = await startService({ DATA_DIR: dataDir });
  const ready = await fetch(`${service.url}/readyz`);
  if (!ready.ok) throw new Error(`not ready: ${ready.status}`);
  return { service, ms: performance.now() - begun };
}
