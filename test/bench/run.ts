import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { burdenFigures } from './burden.ts';
import { measureDigests } from './digesting.ts';
import type { Figure } from './figure.ts';
import { measureImport } from './importing.ts';
import { measureLatency } from './latency.ts';
import { measureParsing } from './parsing.ts';
import { measureRate } from './rate.ts';
import { measureReminding } from './reminding.ts';
import { measureSimulation } from './simulating.ts';
import { measureStart } from './starting.ts';
import { measureThroughput } from './throughput.ts';
import { measureTicks } from './ticking.ts';

/** What is measured, by the name under which it can be run alone: `npm run bench -- ticks reminders`. */
const MEASURES: Readonly<
  Record<string, (dataDir: string) => readonly Figure[] | Promise<readonly Figure[]>>
> = {
  burden: burdenFigures,
  parsing: measureParsing,
  start: measureStart,
  import: measureImport,
  latency: measureLatency,
  throughput: measureThroughput,
  rate: measureRate,
  ticks: measureTicks,
  reminders: measureReminding,
  digest: measureDigests,
  simulation: measureSimulation,
};

/** `npm run bench`: figures of this machine, printed as a table. Ratios travel between machines, seconds do not. */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in MEASURES));
if (unknown.length > 0) {
  process.stderr.write(`no measure ${unknown.join(', ')}; there are ${Object.keys(MEASURES).join(', ')}\n`);
  process.exit(2);
}
const folder = await mkdtemp(join(tmpdir(), 'hai-chieu-bench-'));
try {
  const rows: Figure[] = [];
  for (const [name, measure] of Object.entries(MEASURES)) {
    if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await measure(join(folder, name))));
  }
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, figure] of rows) process.stdout.write(`${name.padEnd(width)}  ${figure}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
