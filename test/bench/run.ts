import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { burdenFigures } from './burden.ts';
import { measureLatency } from './latency.ts';
import { measureParsing } from './parsing.ts';
import { measureStart } from './starting.ts';
import { measureThroughput } from './throughput.ts';
import { measureTicks } from './ticking.ts';

/** `npm run bench`: figures of this machine, printed as a table. Ratios travel between machines, seconds do not. */
const folder = await mkdtemp(join(tmpdir(), 'hai-chieu-bench-'));
try {
  const rows = [
    ...burdenFigures(),
    ...measureParsing(),
    ...(await measureStart(join(folder, 'start'))),
    ...(await measureLatency(join(folder, 'latency'))),
    ...(await measureThroughput(join(folder, 'throughput'))),
    ...(await measureTicks(join(folder, 'ticks'))),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, figure] of rows) process.stdout.write(`${name.padEnd(width)}  ${figure}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
