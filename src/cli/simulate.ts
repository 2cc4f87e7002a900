import { Command } from 'commander';
import type { Outcome } from '../core/simulation/outcome.ts';
import type { Simulation } from '../simulation/simulate.ts';
import { SIMULATION, wordSimulation } from '../texts/simulation.ts';
import { readCount } from './count.ts';
import type { CliParts } from './parts.ts';

export type SimulateParts = CliParts & { simulate(simulation: Simulation): Promise<Outcome> };

const LIMITS = {
  weeks: { least: 1, most: 260 },
  units: { least: 1, most: 5_000 },
  seed: { least: 0, most: 2 ** 31 },
} as const;

export function simulateCommand(parts: SimulateParts): Command {
  return new Command('simulate')
    .description('cho một huyện giả định làm việc nhiều tuần trên đồng hồ chạy nhanh')
    .option('--weeks <n>', 'số tuần', '8')
    .option('--units <n>', 'số đơn vị', '8')
    .option('--seed <n>', 'số mầm: cùng số thì cùng diễn biến', '1')
    .option('--json', 'in dạng JSON')
    .action(async (flags: { weeks: string; units: string; seed: string; json?: true }) => {
      const weeks = readCount('--weeks', flags.weeks, LIMITS.weeks);
      const outcome = await parts.simulate({
        weeks,
        units: readCount('--units', flags.units, LIMITS.units),
        seed: readCount('--seed', flags.seed, LIMITS.seed),
        progress: (done) => parts.say(SIMULATION.weekDone(Math.min(done, weeks), weeks)),
      });
      if (flags.json) return parts.print(JSON.stringify(outcome));
      for (const line of wordSimulation(outcome)) parts.print(line);
    });
}
